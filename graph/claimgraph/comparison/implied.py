"""What a figure and its change imply: "70 percent, up nine points from last year" gives 61 the year before.

An implied figure is derived, and marked so: no article tells it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from claimgraph.comparison.figures import Figure, Figures, amount, distance, ids, plain, sure
from claimgraph.comparison.reach import Reach, exact
from claimgraph.comparison.trends import year_of
from claimgraph.model import Bound, Comparison, Statistic, Verdict

RULE = "implied-figure/1"
TOLD_RULE = "implied-figure-told/1"

DERIVED = "derived from a level and its change; no article tells it"

_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SINCE = re.compile(
    r"\b(?:from|than|since|over|on|in|compared\s(?:with|to))\s+(?:in\s+|its\s+|the\s+(?:figure|result)s?\s+(?:in|of)\s+)?"
    r"(?:(?P<year>(?:19|20)\d\d)\b(?!\s?(?:percent|per\scent|%))"
    r"|(?P<last>last\syear|the\s(?:previous|prior)\syear|the\syear\sbefore|a\syear\s(?:ago|earlier|before))"
    r"|(?P<count>two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d)\syears\s(?:ago|earlier|before))",
    re.I,
)

NEAR = 60
"""Characters behind a change within which it is said since when."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find the earlier figure that a level and its change imply; set it beside those told of that year."""
    told: defaultdict[tuple[str, str, str | None, int | None], list[Figure]] = defaultdict(list)
    for figure in figures.all:
        if figure.wave and figure.statistic.unit == "percent":
            series = figures.waves.series(figure.wave)
            told[series, figure.measure, figure.group, year_of(figure, figures)].append(figure)
    for extraction in figures.corpus.extractions:
        if not any(relation.type == "change_of" for relation in extraction.relations):
            continue
        changes = {statistic.id: statistic for statistic in extraction.statistics}
        for relation in extraction.relations:
            level, change = figures.by_id.get(relation.between[0]), changes.get(relation.of or "")
            if relation.type != "change_of" or level is None or change is None or not _decides(level, change):
                continue
            now = year_of(level, figures)
            year = since(change, now)
            if year is None:
                continue  # nothing says that it is a move in time, and no distance between two groups
            yield _implied(level, change, year, now, figures)
            if level.wave:
                key = (figures.waves.series(level.wave), level.measure, level.group, year)
                yield from _beside(level, change, told[key], figures)


def since(change: Statistic, now: int | None) -> int | None:
    """Return the year that a change is counted from, as the words behind it say; `now`: the level's year."""
    text = change.article.text[change.value_quote.end : change.quote.end][:NEAR]
    match = _SINCE.search(text)
    if match is None:
        return None
    if match["year"]:
        year = int(match["year"])
        return year if now is None or year < now else None
    if now is None:
        return None
    count = (match["count"] or "1").lower()
    return now - (_NUMBER[count] if count in _NUMBER else int(count))


def _decides(level: Figure, change: Statistic) -> bool:
    exactly = level.statistic.bound is Bound.EXACT and change.bound is Bound.EXACT
    return exactly and level.statistic.unit == "percent" and change.unit == "points"


def _implied(level: Figure, change: Statistic, year: int, now: int | None, figures: Figures) -> Comparison:
    before = level.value - change.value
    way = "rose" if change.value > 0 else "fell"
    moved = f"{way} by {distance(abs(change.value), 'percent')} to {amount(level)}"
    moved += f" in {now}" if now else ""
    name = figures.name(level.group)
    possible = 0 <= before <= 100
    reason = f"{name}: the share {moved}, so that it was {plain(before)} percent in {year}"
    reason += " (derived; no article tells it)" if possible else ", which no share can be"
    known = [c for c in (sure((level,)), change.confidence) if c is not None]
    return Comparison(
        verdict=Verdict.TREND if possible else Verdict.ARITHMETIC,
        members=tuple(sorted((level.id, change.id))),
        rule=RULE,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        measure=level.measure,
        figures=(
            ("change", plain(change.value)),
            ("implied", plain(before)),
            ("years", f"{year}; {now or 'now'}"),
            ("note", DERIVED),
        ),
        confidence=min(known) if known else None,
    )


def _beside(level: Figure, change: Statistic, told: list[Figure], figures: Figures) -> Iterator[Comparison]:
    """Set an implied figure beside the figures that other articles tell of its year."""
    a, b = exact(level.statistic), exact(change)
    reach = Reach(a.low - b.high, a.high - b.low)
    before: Decimal = level.value - change.value
    for figure in told:
        if figure.article == level.article:
            continue
        meets = reach.meets(exact(figure.statistic))
        start = f"a level and its change imply {plain(before)} percent of {figures.name(level.group)}"
        reason = f"{start}, and another article tells {amount(figure)}"
        reason += "" if meets else "; one of the three may be told wrong, or counted otherwise"
        yield Comparison(
            verdict=Verdict.AGREE if meets else Verdict.CANNOT_TELL,
            members=tuple(sorted({*ids((level, figure)), change.id})),
            rule=TOLD_RULE,
            reason=f"{reason[0].upper()}{reason[1:]}.",
            measure=level.measure,
            figures=(("implied", plain(before)), ("told", plain(figure.value)), ("note", DERIVED)),
            confidence=sure((level, figure)),
        )
