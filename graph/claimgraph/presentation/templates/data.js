// The data of the page, and the two ways in which anything is put on it: elements and text nodes.

const data = JSON.parse(document.getElementById("data").textContent);
const { ids } = data;
const records = new Map();
const REFERENCES = ["study", "group", "question", "article", "standsFor"];
for (const [kind, list] of [
  ["article", data.articles], ["study", data.studies], ["group", data.groups], ["question", data.questions],
  ["statistic", data.statistics], ["claim", data.claims], ["comparison", data.comparisons],
]) list.forEach((record, place) => {
  record.record = kind;
  record.place = place;
  for (const name of REFERENCES) if (typeof record[name] === "number") record[name] = ids[record[name]];
  if (kind === "article" || kind === "question") record.statistics = [];
  records.set(record.id, record);
});

const comparisonsOf = new Map();
const toldAlike = new Map();
const grouped = (map, key, one) => { if (map.has(key)) map.get(key).push(one); else map.set(key, [one]); };
for (const comparison of data.comparisons) {
  for (const member of comparison.members) {
    if (typeof member.id === "number") member.id = ids[member.id];
    grouped(comparisonsOf, member.id, comparison);
  }
}
for (const s of data.statistics) {
  grouped(toldAlike, s.standsFor, s.id);
  records.get(s.article).statistics.push(s.id);
  records.get(s.question)?.statistics.push(s.id);
}

// What an article's words and citations are is read when they are asked for.
let lines = null;
const read = new Map();
function details(record) {
  lines ??= document.getElementById("details").textContent.split("\n");
  if (!read.has(record.article)) read.set(record.article, JSON.parse(lines[records.get(record.article).place]));
  return read.get(record.article);
}

const byId = (id) => document.getElementById(id);
const groupName = (s) => s.groupWords ?? (s.kind === "change" ? "Difference" : "Group not named");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);
const differs = (c) => data.alarms.includes(c.verdict) || c.verdict === "gap";

// Make an element. Strings among the children become text nodes: no text is ever read as HTML.
function make(tag, properties = {}, ...children) {
  const svg = ["svg", "path", "line", "circle", "text", "g", "rect", "title"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Text of an article, set apart so that marks of writing direction do not reach the rest of the page.
const bdi = (text, properties) => make("bdi", { dir: "auto", ...properties }, text ?? "");

const CARDS = 60;

// Fill a list with the first cards; the others come when they are asked for, and all of them in print.
function fill(list, all, cardOf, count = CARDS) {
  list.replaceChildren(...all.slice(0, count).map(cardOf));
  if (all.length <= count) return;
  const more = make("button", { class: "more", type: "button", onclick: () => fill(list, all, cardOf, count + CARDS) }, `Show more of ${all.length}`);
  list.append(list.tagName === "UL" ? make("li", {}, more) : more);
}

// How each verdict is drawn: by colour, by line and by words, so that none of them carries it alone.
const STROKES = {
  gap: { dashes: [9, 6], width: 2 },
  disagreement: { dashes: false, width: 3 },
  misreport: { dashes: [2, 5], width: 3 },
  arithmetic: { dashes: [12, 5, 2, 5], width: 2.5 },
  trend: { dashes: false, width: 2, arrow: true },
  agree: { dashes: false, width: 1.25 },
  rounded: { dashes: [4, 4], width: 1.25 },
  "cannot tell": { dashes: [1, 7], width: 2 },
};

function stroke(verdict) {
  const { dashes, width, arrow } = STROKES[verdict];
  const line = { stroke: "currentColor", "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : null, "stroke-linecap": "round" };
  return make("svg", { width: 28, height: 10, viewBox: "0 0 28 10", "aria-hidden": "true" },
    make("line", { x1: 2, y1: 5, x2: arrow ? 22 : 26, y2: 5, ...line }),
    arrow && make("path", { d: "M20 1.5l6 3.5-6 3.5z", fill: "currentColor" }));
}

const tag = (comparison) =>
  make("span", { class: "tag", "data-verdict": comparison.verdict }, stroke(comparison.verdict), capital(comparison.words));

function say(text) {
  byId("status").textContent = text;
}

function download(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", {});
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const before = button.textContent;
  button.textContent = "Copied";
  say("Copied");
  setTimeout(() => { button.textContent = before; }, 1400);
}
