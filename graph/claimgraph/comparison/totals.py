"""Totals of samples: what an article says of all who were asked, and of each part of them, must come out.

Only samples that the article itself adds up are added: "237 marketers and 211 engineers, 448 in all". Parts
behind "including" may leave others out, and two groups may share members: then nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from claimgraph.comparison.amounts import bounded
from claimgraph.comparison.figures import Figures
from claimgraph.comparison.reach import Reach
from claimgraph.extraction.samples import IN_ALL, OPENS, SUMMED
from claimgraph.linking import group_id, is_whole
from claimgraph.model import Bound, Comparison, Sample, Study, Verdict

RULE = "samples-total/1"

_BETWEEN = re.compile(r"(?:,|;)?\s(?:and\s|plus\s)?(?:another\s|the\s|a\sfurther\s)?", re.I)
_OPENS = re.compile(OPENS, re.I)
_LOOSE = re.compile(r"\s\(|:\s")
"""A bracket or a colon may hold an explanation that leaves some out."""
_CLOSES = re.compile(r"\)|\s*(?:[.;]|$)|,?\s(?:in|from|between|during)\s(?!all\b|total\b)", re.I)
_TOTAL_FOLLOWS = re.compile(
    r",?\s(?:(?:for|making|giving)\s)?(?:a\s)?(?:combined\s|grand\s)?total\sof\s|[.;]\s+(?:in\s(?:total|all)|altogether),\s",
    re.I,
)

ROUND = Decimal("0.05")
"""By what share "about" and a bound may miss."""

Placed = tuple[str, Sample, int, int]
"""Id, sample, and where its words begin and end."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find the samples of a study that its article adds up."""
    for extraction in figures.corpus.extractions:
        for study in extraction.studies:
            if len(study.samples) > 2:
                yield from _of_study(study, extraction.article.text, figures)


def _of_study(study: Study, text: str, figures: Figures) -> Iterator[Comparison]:
    told = sorted(
        (
            (key, sample, sample.quote.start, sample.quote.end)
            for key, sample in zip(study.sample_ids, study.samples, strict=True)
            if sample.quote is not None
        ),
        key=lambda placed: placed[2],
    )
    for parts in _lists(told, text):
        before = next((one for one in reversed(told) if one[3] <= parts[0][2]), None)
        after = next((one for one in told if one[2] >= parts[-1][3]), None)
        if not _apart([sample for _, sample, *_ in parts], figures):
            continue
        if before and _OPENS.fullmatch(text, before[3], parts[0][2]) and _CLOSES.match(text, parts[-1][3]):
            yield _total(before, parts, _LOOSE.fullmatch(text, before[3], parts[0][2]) is None)
        elif after and _sums(text, parts[-1][3], after):
            yield _total(after, parts, certain=True)


def _lists(told: Sequence[Placed], text: str) -> Iterator[list[Placed]]:
    """Yield runs of two or more samples that stand side by side: `237 marketers and 211 engineers`."""
    run: list[Placed] = list(told[:1])
    for one, other in pairwise(told):
        in_all = IN_ALL.match(text, other[3])
        if _BETWEEN.fullmatch(text, one[3], other[2]) and not in_all:
            run.append(other)
            continue
        if len(run) > 1:
            yield run
        run = [other]
    if len(run) > 1:
        yield run


def _sums(text: str, end: int, total: Placed) -> bool:
    """Tell whether an article says that a number is the sum of those before it."""
    if _TOTAL_FOLLOWS.fullmatch(text, end, total[2]):
        return True
    return bool(SUMMED.fullmatch(text, end, total[2]) and IN_ALL.match(text, total[3]))


def _apart(parts: Sequence[Sample], figures: Figures) -> bool:
    """Tell whether parts are of different groups, none of which holds another."""
    if any(sample.group is None or is_whole(sample.group) for sample in parts):
        return False
    concepts = [figures.corpus.canonical(group_id(sample.group or "")) for sample in parts]
    return not any(
        one == other or figures.within(one, other) or figures.title(one, other)
        for one, other in combinations(concepts, 2)
    )


def _total(total: Placed, parts: Sequence[Placed], certain: bool) -> Comparison:
    numbers = [bounded(sample.bound, str(sample.n)) for _, sample, *_ in parts]
    asked = [_reach(sample) for _, sample, *_ in parts]
    together = sum(sample.n for _, sample, *_ in parts)
    stated = bounded(total[1].bound, str(total[1].n))
    reach = Reach(sum((r.low for r in asked), Decimal(0)), sum((r.high for r in asked), Decimal(0)))
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    start = f"the samples of one study, {listed}, are {together} together"
    if together == total[1].n:
        verdict, reason = Verdict.AGREE, f"{start}, as the article says"
    elif reach.meets(_reach(total[1])):
        verdict, reason = Verdict.ROUNDED, f"{start}; the article tells {stated}, more or less exactly"
    elif certain:
        verdict, reason = Verdict.ARITHMETIC, f"{start}, and the article says that they are {stated}"
    else:
        verdict = Verdict.CANNOT_TELL
        reason = f"{start}, and the article tells {stated}; some may be left out, or counted twice"
    return Comparison(
        verdict=verdict,
        members=tuple(sorted({total[0], *(key for key, *_ in parts)})),
        rule=RULE,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        about="base",
        figures=(("parts", "; ".join(numbers)), ("together", str(together)), ("stated", stated)),
    )


def _reach(sample: Sample) -> Reach:
    """Return how many may have been asked: a number that ends in noughts may be rounded to them."""
    n = Decimal(sample.n)
    digits = str(sample.n)
    half = Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) / 2 if digits.endswith("0") else Decimal(0)
    low, high = n - half, n + half
    if sample.bound in (Bound.MORE_THAN, Bound.AT_LEAST, Bound.ABOUT):
        high = max(high, n * (1 + 2 * ROUND))
    if sample.bound in (Bound.LESS_THAN, Bound.AT_MOST, Bound.ABOUT):
        low = min(low, n * (1 - 2 * ROUND))
    return Reach(low, high)
