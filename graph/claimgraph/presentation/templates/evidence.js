// The panel: what is known of whatever is chosen, the words of the article first.

const BASES = { stated: "said in the article", inferred: "follows from the article", register: "from the register of studies" };

function panel() {
  const record = records.get(state.selected);
  document.body.classList.toggle("chosen", Boolean(record));
  document.body.classList.toggle("plain", !record && state.view !== "graph");
  const parts = record ? PANELS[record.record](record) : overview();
  byId("panel").replaceChildren(...parts.filter(Boolean));
  byId("panel").scrollTop = 0;
}

const heading = (kind, ...content) => make("div", { class: "top" },
  make("div", {}, make("p", { class: "kind" }, kind), ...content),
  make("button", { class: "quiet", type: "button", "aria-label": "Close", onclick: () => go({ selected: null }) }, "×"));

const block = (title, ...content) => make("section", { class: "block" }, make("h3", {}, title), ...content);

const facts = (pairs) => make("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
  .flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value instanceof Node ? value : bdi(String(value)))]));

const link = (id, ...content) => make("button", { class: "link", type: "button", onclick: () => go({ selected: id }) }, ...content);

const row = (...content) => (content.some(Boolean) ? make("div", { class: "row" }, ...content) : null);

function items(all, shownAs = (one) => one) {
  const list = make("ul", { class: "items" });
  fill(list, all, (one) => make("li", {}, shownAs(one)));
  return list;
}

const inGraph = (id) => data.scenes[id] && (state.view !== "graph" || state.scene !== id)
  ? make("button", { type: "button", onclick: () => go({ view: "graph", scene: id, selected: id }) }, "Show in the graph") : null;

// Only addresses of the web become links; what else stands in an address field is shown as text.
const address = (url) => (/^https?:\/\//i.test(url ?? "") ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, bdi(cut(url.replace(/^https?:\/\//i, ""), 80))) : url ? bdi(url) : null);

function evidence(record) {
  const article = records.get(record.article);
  const { text: excerpt, of } = details(record);
  const { shown: [from, to], cut: [before, after], ...own } = of[record.id];
  const text = excerpt.slice(from, to);
  const moved = ([start, end]) => [Math.max(start, from) - from, Math.min(end, to) - from];
  const [quote, value] = [moved(own.quote), own.value && moved(own.value)];
  const [group, statement] = [(own.group ?? []).map(moved), (own.statement ?? []).map(moved)];
  const runs = [["said", [quote]], ["who", group], ["what", statement], ["value", value ? [value] : []]];
  const edges = [...new Set([0, text.length, ...runs.flatMap(([, spans]) => spans.flat())])].sort((a, b) => a - b);
  const pieces = edges.slice(0, -1).map((start, place) => {
    const end = edges[place + 1];
    const classes = runs.filter(([, spans]) => spans.some(([from, to]) => from <= start && end <= to)).map(([name]) => name);
    const piece = text.slice(start, end);
    if (!classes.length) return piece;
    return make(classes.includes("value") ? "mark" : "span", { class: classes.filter((name) => name !== "value").join(" ") }, piece);
  });
  return make("div", {},
    article.kind === "notes" && make("p", { class: "note" }, "A note's wording, not a quote"),
    make("blockquote", { dir: "auto" }, before && "… ", pieces, after && " …"),
    value && make("p", { class: "key", "aria-hidden": "true" }, make("mark", {}, "value"),
      group.length > 0 && make("span", { class: "who" }, "who"), statement.length > 0 && make("span", { class: "what" }, "what")));
}

function studyCard(study, linked = true) {
  const open = [["fieldwork", study.fieldwork], ["mode", study.mode], ["population", study.population], ["samples", study.samples.length]]
    .filter(([, value]) => !value).map(([name]) => name);
  return [
    linked ? link(study.id, make("h2", {}, bdi(study.label, { class: "clamp" }))) : null,
    facts([
      ["By", study.organisations], ["Sells", study.sells.join("; ")], ["Year", study.year && make("span", {}, String(study.year), make("span", { class: "muted" }, ` ${BASES[study.yearBasis] ?? ""}`))],
      ["Asked", study.samples.join(", ")], ["When", study.fieldwork], ["How", study.mode], ["Whom", study.population], ["Address", address(study.url)],
    ]),
    open.length > 0 && make("p", { class: "muted small" }, `Not known: ${open.join(", ")}.`),
  ];
}

const articleCard = (article, characters) => [
  link(article.id, make("h2", {}, bdi(article.title, { class: "clamp" }))),
  facts([["By", article.author], ["In", article.publisher], ["Date", article.date ?? "not known"], ["Address", address(article.url)],
    ["Characters", characters && `${characters[0]}–${characters[1]}`]]),
];

function citation(record) {
  const { cite, of } = details(record);
  const styles = Object.keys(cite);
  const cited = (style) => cite[style][0] + of[record.id].cite[style] + cite[style][1];
  const text = make("pre", { class: "cite", tabindex: "0", role: "region", "aria-label": "Citation" }, cited(styles[0]));
  const buttons = styles.map((style, place) => make("button", {
    type: "button", "aria-pressed": String(place === 0),
    onclick(event) {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.currentTarget));
      text.textContent = cited(style);
    },
  }, style));
  return block("Citation", make("div", { class: "row" }, make("div", { class: "segments", role: "group", "aria-label": "Style" }, buttons),
    make("button", { type: "button", onclick: (event) => copy(text.textContent, event.currentTarget) }, "Copy citation")), text);
}

const idRow = (record) => make("div", { class: "row" }, make("span", { class: "id" }, record.id),
  make("button", { type: "button", onclick: (event) => copy(record.id, event.currentTarget) }, "Copy id"));

const figureLine = (s) => `${s.label}  ${groupName(s)}${s.year ? `, ${s.year}` : ""}`;

function figures(ids) {
  return items(ids.map((id) => records.get(id)), (s) => link(s.id,
    make("strong", {}, s.label), " ", bdi(groupName(s)), s.year ? ` · ${s.year}` : "",
    make("span", { class: "muted small" }, bdi(cut(s.statement ?? "", 140)))));
}

function compared(record) {
  const list = comparisonsOf.get(record.id) ?? [];
  const line = (comparison) => {
    const others = comparison.members.filter((m) => m.id !== record.id).map((m) => m.text ?? (records.get(m.id).label ? memberLine(records.get(m.id)) : ""));
    return link(comparison.id, tag(comparison), make("span", { class: "title" }, bdi(others.join("; "))), make("span", { class: "muted small" }, bdi(comparison.reason)));
  };
  return list.length > 0 && block("What agrees, what differs", items(list, line));
}

const memberLine = (record) => (record.record === "statistic" ? figureLine(record) : cut(record.label, 160));

const PANELS = {
  statistic(s) {
    const article = records.get(s.article);
    const alike = (toldAlike.get(s.standsFor) ?? []).filter((id) => id !== s.id);
    return [
      heading("Statistic", make("p", { class: "figure" }, s.label), make("h2", {}, bdi(groupName(s))),
        make("p", {}, bdi(s.statement ?? "what holds of them is not named", { class: "clamp" }))),
      facts([
        ["Year", s.year && make("span", {}, String(s.year), make("span", { class: "muted" }, ` ${BASES[s.yearBasis] ?? ""}`))],
        ["Base", s.base ? s.base.replace(/^base /, "") : "not known"],
        ["Margin", s.margin && make("span", {}, `±${s.margin} points`, make("span", { class: "muted" }, " if it was a random sample"))],
        ["Confidence", s.confidence === null ? null : s.confidence.toFixed(2)],
      ]),
      block("In the article's words".replace("article's", article.kind === "notes" ? "note's" : "article's"), evidence(s)),
      compared(s),
      alike.length > 0 && block("Also told by", items(alike.map((id) => link(id, bdi(records.get(records.get(id).article).title))))),
      s.study && block("Study", ...studyCard(records.get(s.study))),
      block("Article", ...articleCard(article, details(s).of[s.id].characters)),
      citation(s),
      row(inGraph(s.question ?? s.article)),
      idRow(s),
    ];
  },
  claim(c) {
    return [
      heading("Claim", make("h2", {}, bdi(c.holder ?? "The article itself"), " says")),
      block("In the article's words", evidence(c)),
      compared(c),
      c.study && block("Study", ...studyCard(records.get(c.study))),
      block("Article", ...articleCard(records.get(c.article), details(c).of[c.id].characters)),
      idRow(c),
    ];
  },
  comparison(c) {
    const question = records.get(c.question);
    return [
      heading("Comparison", make("p", {}, tag(c)), question && make("h2", {}, bdi(capital(question.label), { class: "clamp" })), make("p", {}, bdi(c.reason))),
      c.figures.length > 0 && facts(c.figures.map(([name, value]) => [capital(name), value])),
      ...c.members.map((member) => {
        const record = records.get(member.id);
        if (!record || member.text) return block("Sample", make("p", {}, bdi(member.text)));
        const article = records.get(record.article);
        return make("section", { class: "block" },
          link(record.id, make("h2", {}, bdi(memberLine(record)))),
          make("p", { class: "muted small" }, bdi(cut([article.title, article.publisher, article.date].filter(Boolean).join(" · "), 200))),
          evidence(record));
      }),
      make("p", { class: "muted small" }, `${c.tested ? "Tested with the bases of both figures." : "Not tested with both bases."} Rule ${c.rule}.`),
      row(question && inGraph(question.id)),
      idRow(c),
    ];
  },
  study(s) {
    const own = data.statistics.filter((one) => one.study === s.id && one.standsFor === one.id).map((one) => one.id);
    return [heading("Study", make("h2", {}, bdi(s.label, { class: "clamp" }))), ...studyCard(s, false), row(inGraph(s.id)),
      compared(s), block(`Figures (${own.length})`, figures(own)), idRow(s)];
  },
  article(a) {
    return [heading(a.kind === "notes" ? "Notes" : "Article", make("h2", {}, bdi(a.title, { class: "clamp" }))),
      facts([["By", a.author], ["In", a.publisher], ["Date", a.date ?? "not known"], ["Address", address(a.url)]]),
      row(inGraph(a.id)), block(`Figures (${a.statistics.length})`, figures(a.statistics)), idRow(a)];
  },
  group(g) {
    const own = data.statistics.filter((one) => one.group === g.id && one.standsFor === one.id).map((one) => one.id);
    return [heading("Group", make("h2", {}, bdi(capital(g.label)))), g.aliases.length > 0 && facts([["Also", g.aliases.join(", ")]]),
      row(inGraph(g.id)), block(`Figures (${own.length})`, figures(own)), idRow(g)];
  },
  question(q) {
    const own = new Set(q.statistics);
    const about = data.comparisons.filter((c) => c.members.some((m) => own.has(m.id)));
    return [heading("Question", make("h2", {}, bdi(capital(q.label)))), row(inGraph(q.id)),
      about.length > 0 && block("What agrees, what differs", items(about, comparisonLine)), block("Figures", figures(q.statistics)), idRow(q)];
  },
};

function comparisonLine(comparison) {
  const question = records.get(comparison.question);
  return link(comparison.id, tag(comparison),
    make("span", { class: "title" }, bdi(question ? capital(cut(question.label, 120)) : comparison.reason)),
    make("span", { class: "muted small" }, bdi(comparison.members.map((m) => m.text ? cut(m.text, 90) : cut(memberLine(records.get(m.id)), 60)).join("  ·  "))));
}

function overview() {
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const alarms = data.comparisons.filter((c) => data.alarms.includes(c.verdict));
  const gaps = data.comparisons.filter((c) => c.verdict === "gap");
  const most = (list, number) => items(list.slice(0, number).map(comparisonLine));
  const rest = (list, number) => list.length > number && make("p", {}, make("a", { href: "#differences", "data-go": "differences" }, `All ${list.length}`));
  return [
    make("div", {}, make("h1", {}, "Who says what, and who disagrees"),
      make("p", { class: "lead" }, `${count(data.statistics.length, "statistic", "statistics")} and ${count(data.claims.length, "claim", "claims")} from ${count(data.articles.length, "article", "articles")} on ${count(data.studies.length, "study", "studies")}. Choose anything to see the words it stands on.`)),
    alarms.length > 0 && block("At odds", most(alarms, 6), rest(alarms, 6)),
    gaps.length > 0 && block("Widest gaps between groups", most(gaps, 6), rest(gaps, 6)),
    !alarms.length && !gaps.length && make("p", { class: "empty" }, "Nothing here differs. The table holds every statistic."),
  ];
}
