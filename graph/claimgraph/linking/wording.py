"""A statement's words become what decides whether two ask one question: content, polarity, time, object."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from claimgraph.linking.groups import Scheme
from claimgraph.linking.language import (
    AMOUNT,
    COUNT,
    DEGREE,
    DENIAL,
    LESS,
    MONTHS,
    OPPOSITE,
    OWN,
    POLE,
    REPORT,
    STOP,
    SYNONYMS,
    WISH,
)
from claimgraph.linking.words import singular, stem, tokens

_SPAN = re.compile(
    r"\b(?:(?:over|in|during|within|for|of)\s+)?(?:the\s+|this\s+)?"
    r"(?P<way>past|last|previous|prior|next|coming|following)\s+(?:(?P<n>[a-z]+|\d+)\s+(?:of\s+)?)?"
    r"(?P<unit>year|month|quarter|decade)s?\b"
    r"|\b(?P<n2>[a-z]+|\d+)\s+(?P<unit2>year|month|quarter|decade)s?"
    r"\s+(?P<way2>ago|from now|earlier|ahead)\b"
    r"|\b(?:in|over|within|for)\s+(?:the\s+)?(?P<n3>\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"\s+(?P<unit3>year|month|quarter|decade)s?\b",
    re.I,
)
_SPAN_UNIT = re.compile(r"year|month|quarter|decade", re.I)  # in every span; most statements have none
_AHEAD = re.compile(r"\b(?:will|plans?|expects?|intends?|going to)\b", re.I)
_SINCE = re.compile(
    r"\b(?P<word>since|from|before|after|until|by)\s+(?:the\s+)?(?P<year>(?:19|20)\d\d)s?\b", re.I
)
_PASSIVE = re.compile(r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+\s+){0,2}\w+(?:ed|en|wn|ne)\s+by\b", re.I)
_PRONOUN = re.compile(r"\b[Ii]ts?\b")  # in small letters: never the department "IT"


@dataclass(frozen=True)
class Wording:
    """Hold what of a statement decides which question it answers."""

    content: frozenset[str]  # stems; report verbs, time and the names of groups left out
    poles: frozenset[tuple[int, int]]  # axis and sign
    denied: bool  # an odd number of "not" beside those that turn a pole
    degrees: frozenset[str]  # "strong", "weak", "top"; empty where both ends or none are named
    frame: frozenset[tuple[str, int]]  # direction in time and months, or "since" and a year
    numbers: frozenset[str]  # thresholds: "£50,000"
    wishes: frozenset[str]
    actor: str | None  # concept of who acts, "own" for the respondents themselves
    names: frozenset[str]  # concepts named

    def closeness(self, other: Wording) -> float:
        """Return the share of content words in common (F1), 0 to 1."""
        if not self.content or not other.content:
            return 0.0
        return 2 * len(self.content & other.content) / (len(self.content) + len(other.content))

    def at_odds(self, other: Wording, scheme: Scheme, near: bool = False) -> str | None:
        """Name what forbids that two wordings ask one question, or return None.

        `near`: the article itself sets the two side by side, so that time and thresholds, which the second of
        them often leaves out or says otherwise, do not count.
        """
        if self.denied != other.denied:
            return "negation"
        for axis in {axis for axis, _ in self.poles} & {axis for axis, _ in other.poles}:
            if {s for a, s in self.poles if a == axis}.isdisjoint({s for a, s in other.poles if a == axis}):
                return "polarity"
        if _turns(self.content, other.content) or _turns(other.content, self.content):
            return "polarity"
        if self.degrees != other.degrees:
            return "part and whole"
        if self._acts_otherwise(other, scheme):
            return "who acts"
        if near:
            return None
        if self.wishes != other.wishes:
            return "wish and fact"
        if self.frame and other.frame and self.frame != other.frame:
            return "time frame"
        if self.numbers != other.numbers:
            return "thresholds"
        return None

    def _acts_otherwise(self, other: Wording, scheme: Scheme) -> bool:
        if self.actor is None or other.actor is None or "own" in (self.actor, other.actor):
            return False
        return not (scheme.related(self.actor, other.actor) or scheme.one_side(self.actor, other.actor))

    def mirrors(self, other: Wording, own: Iterable[str], scheme: Scheme) -> bool:
        """Tell whether this one says of the respondents themselves what the other says of them.

        `own`: the concepts of this wording's respondents.
        """
        if self.actor != "own" or other.actor in (None, "own"):
            return False
        return any(
            scheme.related(concept, other.actor or "") or scheme.one_side(concept, other.actor or "")
            for concept in own
        )


def _turns(content: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether a word of one content stands in the other behind a prefix that turns it."""
    return any(
        word.startswith(prefix) and word[len(prefix) :] in other
        for word in content
        if word.startswith(OPPOSITE)
        for prefix in OPPOSITE
    )


def read(statement: str, scheme: Scheme) -> Wording:
    """Read a statement's words; those that name a concept of the scheme are told apart from the content."""
    known = scheme.readings.get(statement)
    if known is None:
        known = scheme.readings[statement] = _read(statement, scheme)
    return known


def _read(statement: str, scheme: Scheme) -> Wording:
    text = " ".join(_PRONOUN.sub(" ", statement.replace("…", " ")).split())
    frame, text = _frame(text)
    words = tokens(text)
    named = scheme.mentions([singular(word) for word in words])
    inside = {place for start, end, _ in named for place in range(start, end)}
    poles, turned = _read_poles(words)
    denials = [place for place, word in enumerate(words) if word in DENIAL and place not in turned]
    degrees = {DEGREE[word] for word in words if word in DEGREE}
    content = {
        _content(word, place, words)
        for place, word in enumerate(words)
        if place not in inside and word[0].isalpha() and not _is_empty(word)
    }
    return Wording(
        content=frozenset(content),
        poles=poles,
        denied=len(denials) % 2 == 1,
        degrees=frozenset() if {"strong", "weak"} <= degrees else frozenset(degrees),
        frame=frame,
        numbers=frozenset(w for w in words if not w[0].isalpha() and not re.fullmatch(r"(?:19|20)\d\d", w)),
        wishes=frozenset(WISH[word] for word in words if word in WISH),
        actor=_actor(text, words, named),
        names=frozenset(concept for _, _, concept in named),
    )


def _content(word: str, place: int, words: list[str]) -> str:
    """Return what a word adds to the content: words of one pole add the same ("unsatisfied", "not happy")."""
    if stem(word) not in POLE:
        return SYNONYMS.get(stem(word), stem(word))
    axis, sign = POLE[stem(word)]
    sign = -sign if _denial_before(place, words) is not None else sign
    return f"{axis}{'+' if sign * _lessened(place, words) > 0 else '-'}"


def _lessened(place: int, words: list[str]) -> int:
    """Return -1 where "less" stands just before: "less safe" is the end of the scale that "unsafe" is at."""
    return -1 if place and words[place - 1] in LESS else 1


def _denial_before(place: int, words: list[str]) -> int | None:
    """Return the place of the "not" within two words before, or None."""
    return next((p for p in range(place - 1, max(place - 3, -1), -1) if words[p] in DENIAL), None)


@lru_cache(maxsize=65536)
def _is_empty(word: str) -> bool:
    return any(word in words for words in (STOP, DENIAL, DEGREE, WISH, AMOUNT)) or stem(word) in REPORT


def _frame(text: str) -> tuple[frozenset[tuple[str, int]], str]:
    """Return the times that a statement is about, and the statement without them."""
    found: set[tuple[str, int]] = set()
    timed = _SPAN_UNIT.search(text) is not None
    for match in _SPAN.finditer(text) if timed else ():
        way = (match["way"] or match["way2"] or "").lower()
        ahead = way in ("next", "coming", "following", "from now", "ahead")
        ahead = ahead or (not way and bool(_AHEAD.search(text)))
        count = (match["n"] or match["n2"] or match["n3"] or "one").lower()
        number = int(count) if count.isdigit() else COUNT.get(count, 1)
        unit = (match["unit"] or match["unit2"] or match["unit3"]).lower()
        found.add(("next" if ahead else "past", number * MONTHS[unit]))
    rest = _SPAN.sub(" ", text) if timed else text
    if "19" not in rest and "20" not in rest:
        return frozenset(found), rest
    for match in _SINCE.finditer(rest):
        found.add(("since" if match["word"].lower() in ("since", "from") else match["word"].lower(),
                   int(match["year"])))  # fmt: skip
    return frozenset(found), _SINCE.sub(" ", rest)


def _read_poles(words: list[str]) -> tuple[frozenset[tuple[int, int]], set[int]]:
    """Return the axes and signs that words stand for, a "not" just before turning them, and its places."""
    poles: set[tuple[int, int]] = set()
    turned: set[int] = set()
    for place, word in enumerate(words):
        if stem(word) not in POLE or (word in LESS and stem(" ".join(words[place + 1 : place + 2])) in POLE):
            continue
        axis, sign = POLE[stem(word)]
        sign *= _lessened(place, words)
        denial = _denial_before(place, words)
        if denial is not None:
            turned.add(denial)
            sign = -sign
        poles.add((axis, sign))
    return frozenset(poles), turned


def _actor(text: str, words: list[str], named: list[tuple[int, int, str]]) -> str | None:
    """Return who acts in a statement: who stands after "by" in a passive, else who is named first."""
    passive = _PASSIVE.search(text)
    if passive:
        after = len(tokens(text[: passive.end()]))
        return next((concept for start, _, concept in named if after <= start <= after + 2), None)
    for place, word in enumerate(words):
        if word in OWN:
            return "own" if word in ("they", "we", "i") else None
        for start, _, concept in named:
            if start == place:
                return concept if _acts(words, place) else None
        if not _is_empty(word):
            return None
    return None


def _acts(words: list[str], place: int) -> bool:
    """Tell whether a named group is a subject: nothing before it but a report verb, "that" or an article."""
    return all(
        stem(word) in REPORT or word in ("that", "the", "a", "an", "their", "our") for word in words[:place]
    )
