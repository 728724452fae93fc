"""Near questions: two studies ask two sides nearly the same of how these stand to each other.

That a relationship became closer and that respect has grown are not one question: their levels are never set
side by side. What a careful reader does compare is which side is ahead in each, or whether both find a
majority. Near questions are looked for when somebody asks, and are never an alarm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from claimgraph.comparison.amounts import amount, distance
from claimgraph.comparison.disagreements import organisations, told_apart
from claimgraph.comparison.figures import Figure, Figures, ids, settled, sure
from claimgraph.comparison.interests import Interests
from claimgraph.comparison.reach import possible
from claimgraph.comparison.sampling import two_proportions
from claimgraph.comparison.sides import Asked, Sides, Subject
from claimgraph.comparison.trends import EVERYONE
from claimgraph.extraction.confidence import nine_in_ten
from claimgraph.linking.language import MONTHS
from claimgraph.linking.standing import Frame
from claimgraph.model import Comparison, Verdict

RULE = "near-questions/1"

APART = 3
"""Years that two studies may lie apart: what stands longer between them belongs to another time."""

HALF = Decimal(50)

OPEN = "which may lie in the questions"

NOTE = ("note", "the questions are near, not the same: the levels must not be compared")


def find(figures: Figures) -> Iterator[Comparison]:
    """Find near questions of different studies, asked of the same two sides in about the same years.

    Each is AGREE where the same side is ahead in both or, where one tells of both sides together or has them
    level, where all find a majority or none does. It is CANNOT_TELL where that differs, or where a figure was
    read below the confidence at which nine in ten are right. Nothing is said where tellings of one study
    contradict each other.
    """
    shelves: defaultdict[Subject, list[Asked]] = defaultdict(list)
    for asked in Sides(figures).asked():
        shelves[asked.subject].append(asked)
    names, interests = organisations(figures), Interests(figures)
    for shelf in shelves.values():
        for one, other in _nearest(shelf):
            found = _compare(one, other, figures) if _two_studies(one, other, figures, names) else None
            if found is not None:
                yield interests.noted(found)


def _two_studies(one: Asked, other: Asked, figures: Figures, names: dict[str, frozenset[str]]) -> bool:
    return told_apart(one.figures[0], other.figures[0], figures, names)


def _nearest(shelf: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield pairs of different surveys; of the waves of two surveys those that are nearest to each other."""
    found: defaultdict[tuple[object, ...], list[tuple[Asked, Asked]]] = defaultdict(list)
    for pair in combinations(sorted(shelf, key=_place), 2):
        first, last = (asked.figures[0] for asked in pair)
        if first.series == last.series or first.measure == last.measure or _distance(pair) > APART:
            continue
        found[first.series, first.measure, last.series, last.measure].append(pair)
    for pairs in found.values():
        nearest = min(map(_distance, pairs))
        yield from (pair for pair in pairs if _distance(pair) == nearest)


def _place(asked: Asked) -> tuple[str, int, str]:
    return asked.figures[0].series or "", _year(asked), asked.figures[0].id


def _year(asked: Asked) -> int:
    return asked.figures[0].year or 0


def _distance(pair: tuple[Asked, Asked]) -> int:
    return abs(_year(pair[0]) - _year(pair[1]))


def _compare(one: Asked, other: Asked, figures: Figures) -> Comparison | None:
    found = [[settled(told) for told in asked.answers] for asked in (one, other)]
    answers = [[figure for figure in told if figure is not None] for told in found]
    if any(len(told) != len(asked.answers) for told, asked in zip(answers, (one, other), strict=True)):
        return None  # tellings of one study contradict each other
    ahead, leads = [_ahead(told) for told in answers], []
    if None not in ahead:
        same = ahead[0] == ahead[1]
        leads = [_lead(told, figures) for told in answers]
        says = "the same side is ahead in both" if same else f"another side is ahead in each, {OPEN}"
    else:
        majorities = [_majority(told) for told in answers]
        if None in majorities:
            return None
        same = majorities[0] == majorities[1]
        both = "both find a majority" if majorities[0] else "neither finds a majority"
        says = both if same else f"only one finds a majority, {OPEN}"
    told = "; ".join(_told(asked, of, figures) for asked, of in zip((one, other), answers, strict=True))
    met = (*one.figures, *other.figures)
    confidence = sure(met)
    certain = confidence is None or confidence >= nine_in_ten()
    doubts = "; sampling error alone may account for a lead" * any(lead.chance for lead in leads)
    doubts += "; but not all of it was read with certainty" * (not certain)
    return Comparison(
        verdict=Verdict.AGREE if same and certain else Verdict.CANNOT_TELL,
        members=ids(met),
        rule=RULE,
        reason=f"Two studies ask two sides nearly the same, whether their relationship {one.subject.sense};"
        f" {says} ({told}){doubts}.",
        figures=(*(("lead", lead.words) for lead in leads), NOTE),
        confidence=confidence,
    )


def _ahead(answers: Sequence[Figure]) -> int | None:
    """Return the place of the side whose share is larger whatever rounding hides; None where none is."""
    if len(answers) < 2:
        return None
    one, other = (possible(figure.statistic) for figure in answers)
    return None if one.meets(other) else int(one.low < other.low)


def _majority(answers: Sequence[Figure]) -> bool | None:
    """Tell whether more than half of each say so (True) or fewer (False); None where neither is sure."""
    reaches = [possible(figure.statistic) for figure in answers]
    if all(reach.low >= HALF for reach in reaches):
        return True
    return False if all(reach.high <= HALF for reach in reaches) else None


def _told(asked: Asked, answers: Sequence[Figure], figures: Figures) -> str:
    """Return what one study found: "50 percent of CIOs and 43 percent of CMOs in 2014, over 1 year"."""
    names = ("one side", "the other") if len(answers) > 1 else ("both sides",)
    shares = " and ".join(
        f"{amount(figure)} of {EVERYONE if figure.whole else figures.name(figure.group, name)}"
        for figure, name in zip(answers, names, strict=True)
    )
    return f"{shares} in {_year(asked)}{_over(asked.frame)}"


def _over(frame: Frame) -> str:
    """Return over which time a change is told, where the words of one study agree on it."""
    if len(frame) != 1:
        return ""
    ((way, number),) = frame
    if way != "past":
        return f", {way} {number}"
    unit = next(u for u in ("decade", "year", "quarter", "month") if number % MONTHS[u] == 0)
    count = number // MONTHS[unit]
    return f", over {count} {unit}{'s' if count > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold how far one side is ahead in one study, and whether that may be chance."""

    words: str
    chance: bool


def _lead(answers: Sequence[Figure], figures: Figures) -> Lead:
    one, other = (figure.statistic for figure in answers)
    test = two_proportions(one, other, figures.design_effect)
    points = distance(abs(one.value - other.value), one.unit)
    return Lead(f"{points}, {test.words}", test.significant is False)
