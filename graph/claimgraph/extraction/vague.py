"""Leave out the vague phrase where the exact figure stands beside it: `nearly half (47 percent)`."""

from __future__ import annotations

import re

from claimgraph.extraction import units
from claimgraph.extraction.mentions import Mention
from claimgraph.model import Bound

FARTHEST = 110
"""Characters between the two."""

MOST_APART = 12
"""Percentage points between the two."""

OPENS = re.compile(r"(?:[(\[,:–—]|--|\s-)\s*(?:(?:or|just|only|about|exactly|nearly|at|some)\s+)*$")
CLOSES = re.compile(r"\s*(?:[)\],;:–—.-]|$)|\s(?:combined|of|in)\b")
ROUNDS = re.compile(
    r"(?:[(,–—]|--|\s-)\s*(?:(?:or|nearly|about|almost|roughly|just|over|under|more|less|fewer|than|around"
    r"|some)\s+){0,4}$"
)
TURNS = re.compile(r"[,;:()%]|\s(?:while|but|whereas|compared|versus)\s", re.IGNORECASE)
"""What leads on to other figures."""


def leave_out(text: str, mentions: list[Mention]) -> list[Mention]:
    """Leave out fractions and "one in ten" that the next figures or the last one tell exactly."""
    return [
        mention
        for position, mention in enumerate(mentions)
        if mention.numeral.form != "share"
        or not (
            any(_is_told_exactly(text, mention, later) for later in mentions[position + 1 : position + 3])
            or (position > 0 and _rounds(text, mentions[position - 1], mention))
        )
    ]


def _is_exact(mention: Mention) -> bool:
    return mention.unit == units.PERCENT and mention.numeral.form == "number"


def _is_told_exactly(text: str, vague: Mention, exact: Mention) -> bool:
    between = text[vague.end : exact.start]
    opening = OPENS.search(between)
    if not _is_exact(exact) or len(between) > FARTHEST or opening is None:
        return False
    if TURNS.search(between[: opening.start()]):
        return False
    if between.strip() == "(" and abs(exact.value - vague.value) <= MOST_APART:
        return True
    return (CLOSES.match(exact.after) is not None or "(" in between) and _agree(vague, exact)


def _agree(vague: Mention, exact: Mention) -> bool:
    over = exact.value - vague.value
    if vague.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        return -1 <= over <= 2 * MOST_APART
    if vague.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return -2 * MOST_APART <= over <= 1
    return abs(over) <= MOST_APART


def _rounds(text: str, exact: Mention, vague: Mention) -> bool:
    between = text[exact.end : vague.start]
    return (
        _is_exact(exact)
        and len(between) <= FARTHEST // 2
        and (opening := ROUNDS.search(between)) is not None
        and TURNS.search(between[: opening.start()]) is None
        and abs(exact.value - vague.value) <= MOST_APART // 2
    )
