"""Give the numbers of a list the unit that stands once: `60 and 40 percent`, `52 percent and 53`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimgraph.extraction import names, units
from claimgraph.extraction.mentions import CONTEXT, Mention
from claimgraph.extraction.numerals import SCALES, plain
from claimgraph.model import Bound

LONGEST_JOIN = 40
HEDGES = (
    r"(?:(?:just|only|about|some|nearly|almost|over|under|more|less|than|as|much|an?|of|around|roughly|up"
    r"|to|by|for|his"
    r"|her|their)\s+){0,3}"
)
BACKWARDS = re.compile(
    rf"(?:\s*[-‐‑–—/&]\s*|\s*,?\s+(?:to|and|or|vs\.?|versus|against|through)\s+|,\s+){HEDGES}", re.IGNORECASE
)
FORWARDS = re.compile(
    r"(?:\s*[-‐‑–—/]\s*|\s*,?\s+(?:to|and|or|vs\.?|versus|against|compared\s(?:to|with)|but|from)\s+"
    r"|\s*[,;]\s+)" + HEDGES,
    re.IGNORECASE,
)
DASH = re.compile(r"\s*[-‐‑–—]\s*")
RANGE = re.compile(r"\s*[-‐‑–—]\s*|\s+(?:to|or)\s+", re.IGNORECASE)
PAIR = re.compile(r"\s*[-‐‑–—/]\s*|\s+to\s+(?:his\s|her\s|their\s)?|\s+(?:versus|vs\.?)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
ENDS_LIST = re.compile(
    r"\s*(?:$|[).,;:\]—–-])|\s+(?:respectively|in|among|for|of|who|said|say|with|last|this|a|against|and|or"
    r"|but|when"
    r"|then|were|was|are|disapprov\w+|approv\w+|favo\w+|oppos\w+|margin)\b",
    re.IGNORECASE,
)
NAMES_GROUP = re.compile(
    r"\s+(?:among|for|of|in\sfavou?r|who|with|say|said|approve|disapprove|support|oppose|favou?r|did"
    r"|does)\b",
    re.IGNORECASE,
)
SCORES = re.compile(
    r"(?<![\w.,$£€%-])(?P<a>[0-9]{1,2})\s(?:[a-z]{1,15}\s){1,2}?(?:[-–—/,]|to"
    r"|and)\s(?P<b>[0-9]{1,2})\s[a-z]{1,15}"
    r"(?=\s*[).;,]|$)"
)
BALANCE = re.compile(r"(?<![\w.,$£€%/-])(?P<a>[1-9][0-9])\s?[-–/]\s?(?P<b>[1-9][0-9])(?![\w.,%/-]*[\w%/])")
LEAST_BALANCE, MOST_BALANCE = 60, 101
SHARED = frozenset({units.PERCENT, units.POINTS})


def share_units(text: str, mentions: Sequence[Mention], first: int, last: int) -> list[Mention]:
    """Share units, and the scales of ranges, between neighbours of the sentence from `first` to `last`."""
    shared = list(mentions)
    for position in range(len(shared) - 2, -1, -1):
        shared[position] = _from_next(text, shared[position], shared[position + 1])
    for position in range(1, len(shared)):
        shared[position] = _from_last(text, shared[position - 1], shared[position])
    scores = _scores(text, first, last)
    return _ranges(
        text,
        [
            replace(m, unit=units.PERCENT) if m.unit is None and m.start in scores and m.numeral.digits else m
            for m in shared
        ],
    )


def are_pair(text: str, one: Mention, other: Mention) -> bool:
    """Return whether two numbers are set against each other: `50-32 percent`, `61 percent to 27 percent`."""
    between = text[one.end : other.start]
    return one.unit == other.unit and len(between) <= LONGEST_JOIN and PAIR.fullmatch(between) is not None


def _from_next(text: str, this: Mention, following: Mention) -> Mention:
    between = text[this.end : following.start]
    if (
        this.unit is None
        and following.unit is None
        and RANGE.fullmatch(between)
        and _is_counted(this, following)
    ):
        return _scaled(replace(this, unit=units.COUNT), following)
    if following.unit is None and units.is_currency(this.unit) and RANGE.fullmatch(between):
        return _scaled(this, following)
    if following.unit in {None, units.RATIO} or following.numeral.form != "number":
        return this
    if len(between) > LONGEST_JOIN:
        return this
    is_range = RANGE.fullmatch(between) is not None or (
        BETWEEN.search(this.before) is not None and AND.fullmatch(between) is not None
    )
    if this.unit is None and BACKWARDS.fullmatch(between) and not this.numeral.scaled:
        this = replace(this, unit=following.unit)
        return _scaled(this, following) if is_range else this
    if this.unit == following.unit and is_range and this.unit not in SHARED:
        return _scaled(this, following)
    return this


def _is_counted(low: Mention, high: Mention) -> bool:
    """Return whether two numbers make a range of things counted: `18-19 seats`, `1 to 1.5 million`."""
    if not (low.numeral.digits and low.numeral.form == "number") or low.value >= high.value:
        return False
    return bool(high.numeral.scaled) or names.COUNTED.match(high.rest) is not None


def _scaled(mention: Mention, source: Mention) -> Mention:
    """Give the scale of a range's end to its beginning: `$2 to 3 million`."""
    if not source.numeral.scaled or mention.numeral.scaled or mention.value >= 1000:
        return mention
    return replace(mention, value=plain(mention.value.scaleb(SCALES[source.numeral.scaled.lower()])))


def _from_last(text: str, last: Mention, this: Mention) -> Mention:
    if this.unit is None and units.is_currency(last.unit) and RANGE.fullmatch(text[last.end : this.start]):
        return replace(this, unit=last.unit)
    if this.unit is not None or last.unit not in SHARED or last.numeral.form != "number":
        return this
    if this.value > 100 or this.numeral.scaled:
        return this
    between = text[last.end : this.start]
    joined = len(between) <= LONGEST_JOIN and FORWARDS.fullmatch(between) and ENDS_LIST.match(this.after)
    grouped = len(between) <= CONTEXT and re.search(r"[,;]", between) and NAMES_GROUP.match(this.after)
    return replace(this, unit=last.unit) if joined or grouped else this


def _ranges(text: str, mentions: list[Mention]) -> list[Mention]:
    """Read `between 3 and 4 points` as a least and a most."""
    for position in range(len(mentions) - 1):
        low, high = mentions[position], mentions[position + 1]
        between = text[low.end : high.start]
        if BETWEEN.search(low.before) and AND.fullmatch(between) and low.unit == high.unit:
            mentions[position] = replace(low, bound=Bound.AT_LEAST)
            mentions[position + 1] = replace(high, bound=Bound.AT_MOST, before=low.before)
    return mentions


def _scores(text: str, first: int, last: int) -> frozenset[int]:
    """Return the starts of shares told as scores: `(64 good - 26 bad)`, `a 51-40 lead`."""
    sentence = text[first:last]
    told = [pair for pair in SCORES.finditer(sentence) if int(pair["a"]) + int(pair["b"]) <= MOST_BALANCE]
    told += [
        pair
        for pair in BALANCE.finditer(sentence)
        if LEAST_BALANCE <= int(pair["a"]) + int(pair["b"]) <= MOST_BALANCE
    ]
    return frozenset(first + pair.start(name) for pair in told for name in ("a", "b"))
