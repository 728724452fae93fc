// All statistics in rows: sorted, filtered, and written as CSV.

const AT_ONCE = 300;
let most = AT_ONCE;
const COLUMNS = [
  ["Value", (s) => s.label, (s) => s.value],
  ["Group", (s) => groupName(s)],
  ["What holds of them", (s) => s.statement ?? ""],
  ["Year", (s) => s.year ?? "", (s) => s.year ?? 0],
  ["Base", (s) => (s.base ?? "").replace(/^base /, "")],
  ["Study", (s) => records.get(s.study)?.label ?? ""],
  ["Article", (s) => records.get(s.article).title],
  ["Compared", (s) => [...new Set((comparisonsOf.get(s.id) ?? []).map((c) => capital(data.verdicts[c.verdict])))].join("; ")],
];

function chosenRows() {
  const { q = "", study, group, year, verdict, sort = "", down } = state.filters;
  const wordsOf = q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data.statistics.filter((s) =>
    (!study || s.study === study) && (!group || s.group === group) && (!year || String(s.year) === year) &&
    (!verdict || (comparisonsOf.get(s.id) ?? []).some((c) => c.verdict === verdict)) &&
    wordsOf.every((word) => haystack(s.id).includes(word)));
  const column = COLUMNS.find(([name]) => name === sort);
  if (column) {
    const key = column[2] ?? ((s) => column[1](s).toLowerCase());
    rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (down ? -1 : 1));
  }
  return rows;
}

function table() {
  const rows = chosenRows();
  const head = document.querySelector("#table thead");
  head.replaceChildren(make("tr", {}, COLUMNS.map(([name]) => {
    const sorted = state.filters.sort === name;
    return make("th", { scope: "col", "aria-sort": sorted ? (state.filters.down ? "descending" : "ascending") : null },
      make("button", { type: "button", onclick: () => filter({ sort: name, down: sorted && !state.filters.down ? "1" : "" }) },
        name, sorted ? (state.filters.down ? " ↓" : " ↑") : ""));
  })));
  document.querySelector("#table tbody").replaceChildren(...rows.slice(0, most).map((s) => make("tr", {
    "aria-selected": s.id === state.selected ? "true" : null,
    onclick: () => go({ selected: s.id }),
  }, COLUMNS.map(([name, text], place) => make("td", { "data-name": name },
    place === 0 ? make("a", { href: `#${s.id}`, onclick(event) { event.preventDefault(); event.stopPropagation(); go({ selected: s.id }); } }, text(s))
      : String(text(s)) ? bdi(cut(String(text(s)), 220)) : null)))));
  const more = byId("more");
  more.hidden = rows.length <= most;
  byId("count").textContent = `${rows.length} of ${data.statistics.length}`;
}

function filter(changes) {
  most = AT_ONCE;
  go({ filters: { ...state.filters, ...changes } }, true);
}

function filters() {
  const select = (name, label, options) => make("label", {}, make("span", { class: "unseen" }, label),
    make("select", { "data-filter": name, onchange: (event) => filter({ [name]: event.currentTarget.value }) },
      make("option", { value: "" }, label), options.map(([value, text]) => make("option", { value }, cut(text, 60)))));
  const years = [...new Set(data.statistics.map((s) => s.year).filter(Boolean))].sort();
  const verdicts = [...new Set(data.comparisons.map((c) => c.verdict))];
  byId("filters").replaceChildren(
    make("label", {}, make("span", { class: "unseen" }, "Words"),
      make("input", { type: "search", "data-filter": "q", placeholder: "Filter by words or value", oninput: (event) => filter({ q: event.currentTarget.value }) })),
    select("study", "All studies", data.studies.map((s) => [s.id, s.label])),
    select("group", "All groups", data.groups.map((g) => [g.id, capital(g.label)])),
    select("year", "All years", years.map((year) => [String(year), String(year)])),
    select("verdict", "Compared or not", verdicts.map((v) => [v, capital(data.verdicts[v])])),
    make("button", { type: "button", onclick: () => { go({ filters: {} }, true); setFilters(); } }, "Reset"),
    make("button", { type: "button", onclick: () => download("statistics.csv", new Blob([csv(chosenRows())], { type: "text/csv" })) }, "CSV"),
    make("output", { id: "count" }));
  byId("more").onclick = () => { most += AT_ONCE; table(); };
}

function setFilters() {
  for (const field of document.querySelectorAll("[data-filter]")) field.value = state.filters[field.dataset.filter] ?? "";
}

// No cell may begin a formula: https://owasp.org/www-community/attacks/CSV_Injection
function csv(rows) {
  const cell = (text) => `"${String(text).replace(/^(?=\s*[=+\-@＝＋－＠])/, "'").replace(/\s+/g, " ").replaceAll('"', '""')}"`;
  const lines = rows.map((s) => [s.id, s.value, s.unit, ...COLUMNS.slice(1).map(([, text]) => text(s)), s.evidence.text.slice(...s.evidence.quote)]);
  const names = ["id", "value", "unit", ...COLUMNS.slice(1).map(([name]) => name.toLowerCase()), "quote"];
  return [names, ...lines].map((line) => line.map((text) => (typeof text === "number" ? text : cell(text))).join(",")).join("\r\n");
}
