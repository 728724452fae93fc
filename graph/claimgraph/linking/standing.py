"""What a statement says of how two parties stand to each other or work together.

Many wordings mean nearly the same here: that a relationship became closer, that cooperation improved, that
respect has grown. They are near questions, never one: nothing is linked by this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from claimgraph.linking.language import DENIAL, LESS, POLE, SYNONYMS
from claimgraph.linking.wording import Wording
from claimgraph.linking.words import bag, stem, tokens

Frame = frozenset[tuple[str, int]]
"""Over which time: direction and months, or "since" and a year, as in Wording."""


class Sense(StrEnum):
    """What is said of a relationship; the value completes "whether their relationship …"."""

    BETTER = "has become better"
    WORSE = "has become worse"
    NEEDED = "is needed"
    GOOD = "is good as it is"
    SHORT = "falls short"


_RELATION = bag(
    "relationship relationships relations rapport ties collaboration collaborate collaborating collaborative"
    " collaboratively cooperation cooperate cooperating cooperative alignment align aligned aligning"
    " partnership partnerships coordination coordinate coordinated teamwork communication communicate"
    " communicating dialogue respect trust"
)
"""Words for how two parties stand to each other, or work with each other."""

_SENSES = {
    Sense.BETTER: bag(
        "better improve improves improved improving improvement improvements closer nearer warmer stronger"
        " deeper strengthen strengthens strengthened strengthening deepened grow grows grew grown growing"
        " increase increases increased increasing rise rises rose risen rising"
    ),
    Sense.WORSE: bag(
        "worse worsen worsens worsened worsening deteriorate deteriorates deteriorated deteriorating weaker"
        " weakened cooled apart decline declined declining decrease decreased fallen fell eroded"
    ),
    Sense.NEEDED: bag(
        "important importance critical essential vital crucial key necessary need needs needed imperative"
        " indispensable"
    ),
    Sense.GOOD: bag(
        "good excellent strong positive effective effectively close closely healthy right well smooth"
        " smoothly satisfied happy harmonious constructive"
    ),
    Sense.SHORT: bag(
        "poor poorly weak bad badly strained tense limited lack lacks lacking insufficient inadequate"
        " ineffective dysfunctional unsatisfactory dissatisfied unhappy difficult"
    ),
}
_SENSE = {word: sense for sense, words in _SENSES.items() for word in words}

_UNSURE = bag(
    "will would can could may might shall should must ought if whether unless until least enough too only"
)
"""Words that make of a state or a change something that is not so, not yet, or only in part."""

_SCENERY = frozenset(
    stem(word)
    for word in bag(
        "mutual level degree amount quality state overall general generally getting remain remains stay stays"
        " since compared exist exists two side sides party parties group groups department company work"
        " working together along term terms between within towards toward"
    )
)
"""Stems of words that say nothing of what the two do with each other."""

_TOGETHER = re.compile(
    r"\bwork(?:s|ing|ed)?\s+(?:\w+\s+){0,2}?(?:together|with)\b|\bget(?:s|ting)?\s+(?:\w+\s+)?along\b", re.I
)
_EACH_OTHER = re.compile(
    r"\b(?:each other|one another|mutual|mutually|both|the two|(?:the )?other (?:side|party|team|department)"
    r"|the other)\b",
    re.I,
)
_OTHERWISE = re.compile(
    r"\bcritical of\b|\bright to\b|\bwith respect to\b|\bin \w+ respects\b"
    r"|\bgood (?:deal|amount|many|number)\b|\bbetter (?:at|suited|placed|able)\b"
    r"|\bthan (?!before\b|ever\b|it was\b|they were\b|in (?:19|20)\d\d|last\b|an? (?:year|decade)\b"
    r"|\w+ (?:years|months)\b)",
    re.I,
)
"""Words of relation or sense that mean something else, and "better than" others, which is no change."""

_PURPOSE = re.compile(
    r"\b(?:critical|essential|vital|crucial|key|important|necessary|needed|indispensable)\s+(?:to|for|in|when)\b",
    re.I,
)
_AS_WELL = re.compile(r"\bas well as\b", re.I)


@dataclass(frozen=True)
class Standing:
    """Hold what a statement says of how two parties stand to each other."""

    sense: Sense
    rest: frozenset[str]  # stems of all else that it says: with whom, in what
    names: frozenset[str]  # concepts named
    degrees: frozenset[str]  # as in Wording: "much closer" is a part of "closer"
    frame: Frame
    mutual: bool  # says in so many words that it is of the two and each other


def read_standing(statement: str, read: Callable[[str], Wording]) -> Standing | None:
    """Read in which sense a statement speaks of the relationship of two parties, or None.

    `read`: reads a wording by a scheme of groups. None as well where a denial, a wish, a condition, a
    threshold or a second sense makes it unclear.
    """
    text = _AS_WELL.sub(" and ", statement)
    if _OTHERWISE.search(text):
        return None
    purpose = _PURPOSE.search(text)
    if purpose and _speaks_of_relation(text[: purpose.start()]):
        text = text[: purpose.end()].rsplit(maxsplit=1)[0]  # what a thing is good for is no part of it
    words = tokens(text)
    if not _speaks_of_relation(text) or not _UNSURE.isdisjoint(words) or not LESS.isdisjoint(words):
        return None
    sense, wording = _sense(words), read(text)
    denied = any(word in DENIAL and _SENSE.get(word) is not Sense.SHORT for word in words)
    if sense is None or denied or wording.wishes or wording.numbers or ("next" in dict(wording.frame)):
        return None
    said = {form for word in words if word in _SENSE or word in _RELATION for form in _forms(word)}
    return Standing(
        sense=sense,
        rest=wording.content - said - _SCENERY,
        names=wording.names,
        degrees=wording.degrees - {"top"} if "good" in words else wording.degrees,  # "excellent or good"
        frame=wording.frame,
        mutual=_EACH_OTHER.search(text) is not None,
    )


def _speaks_of_relation(text: str) -> bool:
    return not _RELATION.isdisjoint(tokens(text)) or _TOGETHER.search(text) is not None


def _sense(words: list[str]) -> Sense | None:
    """Return the one sense of a statement's words, None where there is none or more than one.

    "More effective" has become better; a good relationship that is needed is needed.
    """
    found: set[Sense] = set()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "more":
            sense = _SENSE.get(following)
            if sense is Sense.NEEDED or (following not in _RELATION and sense is not Sense.GOOD):
                return None  # more needed than before, or more of something else
            found.add(Sense.BETTER)
        elif word in _SENSE:
            found.add(_SENSE[word])
    if Sense.NEEDED in found:
        return Sense.NEEDED if found <= {Sense.NEEDED, Sense.GOOD} else None
    if "more" in words:
        found -= {Sense.GOOD}
    return found.pop() if len(found) == 1 else None


def _forms(word: str) -> set[str]:
    """Return what a word adds to the content of a wording, at either end of its scale."""
    axis = POLE[stem(word)][0] if stem(word) in POLE else None
    return {SYNONYMS.get(stem(word), stem(word)), stem(word)} | (
        {f"{axis}+", f"{axis}-"} if axis is not None else set()
    )
