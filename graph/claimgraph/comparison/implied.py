"""What a figure and its change imply: "70 percent, up nine points from last year" gives 61 the year before.

An implied figure is derived, and marked so: no article tells it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from claimgraph.comparison.amounts import amount, distance, plain
from claimgraph.comparison.figures import Figure, Figures, ids, sure
from claimgraph.comparison.footing import rests_on
from claimgraph.comparison.reach import Reach, exact
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


Before = tuple[str, str, str | None, int]
"""Series, question, group and the year that a change is counted from."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find the earlier figure that a level and its change imply; set it beside those told of that year."""
    implied: defaultdict[Before, list[tuple[Figure, Statistic]]] = defaultdict(list)
    for level, change in _changes(figures):
        year = since(change, level.year)
        if year is None:
            continue  # nothing says that it is a move in time, and no distance between two groups
        yield _implied(level, change, year, figures)
        if level.series:
            implied[level.series, level.measure, level.group, year].append((level, change))
    for figure in figures.all if implied else ():
        if figure.series and figure.year and figure.unit == "percent":
            for level, change in implied.get((figure.series, figure.measure, figure.group, figure.year), ()):
                if figure.article != level.article:
                    yield _beside(level, change, figure, figures)


def _changes(figures: Figures) -> Iterator[tuple[Figure, Statistic]]:
    """Yield each level in percent with a change in points that its article tells with it, both exactly."""
    for extraction in figures.corpus.extractions:
        related = [relation for relation in extraction.relations if relation.type == "change_of"]
        changes = {statistic.id: statistic for statistic in extraction.statistics} if related else {}
        for relation in related:
            level, change = figures.by_id.get(relation.between[0]), changes.get(relation.of or "")
            if level is not None and change is not None and _decides(level, change):
                yield level, change


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
    return exactly and level.unit == "percent" and change.unit == "points"


def _implied(level: Figure, change: Statistic, year: int, figures: Figures) -> Comparison:
    before = level.value - change.value
    way = "rose" if change.value > 0 else "fell"
    moved = f"{way} by {distance(abs(change.value), 'percent')} to {amount(level)}"
    moved += f" in {level.year}" if level.year else ""
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
            ("years", f"{year}; {level.year or 'now'}"),
            ("note", DERIVED),
        ),
        confidence=min(known) if known else None,
    )


def _beside(level: Figure, change: Statistic, told: Figure, figures: Figures) -> Comparison:
    """Set an implied figure beside one that another article tells of its year."""
    a, b = exact(level.statistic), exact(change)
    meets = Reach(a.low - b.high, a.high - b.low).meets(exact(told.statistic))
    before: Decimal = level.value - change.value
    start = f"a level and its change imply {plain(before)} percent of {figures.name(level.group)}"
    reason = f"{start}, and another article tells {amount(told)}"
    reason += "" if meets else "; one of the three may be told wrong, or counted otherwise"
    verdict = Verdict.AGREE if meets else Verdict.CANNOT_TELL
    sources = rests_on(verdict, [(figure.article, figure.series) for figure in (level, told)])
    return Comparison(
        verdict=verdict,
        members=tuple(sorted({*ids((level, told)), change.id})),
        rule=TOLD_RULE,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        measure=level.measure,
        figures=(("implied", plain(before)), ("told", plain(told.value)), ("note", DERIVED), *sources),
        confidence=sure((level, told)),
    )
