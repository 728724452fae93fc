"""Wordings of one question are recognised: similarity proposes, structure decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from claimgraph.linking.groups import Scheme
from claimgraph.linking.language import COMMON
from claimgraph.linking.rest import NOTHING, Rest, ShelfKind
from claimgraph.linking.wording import Wording
from claimgraph.linking.words import slug, stem, tokens
from claimgraph.model import ELLIPSIS, Link, LinkKind, identifier

SAID_TOGETHER = 0.95
"""Confidence where the article itself sets two figures side by side."""

PROPOSED = 0.5
"""The least confidence with which two wordings are proposed as one question."""

CROWDED = 100
"""Wordings that may stand on one shelf before it says nothing any more."""

CLOSE = 0.5
"""How close wordings of different studies are at least that are proposed as one question."""

SHARED = 3
"""Words of content that they have in common at least."""

RARE = 4
"""The rarest words of a wording, each two of which are a shelf."""

UNCOMMON = len(COMMON)
"""The place of words that are not among the common ones: behind all of them."""

_LEAD = re.compile(
    r"^(?:(?:also|have|has|had)\s+)?(?:said|say|says|saying|believed?|believes|think|thought|reported|report|agreed?"
    r"|noted|felt|feel)\s+(?:that\s+)?",
    re.I,
)


@dataclass
class Use:
    """Hold how one wording is used in the articles."""

    measure: str  # id
    unit: str
    wording: Wording
    studies: set[str] = field(default_factory=set)  # canonical ids
    series: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)  # canonical ids of those who answered
    articles: set[str] = field(default_factory=set)
    figures: set[tuple[str, str, str]] = field(default_factory=set)  # wave, group, value
    told: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)  # article, wave, group -> values


def plain(statement: str) -> str:
    """Return a statement without report verb, quotation marks and capitals: one spelling of a wording."""
    text = " ".join(re.sub(r"[“”\"]", "", statement.replace(ELLIPSIS, " ").replace("’", "'")).split())
    return _LEAD.sub("", text).rstrip(" .,;:").casefold()


@lru_cache(maxsize=65536)
def measure_id(statement: str, change: str | None = None, within: str | None = None) -> str:
    """Return the id of a wording's measure: a few of its words, and digits of its hash.

    `change`: the unit of a change, which has a measure of its own; `within`: the article's id, for a wording
    that says too little to mean the same elsewhere.
    """
    text = plain(statement)
    digits = identifier("x", text, change or "", within or "")[2:10]
    words = [word for word in slug(text).split("-") if len(word) > 3][:5]
    start = "measure-change" if change else "measure"
    return "-".join([start, *words, digits])


@lru_cache(maxsize=65536)
def says_enough(statement: str) -> bool:
    """Tell whether a wording of its own accord names a question: two words of content or more."""
    return len({stem(word) for word in tokens(plain(statement)) if len(word) > 3}) > 1


def propose(
    uses: Sequence[Use], together: Mapping[tuple[str, str], str], scheme: Scheme, rest: Rest = NOTHING
) -> list[Link]:
    """Propose which wordings ask one question.

    `together`: pairs of measures that an article's own relation sets side by side, with its type. Else
    wordings are held against each other that share a rare word or a figure: within a series of studies,
    and across studies with more asked for.
    """
    by_id = {use.measure: use for use in uses}
    links = []
    for (one, other), relation in sorted(together.items()):
        if against(by_id[one], by_id[other], scheme, near=True) is None:
            evidence = [("relation", relation), *_features(by_id[one], by_id[other], scheme)]
            links.append(Link(LinkKind.SAME_MEASURE, other, one, tuple(evidence), SAID_TOGETHER))
    for one, other in sorted(_candidates(uses, rest)):
        link = _weigh(by_id[one], by_id[other], scheme)
        if link:
            links.append(link)
    return links


def against(one: Use, other: Use, scheme: Scheme, near: bool = False) -> str | None:
    """Name what forbids that two wordings ask one question, or return None.

    `near`: the article itself sets the two side by side.
    """
    if one.unit != other.unit:
        return "unit"
    reason = one.wording.at_odds(other.wording, scheme, near)
    if reason is not None:
        return reason
    for mine, yours in ((one, other), (other, one)):
        # "they" of one group cannot be another group
        owned = mine.wording.actor == "own" and yours.wording.actor not in (None, "own")
        if owned and len(mine.groups) == 1 and not mine.wording.mirrors(yours.wording, mine.groups, scheme):
            return "who acts"
    if _left(one, other, scheme) and _left(other, one, scheme):
        return "object"
    if not near and any(other.told[k].isdisjoint(one.told[k]) for k in one.told.keys() & other.told.keys()):
        return "one article gives one group a figure for each"
    return None


def _left(one: Use, other: Use, scheme: Scheme) -> bool:
    """Tell whether one wording names a group that the other neither names nor was answered by.

    Chiefs of two sides who speak of each other ("their relationship with the CIO", "with the CMO") answer one
    question.
    """
    met = other.wording.names | other.groups
    return any(not any(scheme.one_side(name, own) for own in met) for name in one.wording.names)


def clash_of(
    uses: Mapping[str, Use], together: Mapping[tuple[str, str], str], scheme: Scheme
) -> Callable[[Collection[str], Collection[str]], str | None]:
    """Return what says whether two sets of wordings hold two that cannot be one question."""

    def clash(one: Collection[str], other: Collection[str]) -> str | None:
        for a in sorted(one):
            for b in sorted(other):
                if a in uses and b in uses:
                    near = (min(a, b), max(a, b)) in together
                    reason = against(uses[a], uses[b], scheme, near)
                    if reason:
                        return reason
        return None

    return clash


def shelves(wording: Wording) -> Iterator[tuple[str, ...]]:
    """Yield the shelves that a wording stands on: each two of its words that are rarest in survey language.

    How often a graph holds a word does not count: what is linked must not depend on unrelated articles.
    """
    rarest = sorted(wording.content, key=lambda word: (-COMMON.get(word, UNCOMMON), -len(word), word))[:RARE]
    return combinations(sorted(rarest), 2)


def alike(one: Wording, other: Wording, scheme: Scheme) -> bool:
    """Tell whether two wordings are so alike that figures of different studies may answer one question."""
    close = one.closeness(other) >= CLOSE and len(one.content & other.content) >= SHARED
    return close and one.at_odds(other, scheme) is None


def _candidates(uses: Sequence[Use], rest: Rest) -> set[tuple[str, str]]:
    """Return pairs that share a figure of one wave, a word within a series, or two of their rarest words."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for use in uses:
        for figure in use.figures:
            found["figure", *figure].append(use.measure)
        for words in shelves(use.wording):
            found["words", *words].append(use.measure)
        for series in use.series:
            for word in use.wording.content:
                found["series", series, word].append(use.measure)
    return {
        (min(pair), max(pair))
        for name, shelf in found.items()
        if 1 < len(shelf) <= CROWDED and (name[0] != "words" or _has_room(name[1:], shelf, rest))
        for pair in combinations(sorted(set(shelf)), 2)
    }


def _has_room(shelf: tuple[str, ...], here: Collection[str], rest: Rest) -> bool:
    return len(here) + rest.beside(ShelfKind.WORDING, shelf, here) <= CROWDED


def _weigh(one: Use, other: Use, scheme: Scheme) -> Link | None:
    if against(one, other, scheme):
        return None
    close = one.wording.closeness(other.wording)
    shared = len(one.wording.content & other.wording.content)
    series = bool(one.series & other.series)
    figures = one.figures & other.figures if one.articles.isdisjoint(other.articles) else set()
    values = _values(one) & _values(other) if one.articles.isdisjoint(other.articles) else set()
    within = shared == min(len(one.wording.content), len(other.wording.content)) and shared > 1
    told_alike = len(figures) > 1 or (bool(figures) and (within or close >= 0.6))
    if series and told_alike and close >= 0.3:
        confidence = 0.95 if close >= 0.6 else 0.9
    elif series and values and close >= 0.5 and (within or close >= 0.65):
        confidence = 0.9
    elif series and close >= 0.5 and shared >= 2:
        confidence = 0.9 if close >= 0.8 else 0.65
    elif not series and close >= CLOSE and shared >= SHARED:
        frames = one.wording.frame == other.wording.frame
        confidence = 0.85 if close >= 0.8 and frames else 0.6
    else:
        return None
    evidence = _features(one, other, scheme)
    if figures:
        evidence.append(("figures", f"{len(figures)} the same in one study"))
    elif series and values:
        evidence.append(("figures", "the same in one study, of another group"))
    if series:
        evidence.append(("study", "the same, or another wave"))
    return Link(LinkKind.SAME_MEASURE, other.measure, one.measure, tuple(evidence), confidence)


def _values(use: Use) -> set[tuple[str, str]]:
    return {(wave, value) for wave, _, value in use.figures}


def _features(one: Use, other: Use, scheme: Scheme) -> list[tuple[str, str]]:
    found = [("words", f"{one.wording.closeness(other.wording):.2f} in common")]
    mirrored = one.wording.mirrors(other.wording, one.groups, scheme)
    if mirrored or other.wording.mirrors(one.wording, other.groups, scheme):
        found.append(("mirror", "one group of itself, the other of that group"))
    return found
