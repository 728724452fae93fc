// Where one is: view, scene, what is chosen, filters. Every state has an address; back and forward work.

const VIEWS = ["graph", "differences", "trends", "table"];
const narrow = matchMedia("(max-width: 820px)");
let state = null;
const drawnFor = {};

function parse(hash) {
  const [path, query = ""] = decodeURIComponent(hash.replace(/^#/, "")).split("?");
  const [view, scene] = path.split("/");
  const found = { view: narrow.matches ? "differences" : "graph", scene: "start", selected: null, filters: {} };
  if (VIEWS.includes(view)) {
    found.view = view;
    if (data.scenes[scene]) found.scene = scene;
    if (records.has(scene)) found.selected = scene;
    found.filters = Object.fromEntries(new URLSearchParams(query));
  } else if (path) {
    const ids = records.has(path) ? [path] : [...records.keys()].filter((id) => id.startsWith(path));
    if (ids.length === 1) [found.selected] = ids;
    else say("No record has this address.");
  }
  return found;
}

function addressOf({ view, scene, selected, filters }) {
  if (selected) return `#${selected}`;
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  if (view === "table" && query) return `#table?${query}`;
  return view === "graph" && scene !== "start" ? `#graph/${scene}` : `#${view}`;
}

function go(changes, replace = false) {
  state = { ...state, ...changes };
  try {
    history[replace ? "replaceState" : "pushState"](state, "", addressOf(state));
  } catch { /* A frame without an address of its own, as in a notebook. */ }
  render();
}

// Find the scene in which something chosen can be seen: the present one, else its question's or its own.
function sceneFor(record) {
  if (!record) return state.scene;
  const members = record.record === "comparison" ? record.members.map((m) => records.get(m.id)) : [record];
  const visible = (key, one) => data.scenes[key]?.some(([place]) => [one?.id, one?.standsFor].includes(data.network.nodes[place].id));
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
  panel();
  if (state.view === "graph") {
    state.scene = sceneFor(records.get(state.selected));
    if (drawnFor.graph !== state.scene) {
      showScene(state.scene);
      drawnFor.graph = state.scene;
    }
    byId("scene").value = state.scene;
    byId("back").disabled = state.scene === "start";
    const count = (kind) => [...shown.nodes.keys()].filter((id) => records.get(id).record === kind).length;
    byId("scene-note").textContent = `${count("question")} of ${data.questions.length} questions, ${count("statistic")} figures`;
    choose(state.selected);
  } else if (state.view === "table") table();
  else if (!drawnFor[state.view]) {
    ({ differences, trends })[state.view]();
    drawnFor[state.view] = true;
  }
}

// Search: every word must be found; a number finds the value.
const haystacks = new Map();
function haystack(id) {
  if (!haystacks.has(id)) {
    const r = records.get(id);
    haystacks.set(id, [r.label, r.label?.replace(" %", "%"), r.label?.replace(" %", " percent"), r.title, r.groupWords, r.statement, r.year, r.organisations,
      r.author, r.publisher, r.holder, r.aliases?.join(" "), records.get(r.study)?.label, records.get(r.group)?.label, r.id]
      .filter(Boolean).join(" ").toLowerCase());
  }
  return haystacks.get(id);
}

function search(text) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const number = Number.parseFloat(parts.find((part) => /^\d/.test(part)) ?? "");
  return [...records.values()]
    .filter((r) => r.record !== "comparison" && parts.every((part) => haystack(r.id).includes(part)))
    .map((r) => [r, r.record === "statistic" ? (r.value === number ? 0 : 2) : 1])
    .sort((a, b) => a[1] - b[1]).slice(0, 30).map(([r]) => r);
}

function results() {
  const [field, list] = [byId("search"), byId("results")];
  const found = search(field.value);
  const open = field.value.trim() !== "";
  list.replaceChildren(...found.map((r, place) => make("li", {
    role: "option", id: `result-${place}`, "aria-selected": "false", "data-id": r.id,
    onmousedown(event) { event.preventDefault(); pick(r.id); },
  }, make("span", { class: "muted small" }, `${capital(r.record)}  `), bdi(cut(r.record === "statistic" ? `${figureLine(r)} · ${r.statement ?? ""}` : r.label ?? r.title, 130)))),
  ...(open && !found.length ? [make("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found. Try fewer words, or the value alone.")] : []));
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.removeAttribute("aria-activedescendant");
}

function pick(id) {
  byId("search").value = "";
  results();
  byId("search").blur();
  go({ selected: id });
}

function move(step) {
  const options = [...byId("results").querySelectorAll("[data-id]")];
  if (!options.length) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
  for (const option of options) option.setAttribute("aria-selected", String(option === next));
  next.scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", next.id);
}

byId("search").addEventListener("input", results);
byId("search").addEventListener("blur", () => { byId("results").hidden = true; byId("search").setAttribute("aria-expanded", "false"); });
byId("search").addEventListener("focus", () => { if (byId("search").value) results(); });
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter") {
    const option = byId("results").querySelector('[aria-selected="true"]') ?? byId("results").querySelector("[data-id]");
    if (option) pick(option.dataset.id);
  } else if (event.key === "Escape") { byId("search").value = ""; results(); byId("search").blur(); } else return;
  event.preventDefault();
  event.stopPropagation();
});

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
byId("picture").addEventListener("click", () => {
  const canvas = byId("canvas").querySelector("canvas");
  const copied = make("canvas", { width: canvas.width, height: canvas.height });
  const ctx = copied.getContext("2d");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, copied.width, copied.height);
  ctx.drawImage(canvas, 0, 0);
  copied.toBlob((blob) => download("graph.png", blob));
});

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
addEventListener("beforeprint", () => { most = Infinity; differences(); trends(); table(); });
addEventListener("popstate", (event) => { state = event.state ?? parse(location.hash); setFilters(); render(); });

state = parse(location.hash);
sceneNames();
legend();
filters();
setFilters();
render();
