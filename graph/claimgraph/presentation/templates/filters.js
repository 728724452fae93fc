// What of all records is shown: words, study, group, years, verdict, confidence. The same in every view.

const FILTERS = ["q", "study", "group", "from", "to", "verdict", "confidence"];
const HIDDEN = "agree,rounded,cannot tell"; // verdicts that the picture leaves out until they are asked for
const SURE = ["0.5", "0.7", "0.8", "0.9", "0.95"];
let unfolded = false;

const filtering = () => FILTERS.some((name) => state.filters[name]);
const filterKey = () => new URLSearchParams(Object.entries(state.filters)).toString();

// Whether a statistic or claim is among what was asked for. What is not known passes no filter but that of
// confidence: a record that a person made has none.
function passes(r) {
  const { q = "", study, group, from, to, verdict, confidence } = state.filters;
  return (!study || r.study === study) && (!group || r.group === group) &&
    (!(from || to) || (r.year && r.year >= (from || 0) && r.year <= (to || Infinity))) &&
    (!confidence || (r.confidence ?? 1) >= confidence) &&
    (!verdict || (comparisonsOf.get(r.id) ?? []).some((c) => c.verdict === verdict)) &&
    q.toLowerCase().split(/\s+/).every((word) => haystack(r.id).includes(word));
}

// A comparison is shown where one of its members is; that of samples where nothing but a verdict is asked for.
const comparisonPasses = (c) => (!state.filters.verdict || c.verdict === state.filters.verdict) &&
  (!filtering() || c.members.some(({ id }) => records.has(id) && records.get(id).record !== "study" && passes(records.get(id))));

// Typing changes the present address; a choice makes a new one, so that the way back leads to it.
function filter(changes, typing = false) {
  most = AT_ONCE;
  go({ filters: { ...state.filters, ...changes } }, typing);
}

function filters() {
  const select = (name, label, options) => make("label", {}, make("span", { class: "unseen" }, label),
    make("select", { "data-filter": name, onchange: (event) => filter({ [name]: event.currentTarget.value }) },
      make("option", { value: "" }, label), options.map(([value, text]) => make("option", { value }, cut(text, 60)))));
  const years = [...new Set([...data.statistics, ...data.claims].map((r) => r.year).filter(Boolean))].sort((a, b) => a - b).map(String);
  const verdicts = [...new Set(data.comparisons.map((c) => c.verdict))];
  const sure = data.statistics.some((s) => s.confidence !== null);
  byId("filters").replaceChildren(
    make("label", {}, make("span", { class: "unseen" }, "Words"),
      make("input", { type: "search", "data-filter": "q", placeholder: "Filter by words or value", oninput: (event) => filter({ q: event.currentTarget.value }, true) })),
    select("study", "All studies", data.studies.map((s) => [s.id, [s.label, s.year].filter(Boolean).join(", ")])),
    select("group", "All groups", data.groups.map((g) => [g.id, capital(g.label)])),
    select("from", "From year", years.map((year) => [year, `From ${year}`])),
    select("to", "To year", years.map((year) => [year, `To ${year}`])),
    select("verdict", "Any verdict", verdicts.map((v) => [v, capital(data.verdicts[v])])),
    sure && select("confidence", "Confidence", SURE.map((least) => [least, `${least} or more`])),
    make("button", { type: "button", onclick: () => go({ filters: {} }) }, "Reset"),
    make("button", { type: "button", id: "csv", onclick: () => download("statistics.csv", new Blob([csv(chosenRows())], { type: "text/csv" })) }, "CSV"),
    make("output", { id: "count" }));
  byId("unfold").onclick = () => { unfolded = byId("filters").hidden; showFilters(); };
}

// The bar stands open over the table where there is room; elsewhere it is unfolded.
function showFilters() {
  const open = unfolded || (state.view === "table" && !narrow.matches);
  byId("filters").hidden = !open;
  byId("unfold").hidden = state.view === "table" && !narrow.matches;
  byId("unfold").setAttribute("aria-expanded", String(open));
  byId("unfold").classList.toggle("on", filtering());
  byId("csv").hidden = state.view !== "table";
  for (const field of document.querySelectorAll("[data-filter]")) {
    const value = state.filters[field.dataset.filter] ?? "";
    if (field.value !== value) field.value = value;
  }
  byId("count").textContent = open || state.view === "table" ? `${(filtering() ? data.statistics.filter(passes) : data.statistics).length} of ${data.statistics.length}` : "";
}
