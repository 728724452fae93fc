// The graph: vis-network draws what was laid out beforehand; cards and edges are styled here.

const WIDTHS = { study: 190, question: 216, statistic: 124, article: 174, group: 160, claim: 400 };
const HEIGHTS = { study: 52, question: 52, statistic: 52, article: 30, group: 30, claim: 52 };
const HEIGHT = 52;
const MOST = 1000; // figures that are drawn at once
let hidden = new Set();
let network = null;
let colours = {};
let pointed = null;
let lit = null;
let moved = false; // by hand, since the scene was last fitted
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let shown = { key: null, nodes: new Map(), edges: [], rails: [], near: new Map(), tooMany: false };

function readColours() {
  const style = getComputedStyle(document.documentElement);
  colours = Object.fromEntries(
    ["paper", "surface", "tint", "line", "thread", "ink", "muted", "accent", "gap", "disagreement", "misreport",
      "arithmetic", "trend", "agree", "rounded", "cannot-tell", "sans", "serif"]
      .map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
}

const colourOf = (verdict) => colours[verdict.replace(" ", "-")];

// Break text into lines of a width, the last one cut where there is more. To measure takes longer than to draw.
const broken = new Map();
function linesOf(ctx, text, width, most) {
  const key = `${ctx.font}|${width}|${most}|${text}`;
  if (!broken.has(key)) broken.set(key, breakLines(ctx, text, width, most));
  return broken.get(key);
}

function breakLines(ctx, text, width, most) {
  const lines = [];
  let line = "";
  for (const word of cut(text, 300).split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (ctx.measureText(longer).width <= width) { line = longer; continue; }
    if (line) lines.push(line);
    line = word;
    if (lines.length === most) break;
  }
  if (lines.length < most) lines.push(line);
  else lines[most - 1] += " …";
  return lines.map((one) => {
    let fitted = one;
    while (fitted.length > 2 && ctx.measureText(fitted).width > width) fitted = `${fitted.replace(/ ?…$/, "").slice(0, -1)}…`;
    return fitted;
  });
}

function card({ ctx, id, x, y, state }) {
  const record = records.get(id);
  const kind = record.record;
  const [width, height] = [WIDTHS[kind], HEIGHTS[kind]];
  return {
    drawNode() {
      ctx.save();
      if (lit && !lit.has(id)) {
        // What is not lit fades, and still hides the edges behind it.
        box(ctx, x, y, width, height, 8);
        ctx.fillStyle = colours.paper;
        ctx.fill();
        ctx.globalAlpha = 0.35;
      }
      ctx.textBaseline = "middle";
      PAINT[kind](ctx, record, x, y, width);
      if (state.selected || id === pointed) {
        ctx.lineWidth = state.selected ? 2.5 : 1.5;
        ctx.strokeStyle = colours.accent;
        box(ctx, x, y, width + 4, height + 4, kind === "group" ? 17 : 10);
        ctx.stroke();
      }
      ctx.restore();
    },
    nodeDimensions: { width, height },
  };
}

function box(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
}

function filled(ctx, x, y, width, fill, border, radius = 8, dashes = [], height = HEIGHT) {
  box(ctx, x, y, width, height, radius);
  ctx.fillStyle = fill;
  ctx.fill();
  if (!border) return;
  ctx.setLineDash(dashes);
  ctx.lineWidth = 1;
  ctx.strokeStyle = border;
  ctx.stroke();
  ctx.setLineDash([]);
}

function words(ctx, text, x, y, font, colour, width, most, height = 15) {
  ctx.font = font;
  ctx.fillStyle = colour;
  const lines = linesOf(ctx, text, width, most);
  lines.forEach((line, place) => ctx.fillText(line, x, y + (place - (lines.length - 1) / 2) * height));
}

const PAINT = {
  study(ctx, record, x, y, width) {
    filled(ctx, x, y, width, colours.surface, colours.ink);
    words(ctx, ["Study", record.year].filter(Boolean).join(" · "), x - width / 2 + 12, y - 15, `11px ${colours.sans}`, colours.muted, width - 24, 1);
    words(ctx, record.label, x - width / 2 + 12, y + 7, `600 12.5px ${colours.sans}`, colours.ink, width - 24, 2, 14.5);
  },
  article(ctx, record, x, y, width) {
    filled(ctx, x, y, width, colours.paper, colours.thread, 6, record.kind === "notes" ? [4, 3] : [], HEIGHTS.article);
    const name = record.publisher ?? record.author ?? record.title;
    const label = [name, record.date?.slice(0, 4)].filter(Boolean).join(" · ");
    words(ctx, label, x - width / 2 + 10, y + 0.5, `12px ${colours.sans}`, colours.ink, width - 20, 1);
  },
  question(ctx, record, x, y, width) {
    box(ctx, x, y, width, HEIGHT, 8);
    ctx.fillStyle = colours.tint;
    ctx.fill();
    words(ctx, capital(record.label), x - width / 2 + 12, y, `12.5px ${colours.sans}`, colours.ink, width - 22, 3, 15.5);
  },
  statistic(ctx, record, x, y, width) {
    const notes = records.get(record.article).kind === "notes";
    filled(ctx, x, y, width, colours.surface, colours.thread, 8, notes ? [4, 3] : []);
    const left = x - width / 2 + 11;
    ctx.textAlign = "left";
    // The number stands large, what is before and after it small.
    const [, before, figure, after] = record.label.match(/^(.*?)([+−]?[\d.,]+(?: %)?)(.*)$/) ?? [null, "", record.label, ""];
    let from = left;
    for (const [part, size] of [[before, 11], [figure, 18], [after, 11]]) {
      if (!part) continue;
      ctx.font = `${size > 11 ? 650 : 400} ${size}px ${colours.sans}`;
      const room = x + width / 2 - 8 - from;
      const [fitted] = linesOf(ctx, part.trim(), room, 1);
      ctx.fillStyle = colours.ink;
      ctx.fillText(fitted, from, y - 8 + (size > 11 ? 0 : 1.5));
      from += ctx.measureText(fitted).width + 4;
    }
    // The year stands beside the number, or beside the group where the number is long.
    const low = from > x + width / 2 - 38;
    words(ctx, groupName(record), left, y + 14, `11.5px ${colours.sans}`, colours.muted, width - (record.year && low ? 52 : 20), 1);
    if (record.year) {
      ctx.textAlign = "right";
      words(ctx, String(record.year), x + width / 2 - 10, low ? y + 14 : y - 9, `11px ${colours.sans}`, colours.muted, 40, 1);
    }
    const times = (toldAlike.get(record.id) ?? []).filter((id) => !shown.nodes.has(id) || id === record.id).length;
    if (times > 1) {
      ctx.font = `600 10.5px ${colours.sans}`;
      const label = `told ${times}×`;
      const wide = ctx.measureText(label).width + 10;
      ctx.beginPath();
      ctx.roundRect(x + width / 2 - wide - 6, y + HEIGHT / 2 - 8, wide, 16, 8);
      ctx.fillStyle = colours.ink;
      ctx.fill();
      ctx.textAlign = "center";
      ctx.fillStyle = colours.paper;
      ctx.fillText(label, x + width / 2 - wide / 2 - 6, y + HEIGHT / 2 + 0.5);
    }
  },
  group(ctx, record, x, y, width) {
    filled(ctx, x, y, width, colours.surface, colours.thread, 15, [], HEIGHTS.group);
    ctx.textAlign = "center";
    words(ctx, capital(record.label), x, y + 0.5, `12.5px ${colours.sans}`, colours.ink, width - 24, 1);
  },
  claim(ctx, record, x, y, width) {
    filled(ctx, x, y, width, colours.tint, null, 4);
    ctx.fillStyle = colours.thread;
    ctx.fillRect(x - width / 2, y - HEIGHT / 2, 3, HEIGHT);
    words(ctx, record.label, x - width / 2 + 14, y, `13px ${colours.serif}`, colours.ink, width - 26, 3, 16);
  },
};

// What an article tells is seen when one of the two is pointed at; drawn always, it would cover the rest.
const OPACITY = { tells: 0, reports: 0, counts: 0.5 };

// An edge in the form that vis-network wants; several between the same two nodes are bent apart.
function edgeOf(edge, place, positions) {
  const [from, to] = [positions.get(edge.from), positions.get(edge.to)];
  const away = lit && !(lit.has(edge.from) && lit.has(edge.to) && (!lit.only || lit.only.has(edge.id)));
  if (!edge.comparison) {
    const opacity = isClaims(edge) ? 0.7 : OPACITY[edge.meaning] ?? 0.9;
    const [left, right] = from.x <= to.x ? [edge.from, edge.to] : [edge.to, edge.from];
    return {
      id: edge.id, from: left, to: right, width: lit && !away ? 1.6 : 1.2,
      color: { color: colours.thread, opacity: away ? Math.min(opacity, 0.2) : lit ? 1 : opacity, inherit: false },
      smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
    };
  }
  const comparison = records.get(edge.comparison);
  const { dashes, width, arrow } = STROKES[comparison.verdict];
  const colour = colourOf(comparison.verdict);
  // A straight line would run behind a card between the two: bend around it.
  const [dx, dy] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)];
  const far = dy < 10 && dx > 300;
  const tall = dx < 10 && dy > 130;
  const past = far ? 31 : tall ? 84 : 0;
  const bend = place ? (place % 2 ? 0.28 : -0.28) : roundness(past, Math.hypot(dx, dy));
  return {
    id: edge.id, from: edge.from, to: edge.to, dashes, width: comparison.significant === false ? 1 : width,
    arrows: arrow ? { to: { enabled: true, scaleFactor: 0.55 } } : undefined,
    color: { color: colour, highlight: colour, hover: colour, opacity: away ? 0.2 : 1, inherit: false },
    label: far || tall || (edge.place && comparison.verdict === "arithmetic") ? "" : edgeLabel(comparison) ?? "",
    font: { size: 12, face: colours.sans, color: away ? `${colour}55` : colour, background: colours.paper, strokeWidth: 0, align: "horizontal" },
    smooth: bend ? { enabled: true, type: "curvedCW", roundness: bend } : { enabled: false },
  };
}

// How round vis-network has to bend an edge of this length for its middle to pass at this distance.
function roundness(past, length) {
  let bend = 0;
  while (bend < 0.95 && ((1 + bend) / 4) * Math.sin((bend * Math.PI) / 2) * length < past) bend += 0.01;
  return bend;
}

function edgeLabel(comparison) {
  const { difference } = comparison;
  const size = Math.abs(Math.round(difference * 10) / 10);
  const points = difference !== null ? `${size} ${size === 1 ? "point" : "points"}` : "";
  const sign = difference < 0 ? "−" : "+";
  return {
    gap: points || "gap", trend: points ? sign + points : "trend", disagreement: points ? `disagree: ${points}` : "disagree",
    misreport: "told differently", arithmetic: "does not add up", "cannot tell": "cannot tell",
  }[comparison.verdict];
}

// The nodes of a scene with their places, as laid out beforehand.
function placesOf(key) {
  const { at } = data.scenes[key] ?? data.scenes.start ?? { at: [] };
  const places = new Map();
  for (let n = 0; n < at.length; n += 3) places.set(ids[at[n]], { x: at[n + 1], y: at[n + 2] });
  return places;
}

// What the filters leave, with what it hangs on; of very many figures those of the first questions.
function kept(places) {
  const told = [...places.keys()].filter((id) => ["statistic", "claim"].includes(records.get(id).record));
  const tellings = (id) => [id, ...(toldAlike.get(id) ?? []).filter((one) => !places.has(one))];
  let wanted = filtering() ? told.filter((id) => tellings(id).some((one) => passes(records.get(one)))) : told;
  const cut = wanted.length > MOST;
  if (cut) {
    const rank = (id) => records.get(records.get(id).question)?.place ?? Infinity;
    wanted = wanted.map((id) => [rank(id), id]).sort(([a], [b]) => a - b).slice(0, MOST).map(([, id]) => id);
  }
  if (wanted.length === told.length) return { left: places, cut };
  const all = new Set(wanted);
  for (const id of wanted)
    for (const one of tellings(id)) {
      const { study, question, group, article } = records.get(one);
      for (const near of [study, question, group, article]) all.add(near);
    }
  return { left: new Map([...places].filter(([id]) => all.has(id))), cut };
}

function sceneOf(key) {
  const laid = placesOf(key);
  const { left, cut } = kept(laid);
  const positions = left === laid ? laid : arranged(left, data.scenes[key].columns);
  for (const id of [...positions.keys()]) if (hidden.has(records.get(id).record)) positions.delete(id);
  const one = !/^(start|differing|all|study-|group-)/.test(key);
  const pairs = new Map();
  const taken = new Set();
  const [edges, rails] = [[], []];
  const owners = ownersOf(positions);
  const drawn = ids.map((id) => positions.has(id));
  data.edges.forEach(([a, b, meaning, ...more], number) => {
    if (!drawn[a] || !drawn[b]) return;
    const [compared, place] = data.meanings[meaning] === "compares" ? more : [];
    if (compared === undefined && more[0] && one) return;
    const edge = { id: `e${number}`, from: ids[a], to: ids[b], meaning: data.meanings[meaning], comparison: data.comparisons[compared]?.id, place };
    const [study, article] = [edge.from, edge.to].sort((end) => (records.get(end).record === "study" ? -1 : 1));
    if (owners.get(article) === study) { rails.push([study, article, edge.comparison]); return; }
    if (!edge.comparison) { edges.push([edge, 0]); return; }
    const { verdict } = records.get(edge.comparison);
    const pair = [edge.from, edge.to].sort().join("|");
    if (hidden.has(verdict) || taken.has(pair + verdict)) return;
    taken.add(pair + verdict);
    edges.push([edge, pairs.get(pair) ?? 0]);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  const near = new Map();
  for (const [{ from, to }] of edges) {
    grouped(near, from, to);
    grouped(near, to, from);
  }
  return { key, nodes: positions, edges, rails, near, tooMany: cut };
}

// An article hangs on a rail below the study that it stands under.
function ownersOf(positions) {
  const side = [...positions].filter(([id]) => ["study", "article"].includes(records.get(id).record));
  side.sort(([, a], [, b]) => Math.round((a.x - b.x) / 40) || a.y - b.y);
  const owners = new Map();
  let above = null;
  for (const [id, { x }] of side) {
    if (records.get(id).record === "study") above = { id, x };
    else if (above && Math.abs(above.x - x) < 20) owners.set(id, above.id);
  }
  return owners;
}

function drawRails(ctx) {
  for (const [study, article, compared] of shown.rails) {
    const [above, below] = [shown.nodes.get(study), shown.nodes.get(article)];
    const [left, right] = [above.x - WIDTHS.study / 2 + 8, below.x - WIDTHS.article / 2];
    const verdict = compared && records.get(compared).verdict;
    if (verdict && hidden.has(verdict)) continue;
    ctx.save();
    ctx.globalAlpha = lit && !(lit.has(study) && lit.has(article)) ? 0.15 : 1;
    ctx.strokeStyle = verdict ? colourOf(verdict) : colours.thread;
    ctx.lineWidth = verdict ? STROKES[verdict].width : 1.2;
    ctx.lineCap = "round";
    ctx.setLineDash((verdict && STROKES[verdict].dashes) || []);
    ctx.beginPath();
    ctx.moveTo(left, above.y + HEIGHTS.study / 2);
    ctx.lineTo(left, below.y);
    ctx.lineTo(right, below.y);
    ctx.stroke();
    ctx.restore();
  }
}

function showScene(key, refit = true) {
  readColours();
  lit = pointed = null;
  shown = sceneOf(key);
  if (!network) startNetwork();
  // The sets are filled anew and the network stays, and with it what part of the picture is seen.
  nodeSet.clear();
  edgeSet.clear();
  nodeSet.add([...shown.nodes].map(([id, { x, y }]) => ({ id, x, y, shape: "custom", ctxRenderer: card })));
  edgeSet.add(seen().map(([edge, place]) => edgeOf(edge, place, shown.nodes)));
  if (refit) fitScene();
}

function startNetwork() {
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, data.options);
  network.on("click", ({ pointer, edges: [edge] }) => {
    const node = nodeAt(pointer.canvas);
    const compared = node ? null : shown.edges.find(([one]) => one.id === edge)?.[0].comparison;
    if (node || compared) go({ selected: node ?? compared });
    else if (state.selected) go({ selected: null });
    else network.unselectAll();
  });
  network.on("doubleClick", ({ pointer }) => {
    const node = nodeAt(pointer.canvas);
    if (node && data.scenes[node]) go({ selected: node, scene: node });
  });
  network.on("beforeDrawing", drawRails);
  const canvas = byId("canvas");
  canvas.addEventListener("mousemove", ({ clientX, clientY, buttons }) => {
    if (buttons) return;
    const { left, top } = canvas.getBoundingClientRect();
    const place = { x: clientX - left, y: clientY - top };
    const node = nodeAt(network.DOMtoCanvas(place));
    canvas.style.cursor = node || network.getEdgeAt(place) ? "pointer" : "";
    if (node !== pointed) light(node);
  });
  canvas.addEventListener("mouseleave", () => { if (pointed) light(null); });
  new ResizeObserver(() => { if (state.view === "graph") { network.redraw(); if (!moved) fitScene(); } }).observe(byId("canvas"));
  for (const event of ["dragEnd", "zoom"]) network.on(event, () => { moved = true; });
}

// vis-network learns the size of a card only after it was drawn twice, so what is hit is found here.
function nodeAt({ x, y }) {
  for (const [id, place] of shown.nodes) {
    const kind = records.get(id).record;
    if (Math.abs(place.x - x) <= WIDTHS[kind] / 2 && Math.abs(place.y - y) <= HEIGHTS[kind] / 2) return id;
  }
  return null;
}

// The edges that can be seen now: what an article tells only where it is lit.
const seen = () => shown.edges.filter(([edge]) => OPACITY[edge.meaning] !== 0 || isClaims(edge) || (lit?.has(edge.from) && lit.has(edge.to)));
const isClaims = ({ from, to }) => [from, to].some((id) => records.get(id).record === "claim");

// Light a node, its neighbours, and the figures of a question that is among them.
function light(id) {
  pointed = id;
  const before = edgeSet.getIds();
  lit = id ? new Set([id, ...(shown.near.get(id) ?? []), ...shown.rails.filter((rail) => rail.includes(id)).flatMap(([a, b]) => [a, b])]) : null;
  if (lit) {
    for (const near of [...lit])
      if (records.get(near).record === "question" && records.get(id).record !== "study")
        for (const next of shown.near.get(near) ?? []) lit.add(next);
  }
  const now = seen();
  const left = new Set(now.map(([edge]) => edge.id));
  edgeSet.remove(before.filter((one) => !left.has(one)));
  edgeSet.update(now.map(([edge, place]) => edgeOf(edge, place, shown.nodes)));
}

function bounds(ids) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const id of ids) {
    const { x, y } = shown.nodes.get(id);
    const kind = records.get(id).record;
    const [half, tall] = [WIDTHS[kind] / 2, HEIGHTS[kind] / 2];
    [left, right] = [Math.min(left, x - half), Math.max(right, x + half)];
    [top, bottom] = [Math.min(top, y - tall), Math.max(bottom, y + tall)];
  }
  return { left, right, top, bottom };
}

// Show the whole scene; where letters would get too small to read, begin at its upper left instead.
function fitScene() {
  const { clientWidth, clientHeight } = byId("canvas");
  if (!network || !shown.nodes.size || !clientWidth) return;
  const { left, right, top, bottom } = bounds(shown.nodes.keys());
  const edge = clientWidth < 600 ? 12 : 28;
  const across = (clientWidth - 2 * edge) / (right - left);
  const whole = Math.min(across, (clientHeight - 2 * edge) / (bottom - top), 1.15);
  const scale = whole >= 0.75 ? whole : Math.max(0.75, Math.min(across, 0.95));
  const questions = [...shown.nodes.keys()].filter((id) => records.get(id).record === "question");
  // On a phone the questions and figures come first; the studies are one swipe away.
  const from = clientWidth < 600 && whole < scale && questions.length ? bounds(questions).left : left;
  const x = (right - left) * scale > clientWidth - edge ? from + (clientWidth / 2 - edge) / scale : (left + right) / 2;
  const y = (bottom - top) * scale > clientHeight - edge ? top + (clientHeight / 2 - edge) / scale : (top + bottom) / 2;
  network.moveTo({ position: { x, y }, scale, animation: false });
  moved = false;
}

function choose(id) {
  if (!network) return;
  const ids = (records.get(id)?.record === "comparison" ? records.get(id).members.map((m) => m.id) : [id])
    .map((one) => (shown.nodes.has(one) ? one : records.get(one)?.standsFor))
    .filter((one) => shown.nodes.has(one));
  network.selectNodes(ids, false);
  if (!ids.length) return;
  const { clientWidth, clientHeight } = byId("canvas");
  const { left, right, top, bottom } = bounds(ids);
  const a = network.canvasToDOM({ x: left, y: top });
  const b = network.canvasToDOM({ x: right, y: bottom });
  if (a.x < 0 || a.y < 0 || b.x > clientWidth || b.y > clientHeight)
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 } });
}

// The nearest node in a direction, for the arrow keys.
function neighbour(key) {
  const from = shown.nodes.get(state.selected);
  if (!from) return shown.nodes.keys().next().value;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let [best, least] = [null, Infinity];
  for (const [id, { x, y }] of shown.nodes) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    if (along > 10 && along + 2 * aside < least) [best, least] = [id, along + 2 * aside];
  }
  return best;
}

function legend() {
  const present = new Set(data.comparisons.map((c) => c.verdict));
  const kinds = { study: "Studies", question: "Questions", statistic: "Statistics", article: "Articles", group: "Groups", claim: "Claims" };
  const here = new Set(ids.map((id) => records.get(id).record));
  const toggle = (key, label, mark) => make("button", {
    type: "button", "data-hides": key, "aria-pressed": String(!hidden.has(key)), "data-verdict": key in STROKES ? key : null,
    onclick() {
      const hide = new Set(hidden);
      if (!hide.delete(key)) hide.add(key);
      const list = [...hide].sort().join(",");
      filter({ hide: list === HIDDEN ? "" : list || "nothing" });
    },
  }, mark, label);
  byId("legend").replaceChildren(
    make("div", {}, Object.keys(STROKES).filter((v) => present.has(v)).map((v) => toggle(v, capital(data.verdicts[v]), make("span", { class: "tag" }, stroke(v))))),
    make("div", { class: "kinds" }, Object.entries(kinds).filter(([kind]) => here.has(kind)).map(([kind, label]) => toggle(kind, label)),
      data.articles.some((a) => a.kind === "notes") && make("span", { class: "notes" }, "Dashed: from notes")),
  );
}

// Of very many only the first are listed; the others are reached through the search.
const LISTED = 400;
function sceneNames() {
  const named = [["start", "Where sources differ most"], ["differing", "Everything that differs"], ["all", "All questions"]];
  const options = (list) => list.filter(([key]) => key in data.scenes).slice(0, LISTED).map(([key, label]) => make("option", { value: key }, cut(label, 70)));
  const family = (label, list) => make("optgroup", { label }, options(list));
  const count = (key) => data.scenes[key].at.length;
  if (!data.differing.length) named[0][1] = "First questions";
  else if (count("start") === count("differing")) named.splice(1, 1);
  byId("scene").replaceChildren(
    ...options(named),
    family("One study", data.studies.map((s) => [s.id, [s.label, s.year].filter(Boolean).join(", ")])),
    family("One article", data.articles.map((a) => [a.id, a.title])),
    family("One group", data.groups.map((g) => [g.id, capital(g.label)])),
    family("One question", data.questions.map((q) => [q.id, capital(q.label)])),
  );
}

function showSceneName(key) {
  const list = byId("scene");
  list.value = key;
  if (list.value !== key && records.has(key)) {
    const { label, title } = records.get(key);
    list.append(make("option", { value: key }, cut(label ?? title, 70)));
    list.value = key;
  }
}
