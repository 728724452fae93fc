// Dot plots of what differs, and lines over the years.

// The scale of figures that are shown together: percent from 0 to 100, else from 0 (or below) to the largest.
function scaleOf(list) {
  const values = list.map((s) => s.value);
  const percent = list.every((s) => s.unit === "percent" && s.value >= 0 && s.value <= 100);
  const low = percent ? 0 : Math.min(0, ...values);
  const high = percent ? 100 : Math.max(...values, low + 1);
  return { low, high, at: (value) => (100 * (value - low)) / (high - low), unit: percent ? " %" : "" };
}

function dotRow(s, scale, span, oneStudy) {
  const track = make("span", { class: "track", "aria-hidden": "true" });
  const place = (className, from, to) => {
    const part = make("span", { class: className });
    part.style.left = `${scale.at(from)}%`;
    if (to !== undefined) part.style.width = `${scale.at(to) - scale.at(from)}%`;
    track.append(part);
  };
  if (span) place("span", ...span);
  if (s.margin) place("interval", Math.max(scale.low, s.value - s.margin), Math.min(scale.high, s.value + s.margin));
  place("dot", s.value);
  const study = records.get(s.study);
  return make("button", { class: "link dotrow", type: "button", onclick: () => go({ selected: s.id }) },
    make("span", { class: "name" }, bdi(capital(groupName(s))), make("span", { class: "muted" }, bdi([s.year, !oneStudy && study && cut(study.label, 44)].filter(Boolean).join(" · ")))),
    track, make("span", { class: "value" }, s.label));
}

function questionCard(question, comparisons) {
  const wanted = new Set(comparisons.flatMap((c) => c.members.map((m) => records.get(m.id)?.standsFor ?? m.id)));
  const all = [...wanted].map((id) => records.get(id)).filter((r) => r?.record === "statistic");
  const levels = all.filter((s) => s.kind === "level").sort((a, b) => b.value - a.value || (a.year ?? 0) - (b.year ?? 0));
  const same = levels.every((s) => s.unit === levels[0].unit);
  const scale = scaleOf(levels);
  const span = levels.length > 1 ? [Math.min(...levels.map((s) => s.value)), Math.max(...levels.map((s) => s.value))] : null;
  const studies = [...new Set(levels.map((s) => s.study))];
  const study = studies.length === 1 && records.get(studies[0]);
  return make("article", { class: "question", "data-verdict": comparisons[0].verdict },
    make("header", {}, make("h2", {}, question ? link(question.id, bdi(capital(cut(question.label, 300)))) : "How many were asked"),
      study && make("p", { class: "muted small" }, link(study.id, bdi(cut([study.label, study.year].filter(Boolean).join(", "), 120))))),
    levels.length > 0 && same && make("div", { class: "plot" }, levels.map((s) => dotRow(s, scale, span, Boolean(study))),
      make("span", { class: "axis", "aria-hidden": "true" }, make("span", {}, make("span", {}, `${scale.low}${scale.unit}`), make("span", {}, `${scale.high}${scale.unit}`)))),
    make("ul", { class: "reasons" }, comparisons.map((c) => make("li", {}, link(c.id, tag(c)), make("span", {}, bdi(c.reason))))));
}

function differences(count) {
  const all = data.comparisons.filter(differs);
  const kinds = [...new Set(all.map((c) => c.verdict))];
  byId("differences-lead").textContent = all.length
    ? "Alarms first: sums that do not come out, studies told differently, studies that disagree. Then gaps between groups, which contradict nobody. A bar around a dot is its margin of error, if the sample was random."
    : "No figure of one article stands against another.";
  byId("verdicts").replaceChildren(...kinds.map((verdict) => make("button", {
    type: "button", "aria-pressed": String(state.filters.verdict === verdict),
    onclick: () => filter({ verdict: state.filters.verdict === verdict ? "" : verdict }),
  }, `${capital(data.verdicts[verdict])} ${all.filter((c) => c.verdict === verdict).length}`)));
  const byQuestion = new Map();
  for (const c of all.filter(comparisonPasses)) grouped(byQuestion, c.question ?? c.id, c);
  fill(byId("questions"), [...byQuestion.values()], (list) => questionCard(records.get(list[0].question), list), count);
}

// One chart a question: a line a group, a step a comparison.
function trends(count) {
  const byQuestion = new Map();
  for (const c of data.comparisons.filter((one) => one.verdict === "trend" && comparisonPasses(one))) grouped(byQuestion, c.question, c);
  fill(byId("series"), [...byQuestion], ([key, list]) => seriesChart(records.get(key), list), count);
  if (!byQuestion.size) byId("series").append(make("p", { class: "empty" }, "No question was asked of one group in more than one year."));
}

// What a level and its change imply of the year before, as a point of its own.
function implied(c, level) {
  const told = Object.fromEntries(c.figures);
  if (!level || told.implied === undefined) return [];
  const label = `${told.implied}${level.unit === "percent" ? " %" : ""}`;
  return [{ ...level, id: c.id, standsFor: c.id, value: Number(told.implied), label, year: Number.parseInt(told.years, 10), margin: null, derived: true }];
}

function stepOf(c) {
  const levels = c.members.map((m) => records.get(m.id)).filter((r) => r?.record === "statistic" && r.kind === "level");
  levels.sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  return { comparison: c, ends: [...implied(c, levels[0]), ...levels] };
}

function seriesChart(question, list) {
  const steps = list.map(stepOf);
  const points = [...new Map(steps.flatMap(({ ends }) => ends.map((s) => [s.standsFor, s.derived ? s : records.get(s.standsFor)]))).values()];
  const years = [...new Set(points.map((s) => s.year))].sort();
  const [width, height, left, right, top, bottom] = [360, 190, 4, 128, 18, 26];
  const values = points.flatMap((s) => [s.value - (s.margin ?? 0), s.value + (s.margin ?? 0)]);
  const low = Math.min(...values) - 6;
  const high = Math.max(...values) + 6;
  const first = years[0] ?? 0;
  const spread = Math.max(1, (years.at(-1) ?? 0) - first);
  const x = (s) => left + 30 + ((s.year - first) / spread) * (width - left - right - 30);
  const y = (s) => top + (1 - (s.value - low) / (high - low)) * (height - top - bottom);
  const last = new Map();
  for (const s of [...points].sort((a, b) => (a.year ?? 0) - (b.year ?? 0))) last.set(s.group, s);
  // Names of lines that end close to each other are pushed apart.
  const names = [...last.values()].sort((a, b) => y(a) - y(b));
  const heights = [];
  for (const s of names) heights.push(Math.max(y(s) + 4, (heights.at(-1) ?? -99) + 15));
  return make("figure", {},
    make("h2", {}, link(question?.id, bdi(capital(cut(question?.label ?? "", 140))))),
    make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": points.map(figureLine).join("; ") },
      years.map((year) => make("text", { x: x({ year }), y: height - 6, "text-anchor": "middle" }, String(year ?? "?"))),
      make("line", { class: "grid", x1: left, x2: width - right + 12, y1: height - bottom + 4, y2: height - bottom + 4 }),
      steps.flatMap(({ comparison, ends }) => ends.slice(1).map((s, place) => make("line", {
        class: comparison.significant ? "step" : "step open", x1: x(ends[place]), y1: y(ends[place]), x2: x(s), y2: y(s),
      }))),
      points.filter((s) => s.margin).map((s) => make("line", {
        class: "margin", x1: x(s), x2: x(s), y1: y({ value: s.value - s.margin }), y2: y({ value: s.value + s.margin }),
      })),
      points.map((s) => make("circle", { class: s.derived ? "point hollow" : "point", cx: x(s), cy: y(s), r: 6, onclick: () => go({ selected: s.id }) })),
      points.map((s) => make("text", { class: "strong", x: x(s), y: y({ value: s.value + (s.margin ?? 0) }) - (s.margin ? 8 : 11), "text-anchor": "middle" }, s.label)),
      names.map((s, place) => make("text", { x: x(s) + 14, y: heights[place] }, cut(capital(groupName(s)), 17)))),
    make("ul", {}, list.map((c) => make("li", {}, link(c.id, bdi(c.reason))))));
}
