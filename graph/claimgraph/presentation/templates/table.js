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
  const { sort = "", down } = state.filters;
  const rows = data.statistics.filter(passes);
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
  more.onclick = () => { most += AT_ONCE; table(); };
}

// No cell may begin a formula: https://owasp.org/www-community/attacks/CSV_Injection
function csv(rows) {
  const cell = (text) => `"${String(text).replace(/^(?=\s*[=+\-@＝＋－＠])/, "'").replace(/\s+/g, " ").replaceAll('"', '""')}"`;
  const quote = (s) => details(s).text.slice(...details(s).of[s.id].quote);
  const lines = rows.map((s) => [s.id, s.value, s.unit, ...COLUMNS.slice(1).map(([, text]) => text(s)), quote(s)]);
  const names = ["id", "value", "unit", ...COLUMNS.slice(1).map(([name]) => name.toLowerCase()), "quote"];
  return [names, ...lines].map((line) => line.map((text) => (typeof text === "number" ? text : cell(text))).join(",")).join("\r\n");
}
