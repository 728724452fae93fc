"""Answers that exclude each other, and answers that hold one another: what their shares cannot be.

Who supports a plan does not oppose it: the two shares of one group are at most 100 together. Who strongly
supports it supports it: the share of the part is at most that of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from claimgraph.comparison.amounts import amount, plain
from claimgraph.comparison.figures import Figure, Figures, ids, sure
from claimgraph.comparison.reach import possible
from claimgraph.linking.language import OPPOSITE, POLE
from claimgraph.linking.wording import Wording
from claimgraph.linking.words import stem
from claimgraph.model import Comparison, Verdict

POLARITY_RULE = "told-the-other-way/1"
SUM_RULE = "opposites-over-100/1"
PART_RULE = "part-above-whole/1"

CROWDED = 60
"""Figures of one group and wave among which opposites are looked for; a table may hold thousands."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find shares of one group and wave that cannot both be."""
    said = _said(figures)
    shelves: defaultdict[tuple[str, str, frozenset[str]], list[Figure]] = defaultdict(list)
    for figure in figures.all if said else ():
        if figure.worded in said and figure.wave and figure.group and figure.unit == "percent":
            shelves[figure.wave, figure.group, said[figure.worded]].append(figure)
    for met in shelves.values():
        if 1 < len(met) <= CROWDED:
            yield from _exclude(met, figures)
            yield from _hold(met, figures)


def _said(figures: Figures) -> Mapping[str, frozenset[str]]:
    """Return wording -> what it says without its pole, of wordings that another may exclude or hold."""
    said: dict[str, frozenset[str]] = {}
    alike: defaultdict[tuple[object, ...], set[Wording]] = defaultdict(set)
    for figure in figures.all:
        if figure.worded not in said and figure.wave and figure.group and figure.unit == "percent":
            wording = figures.wording(figure)
            says = wording is not None and len(wording.content) > 1
            said[figure.worded] = content = without_pole(wording) if wording and says else frozenset()
            if wording and content:
                # All that contraries, and a part and its whole, have in common.
                alike[content, wording.frame, wording.numbers, wording.wishes, wording.names].add(wording)
    at_odds = {
        key[0]
        for key, wordings in alike.items()
        if any(
            contrary(a, b, figures) or _is_part(a, b, figures) or _is_part(b, a, figures)
            for a, b in combinations(wordings, 2)
        )
    }
    return {worded: content for worded, content in said.items() if content in at_odds}


def _exclude(met: Sequence[Figure], figures: Figures) -> Iterator[Comparison]:
    """Find two answers of opposite sense that more than all must have given."""
    for one, other in combinations(met, 2):
        if one.worded == other.worded:
            continue
        a, b = figures.wording(one), figures.wording(other)
        if a is None or b is None or not contrary(a, b, figures):
            continue
        least = possible(one.statistic).low + possible(other.statistic).low
        if least <= 100:  # 62.5 and 37.5 are told as 63 and 38
            continue
        name = figures.name(one.group)
        told = f"{amount(one)} and {amount(other)} of {name} for two answers that exclude each other"
        if one.article == other.article:
            reason = f"an article tells {told}: together more than all"
            yield _comparison(Verdict.ARITHMETIC, (one, other), SUM_RULE, reason, None)
        elif one.value == other.value:
            reason = (
                f"articles on one study tell {amount(one)} of {name} for one answer and for its contrary;"
                " together that is more than all, so one tells it the wrong way round"
            )
            yield _comparison(Verdict.MISREPORT, (one, other), POLARITY_RULE, reason, "polarity")
        else:
            reason = f"articles on one study tell {told}: together more than all"
            yield _comparison(Verdict.MISREPORT, (one, other), SUM_RULE, reason, "value")


def _hold(met: Sequence[Figure], figures: Figures) -> Iterator[Comparison]:
    """Find a part of an answer ("strongly support") with a larger share than the whole ("support")."""
    for one, other in combinations(met, 2):
        if one.article != other.article or one.worded == other.worded:
            continue  # of two articles, one may count the part out of fewer persons
        for part, whole in ((one, other), (other, one)):
            a, b = figures.wording(part), figures.wording(whole)
            if a is None or b is None or not _is_part(a, b, figures):
                continue
            if possible(part.statistic).low > possible(whole.statistic).high:
                reason = (
                    f"an article tells {amount(part)} of {figures.name(part.group)} for a part of an answer"
                    f" that {amount(whole)} give in all"
                )
                yield _comparison(Verdict.ARITHMETIC, (part, whole), PART_RULE, reason, None)


def contrary(a: Wording, b: Wording, figures: Figures) -> bool:
    """Tell whether two wordings say the contrary of each other and differ in nothing else."""
    if a.degrees or b.degrees or a.frame != b.frame or a.numbers != b.numbers or a.wishes != b.wishes:
        return False
    if a.names != b.names or a.actor != b.actor:
        return False
    return figures.at_odds(a, b) in ("negation", "polarity")


def _is_part(a: Wording, b: Wording, figures: Figures) -> bool:
    """Tell whether a wording says with a degree what the other says without: "strongly support"."""
    if not a.degrees or b.degrees:
        return False
    same = a.frame == b.frame and a.numbers == b.numbers and a.wishes == b.wishes and a.names == b.names
    return same and b.poles <= a.poles and figures.at_odds(a, b) == "part and whole"


def without_pole(wording: Wording) -> frozenset[str]:
    """Return the content of a wording without its pole: the same for an answer and its contrary."""
    return frozenset(_turned(word) for word in wording.content if word[-1] not in "+-")


def _turned(word: str) -> str:
    """Return a word without the prefix that turns it, where it is a word by itself: "unimportant"."""
    for prefix in OPPOSITE:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 4 and stem(word) not in POLE:
            return rest
    return word


def _comparison(
    verdict: Verdict, met: Sequence[Figure], rule: str, reason: str, about: str | None
) -> Comparison:
    return Comparison(
        verdict=verdict,
        members=ids(met),
        rule=rule,
        reason=reason[0].upper() + reason[1:] + ".",
        about=about,
        measure=min(figure.measure for figure in met),
        figures=(("sum", plain(sum((figure.value for figure in met), start=met[0].value * 0))),),
        confidence=sure(met),
    )
