"""Find every number expression of an article that could be a statistic, with value, unit, bound and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from claimgraph.extraction import changes, exclusions, lists, mentions, names, numerals, units, vague
from claimgraph.extraction.mentions import Mention
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Bound, Kind

INDEX = re.compile(r"\b(?:index|PMI)\b[^.;]{0,60}$")
MOST_NUMBERS = 500
"""Numbers in one sentence; what holds more is a table of data or noise, and its numbers are left alone."""


@dataclass(frozen=True)
class Candidate:
    """Hold a number expression that could be a statistic."""

    start: int  # inclusive; at the number or its currency sign, after words of bound
    end: int  # exclusive; after the unit, where it stands next to the number
    value: Decimal  # a share in percent: `one in ten` is 10; a decline is negative
    unit: str | None  # None: the grammar does not know
    bound: Bound
    kind: Kind | None  # None: the grammar does not know
    sentence: int  # index of the sentence that holds it


def find(text: str, sentences: Sequence[Sentence]) -> tuple[Candidate, ...]:
    """Find the candidates of all sentences that are not furniture, in text order and without overlap.

    Left out: dates, ages, sample sizes, margins of error, ranks, versions, numbers in names, and the vague
    phrase beside an exact figure. Takes time proportional to the length of the text.
    """
    return tuple(
        candidate
        for index, sentence in enumerate(sentences)
        if sentence.role != "furniture"
        for candidate in _in_sentence(text, sentence, index)
    )


def _in_sentence(text: str, sentence: Sentence, index: int) -> Iterator[Candidate]:
    first, last = sentence.start, sentence.end
    found = islice(numerals.find(text, first, last), MOST_NUMBERS + 1)
    read = [mentions.read(text, numeral, first, last) for numeral in found]
    if not 0 < len(read) <= MOST_NUMBERS:
        return
    shared = lists.share_units(text, exclusions.leave_out(text, read), first, last)
    kept = vague.leave_out(text, exclusions.leave_out_bare(shared))
    share = False
    for mention, movement in zip(kept, changes.follow(text, kept), strict=True):
        candidate = _candidate(mention, movement, share, index)
        share = share or (candidate.unit == units.PERCENT and candidate.kind is Kind.LEVEL)
        yield candidate


def _candidate(mention: Mention, movement: changes.Movement, share: bool, index: int) -> Candidate:
    """Decide on unit, kind and sign; `share`: the sentence has told a share before."""
    unit, kind, value = mention.unit, movement.kind, mention.value
    if unit in {units.POINTS, units.RATIO}:
        kind = Kind.CHANGE
    elif unit == units.PERCENT and kind is Kind.CHANGE:
        of_shares = movement.distance or (share and movement.aside)
        unit = units.POINTS if of_shares else units.PERCENT_CHANGE
    elif unit == units.PERCENT:
        kind = Kind.LEVEL
    elif unit is None and _is_count(mention):
        unit = units.COUNT
    elif unit is None and INDEX.search(mention.before) is not None:
        unit = units.INDEX
    if movement.declines and unit != units.RATIO and value > 0:
        value = -value
    return Candidate(mention.start, mention.end, value, unit, mention.bound, kind, index)


def _is_count(mention: Mention) -> bool:
    whole = mention.value == int(mention.value)
    return (
        bool(mention.numeral.scaled)
        or (whole and "," in mention.words)
        or names.COUNTED.match(mention.rest) is not None
        or (whole and names.COUNTED_OF.match(mention.rest) is not None)
    )
