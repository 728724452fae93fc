"""Arithmetic: what an article says of its own figures must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claimgraph.comparison.amounts import amount, plain
from claimgraph.comparison.figures import Figures
from claimgraph.comparison.reach import Reach, exact, possible
from claimgraph.model import Bound, Comparison, Relation, Statistic, Verdict

RULE = "stated-difference/1"
PERCENT_RULE = "points-told-as-percent/1"

POINTS = "points told as percent"

_POINT = re.compile(r"\bpoints?\b|\bpp\b", re.I)
_PERCENT = re.compile(r"%|per\s?cent", re.I)


def find(figures: Figures) -> Iterator[Comparison]:
    """Compute every difference that an article states between two of its figures, rounding allowed for."""
    for extraction in figures.corpus.extractions:
        if not any(relation.type == "difference_of" for relation in extraction.relations):
            continue
        by_id = {statistic.id: statistic for statistic in extraction.statistics}
        for relation in extraction.relations:
            if relation.type == "difference_of" and relation.of in by_id and len(relation.between) == 2:
                one, other = (by_id.get(key) for key in relation.between)
                if one is not None and other is not None and one.unit == other.unit:
                    yield _check(by_id[relation.of], one, other, relation, figures)


def _check(
    change: Statistic, one: Statistic, other: Statistic, relation: Relation, figures: Figures
) -> Comparison:
    first, second = _in_order(change, one, other)
    difference = second.value - first.value
    relative = difference / abs(first.value) * 100 if first.value else None
    stated = _told(change)
    absolutely = _sizes(stated).meets(_difference(first, second))
    relatively = relative is not None and _sizes(stated).meets(_relative(first, second))
    note = ""
    if change.unit == "percent_change":
        holds = relatively
        if not holds and first.unit == "percent" and absolutely:
            note = POINTS
    else:
        holds = absolutely
        spoken_percent = _PERCENT.search(change.value_quote.exact) and not _POINT.search(_after(change))
        if not holds and spoken_percent and relatively:
            holds, note = True, "a relative change"
        elif holds and spoken_percent and first.unit == "percent" and not relatively:
            holds, note = False, POINTS
    if _turned(change, one, other) and (holds or note == POINTS):
        holds, note = False, "the direction is the other"
    unit = "points" if first.unit == "percent" else first.unit
    outcome = f"{plain(abs(difference))} {unit}"
    if relative is not None:
        outcome += f", or {plain(abs(relative).quantize(Decimal(1)))} percent of the first"
    size = amount(replace(change, value=abs(change.value)))
    between = f"between {amount(first)} and {amount(second)}"
    verb = "comes out" if holds else "does not come out"
    reason = f"A stated difference of {size} {between} {verb}: it is {outcome}"
    if note == POINTS:
        told = plain(abs(change.value))
        reason = f"{told} points {between} are told as {told} percent: it is {outcome}"
    elif note:
        reason += f" ({note})"
    measure = figures.corpus.measure_of.get(one.id)
    shown = [("stated", plain(change.value)), ("difference", plain(difference))]
    if relative is not None:
        shown.append(("relative", plain(relative.quantize(Decimal("0.1")))))
    if note:
        shown.append(("note", note))
    # The change takes group and statement from its levels: how sure it is of its own does not matter here.
    known = [s.confidence for s in (one, other) if s.confidence is not None]
    return Comparison(
        verdict=Verdict.AGREE if holds else Verdict.ARITHMETIC,
        members=tuple(sorted({change.id, one.id, other.id})),
        rule=PERCENT_RULE if note == POINTS else RULE,
        reason=f"{reason}.",
        measure=figures.corpus.canonical(measure) if measure else None,
        figures=tuple(shown),
        confidence=min(known) if known else None,
    )


def _in_order(change: Statistic, one: Statistic, other: Statistic) -> tuple[Statistic, Statistic]:
    """Return the earlier level first; of two groups, the smaller where the distance has no sign."""
    if one.year is not None and other.year is not None and one.year != other.year:
        return (one, other) if one.year < other.year else (other, one)
    smaller, larger = sorted((one, other), key=lambda s: s.value)
    return (larger, smaller) if change.value < 0 else (smaller, larger)


def _turned(change: Statistic, one: Statistic, other: Statistic) -> bool:
    """Tell whether a rise is told where the levels fall, or the other way round."""
    if one.year is None or other.year is None or one.year == other.year or change.group is None:
        return False
    earlier, later = (one, other) if one.year < other.year else (other, one)
    return change.value * (later.value - earlier.value) < 0


def _told(change: Statistic) -> Reach:
    return exact(change) if change.bound is Bound.EXACT else possible(change)


def _sizes(reach: Reach) -> Reach:
    """Return the range without its sign."""
    if reach.high <= 0:
        return Reach(-reach.high, -reach.low)
    return reach if reach.low >= 0 else Reach(-max(-reach.low, reach.high), max(-reach.low, reach.high))


def _difference(first: Statistic, second: Statistic) -> Reach:
    a, b = _level(first), _level(second)
    return _sizes(Reach(b.low - a.high, b.high - a.low))


def _relative(first: Statistic, second: Statistic) -> Reach:
    a, b = _level(first), _level(second)
    if a.low <= 0:
        return _sizes(Reach(Decimal("-Infinity"), Decimal("Infinity")))
    # What ends nowhere ("more than half") may have lost all but nothing of it.
    low = (b.low - a.high) / a.high * 100 if a.high.is_finite() else Decimal(-100)
    return _sizes(Reach(low, (b.high - a.low) / a.low * 100))


def _level(statistic: Statistic) -> Reach:
    return exact(statistic) if statistic.bound is Bound.EXACT else possible(statistic)


def _after(change: Statistic) -> str:
    """Return the value expression with the few characters behind it, where "points" may stand."""
    text = change.article.text
    return text[change.value_quote.start : change.value_quote.end + 12]
