// Where one is: view, scene, what is chosen, filters. Every state has an address; back and forward work.

const VIEWS = ["graph", "differences", "trends", "table"];
const narrow = matchMedia("(max-width: 820px)");
let state = null;
const drawnFor = {};

function readable(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?").map((part, place) => (place ? part : readable(part)));
  const [view, scene] = path.split("/");
  const found = { view: narrow.matches ? "differences" : "graph", scene: "start", selected: null, filters: {} };
  if (VIEWS.includes(view)) {
    found.view = view;
    if (data.scenes[scene]) found.scene = scene;
    if (records.has(scene)) found.selected = scene;
    const { chosen, ...filters } = Object.fromEntries(new URLSearchParams(query));
    if (records.has(chosen)) found.selected = chosen;
    found.filters = filters;
  } else if (path) {
    const ids = records.has(path) ? [path] : [...records.keys()].filter((id) => id.startsWith(path));
    if (ids.length === 1) [found.selected] = ids;
    else say("No record has this address.");
  }
  return found;
}

// What is chosen has a short address of its own, unless filters or another view are open.
function addressOf({ view, scene, selected, filters: asked }) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  const plain = view === "graph" && !query.size;
  if (selected && plain) return `#${selected}`;
  if (selected) query.set("chosen", selected);
  const path = view === "graph" && scene !== "start" ? `#graph/${scene}` : `#${view}`;
  return query.size ? `${path}?${query}` : path;
}

function go(changes, replace = false) {
  state = { ...state, ...changes };
  try {
    history[replace ? "replaceState" : "pushState"](state, "", addressOf(state));
  } catch { /* A frame without an address of its own, as in a notebook. */ }
  render();
}

const numbers = new Map(ids.map((id, number) => [id, number]));

// Find the scene in which something chosen can be seen: the present one, else its question's or its own.
function sceneFor(record) {
  if (!record) return state.scene;
  const members = record.record === "comparison" ? record.members.map((m) => records.get(m.id)) : [record];
  const places = (one) => [one?.id, one?.standsFor].map((id) => numbers.get(id)).filter((number) => number !== undefined);
  const holds = (key, number) => data.scenes[key]?.at.some((other, n) => n % 3 === 0 && other === number);
  const drawn = (one) => shown.key !== state.scene || !shown.tooMany || shown.nodes.has(one?.id) || shown.nodes.has(one?.standsFor);
  const visible = (key, one) => (key !== state.scene || drawn(one)) && places(one).some((number) => holds(key, number));
  if (members.every((one) => visible(state.scene, one))) return state.scene;
  const own = [record.id, record.question, members[0]?.question, record.article, members[0]?.article, "all"];
  return own.find((key) => key && data.scenes[key] && members.some((one) => visible(key, one))) ?? state.scene;
}

function render() {
  for (const view of VIEWS) byId(view).hidden = view !== state.view;
  for (const one of document.querySelectorAll("nav a")) {
    if (one.dataset.go === state.view) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  showFilters();
  panel();
  if (state.view === "graph") graph();
  else if (state.view === "table") table();
  else {
    const key = filterKey();
    if (drawnFor[state.view] !== key) ({ differences, trends })[state.view]();
    drawnFor[state.view] = key;
  }
}

function graph() {
  state.scene = sceneFor(records.get(state.selected));
  hidden = new Set((state.filters.hide || HIDDEN).split(","));
  for (const button of document.querySelectorAll("[data-hides]"))
    button.setAttribute("aria-pressed", String(!hidden.has(button.dataset.hides)));
  const key = [state.scene, filterKey()].join("?");
  if (drawnFor.graph !== key) {
    // Where only lines or kinds come or go, the picture stays where it is.
    const place = [state.scene, ...FILTERS.map((name) => state.filters[name])].join("|");
    showScene(state.scene, drawnFor.place !== place);
    drawnFor.place = place;
    drawnFor.graph = key;
  }
  showSceneName(state.scene);
  byId("back").disabled = state.scene === "start";
  const count = (kind) => [...shown.nodes.keys()].filter((id) => records.get(id).record === kind).length;
  const told = `${count("question")} of ${data.questions.length} questions, ${count("statistic")} figures`;
  byId("scene-note").textContent = shown.tooMany ? `First ${told}; filter to see others` : told;
  byId("nothing").hidden = shown.nodes.size > 0;
  choose(state.selected);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-go]");
  if (!target) return;
  event.preventDefault();
  go({ view: target.dataset.go, selected: narrow.matches ? null : state.selected, ...(target.matches(".brand") ? { scene: "start", selected: null } : {}) });
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input, select, textarea");
  if (event.key === "Escape" && state.selected) go({ selected: null });
  else if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
});
byId("canvas").addEventListener("keydown", (event) => {
  if (event.key.startsWith("Arrow")) { const next = neighbour(event.key); if (next) go({ selected: next }, true); }
  else if (event.key === "Enter") { if (state.selected) byId("panel").focus(); }
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fitScene();
  else return;
  event.preventDefault();
});

function zoom(by) {
  moved = true;
  network.moveTo({ scale: network.getScale() * by });
}

byId("closer").addEventListener("click", () => zoom(1.25));
byId("farther").addEventListener("click", () => zoom(0.8));
byId("fit").addEventListener("click", fitScene);
byId("back").addEventListener("click", () => go({ scene: "start", selected: null }));
byId("scene").addEventListener("change", (event) => go({ scene: event.currentTarget.value, selected: records.has(event.currentTarget.value) ? event.currentTarget.value : null }));
byId("png").addEventListener("click", savePng);
byId("svg").addEventListener("click", saveSvg);

function redrawTheme() {
  if (network) { showScene(state.scene, false); choose(state.selected); }
}
byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  redrawTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawTheme);

// Print shows everything but the graph, whichever view is open.
addEventListener("beforeprint", () => { most = Infinity; differences(Infinity); trends(Infinity); table(); });
addEventListener("popstate", (event) => { state = event.state ?? parse(location.hash); render(); });

state = parse(location.hash);
sceneNames();
legend();
filters();
render();
setTimeout(() => prepare(records.keys()), 300);
