// Search, with the keyboard alone if wanted.

// Every word must be found; a number finds the value.
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

// Put together what is searched while nothing else is to do, a little at a time.
function prepare(list) {
  const from = performance.now();
  for (let next = list.next(); !next.done; next = list.next()) {
    if (records.get(next.value).record !== "comparison") haystack(next.value);
    if (performance.now() - from > 8) { setTimeout(() => prepare(list), 30); return; }
  }
  if (data.articles.length) details({ article: data.articles[0].id });
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
