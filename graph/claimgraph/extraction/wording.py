"""How close the wordings of two statements or two groups of one article are."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from claimgraph.extraction.respondents import are_persons

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

_FILLER = frozenset(
    _WORD.findall(
        "a an the of to and or that this these those it its they their them he she his her we our us you your"
        " who is are was were be been being am do does did has have had having will would so also as at in on"
        " for by with from now today currently next year years about all"
        " say says said saying report reports reported reporting"
    )
)

_ROLES = re.compile(
    r"\b(?:heads|chiefs|owners|members|viewers|readers|subscribers|players|gamers|teams|departments|pros"
    r"|specialists|decision[- ]makers|buyers|drivers|farmers|teens|kids|children|families|candidates|veterans"
    r"|evangelicals|catholics|protestants|immigrants|millennials|boomers|moms|dads|mothers|fathers)$",
    re.I,
)

_POLES = (
    (
        {"better", "improve", "up", "rise", "grow", "increase", "good", "positive"},
        {"worse", "worsen", "down", "fall", "shrink", "decrease", "decline", "bad", "negative"},
    ),
    (
        {"approve", "favorable", "favor", "favourable", "favour", "support", "agree", "like", "for"},
        {"disapprove", "unfavorable", "unfavourable", "oppose", "disagree", "dislike", "against"},
    ),
    (
        {"satisfied", "happy", "confident", "likely", "aware", "able"},
        {"unsatisfied", "dissatisfied", "unhappy", "unlikely", "unaware", "unable"},
    ),
    ({"more", "most", "higher", "always"}, {"less", "fewer", "least", "lower", "never", "rarely"}),
    (
        {"trust", "right", "safe", "true", "yes", "easy"},
        {"distrust", "wrong", "unsafe", "false", "no", "hard"},
    ),
    ({"existing", "current", "currently"}, {"emerging", "planned", "next"}),
    ({"agreement", "success"}, {"disagreement", "failure"}),
)

_DIVISION_WORDS = {
    "party": "democrat democratic republican independent liberal conservative moderate gop labour tory left"
    " right",
    "sex": "woman women man men female male girl boy mother father husband wife",
    "age": "millennial boomer senior generation teenager teen youth adolescent elderly",
    "origin": "white black hispanic latino latina asian bipoc minority african immigrant native",
    "schooling": "college graduate degree school university education educated",
    "income": "income wealthy rich poor earner household",
    "faith": "catholic protestant evangelical muslim jewish christian hindu religious atheist",
}

_DENIAL = frozenset(_WORD.findall("don't not no never neither nor without cannot none nobody nothing"))

_ANYBODY = frozenset(
    _WORD.findall(
        "respondent people person participant adult survey poll individual overall total everyone those us"
        " american user consumer customer company organization organisation org worker employee"
    )
)


def stem(word: str) -> str:
    """Strip the commonest endings of an English word: enough to compare two wordings of one question."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) > 4:
        for ending, keep in (
            ("ies", "y"),
            ("sses", "ss"),
            ("ing", ""),
            ("ied", "y"),
            ("ed", ""),
            ("es", ""),
            ("ly", ""),
            ("s", ""),
        ):
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
                word = word[: -len(ending)] + keep
                break
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words, those that carry no content left out."""
    return tuple(stem(w) for w in _WORD.findall(text) if w.lower() not in _FILLER)


def agreement(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the share of words that two wordings have in common (F1), 0 to 1."""
    if not a or not b:
        return 0.0
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))


def at_odds(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one wording says the contrary of the other: better and worse, a "not" on one side."""
    left, right = set(a), set(b)
    for plus, minus in _STEMMED_POLES:
        if left & plus and right & minus and not (left & minus or right & plus):
            return True
        if left & minus and right & plus and not (left & plus or right & minus):
            return True
    return bool(left & _DENIAL or _shortened(left)) != bool(right & _DENIAL or _shortened(right))


def same_group(a: str | None, b: str | None) -> bool:
    """Tell whether two labels of one article name the same respondents."""
    if a is None or b is None:
        return a is b
    left, right = set(words(a)), set(words(b))
    if left == right:
        return True
    return bool(left) and left <= _STEMMED_ANYBODY and right <= _STEMMED_ANYBODY


def names_anybody(label: str) -> bool:
    """Tell whether a label names the asked as a whole ("respondents", "U.S. adults") and no part of them."""
    found = set(words(label))
    return bool(found) and found <= _STEMMED_ANYBODY | _STEMMED_ASKED


def names_people(label: str) -> bool:
    """Tell whether a label names persons or organisations that can be asked."""
    head = re.split(r"\s(?:of|in|with|who|that|from|at|aged|under|over)\s", label.strip(), maxsplit=1)[0]
    return are_persons(head) or bool(_ROLES.search(head)) or names_anybody(label) or bool(_divisions(label))


def same_division(a: str, b: str) -> bool:
    """Tell whether two groups may be parts of one whole: not, if one is told by sex and the other by age."""
    left, right = _divisions(a), _divisions(b)
    return not left or not right or bool(left & right)


@lru_cache(maxsize=4096)
def _divisions(label: str) -> frozenset[str]:
    found = {name for name, members in _DIVISIONS.items() if not members.isdisjoint(words(label))}
    if re.search(r"\b\d\d\b|\b(?:age|old|young|over|under)", label, re.I):
        found.add("age")
    return frozenset(found)


def _shortened(stems: set[str]) -> bool:
    return any(word.endswith("n't") for word in stems)


_STEMMED_POLES = tuple(({stem(w) for w in plus}, {stem(w) for w in minus}) for plus, minus in _POLES)
_STEMMED_ASKED = frozenset(
    stem(w)
    for w in _WORD.findall("those surveyed polled asked questioned interviewed voters likely registered u s")
)
_STEMMED_ANYBODY = frozenset(stem(w) for w in _ANYBODY)
_DIVISIONS = {name: {stem(w) for w in members.split()} for name, members in _DIVISION_WORDS.items()}
