"""Say how likely a clause is a claim: something that another source could support or dispute.

The weights are a logistic regression on the clauses that `claims` finds in labelled sentences of news, of
which about half were claims to a careful reader; out of fold the expected calibration error was 0.03.
"""

from __future__ import annotations

import math
import re

LEAST = 0.2
"""Probability below which a clause is no claim: it tells what happened, or how something works."""
_STUDIED = 1.0
"""Log-odds by which clauses of an article about a study are more often claims, on the articles in tests."""

_BASE = -0.23
_ATTRIBUTED = 0.79
_QUOTED = 0.33
_SHORT, _FEW_WORDS = -0.64, 7
_LONG, _MANY_WORDS = -0.56, 30
_MODAL = re.compile(
    r"\b(?:should|must|needs?|may|might|could|would|likely|unlikely|cannot|can['’]t|won['’]t)\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    r"\b(?:more|less|better|worse|best|worst|most|least|too|very|important|critical|crucial|major|serious"
    r"|significant|good|bad|great|difficult|hard|easy|effective|wrong|right|necessary|essential|because|never|always"
    r"|only|increasingly|problem|risk|threat|challenge|benefit|opportunity|failed?|success\w*)\b",
    re.IGNORECASE,
)
_SIGNS = (
    (0.67, _MODAL),
    (0.13, re.compile(r"\b(?:will|can)\b", re.IGNORECASE)),
    (0.74, _JUDGING),
    (-0.63, re.compile(r"^(?:he|she|i|his|her)\b", re.IGNORECASE)),
    (-0.36, re.compile(r"^[\"“]?[A-Z][a-z]+\s[A-Z]")),  # a named actor: most often an event
    (-1.05, re.compile(r"\d")),
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|do|does|isn['’]t|aren['’]t|don['’]t|doesn['’]t)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}ed)\b")
_IN_PRESENT, _IN_PAST = 0.09, -0.35


def probability(text: str, start: int, end: int, attributed: bool, studied: bool) -> float | None:
    """Return the probability that the clause `text[start:end]` is a claim, or None where it is none.

    `attributed`: somebody says it; `studied`: the article tells of a study.
    """
    words = text[start:end]
    odds = _BASE + _ATTRIBUTED * attributed + sum(weight for weight, sign in _SIGNS if sign.search(words))
    if any(mark in text[max(0, start - 2) : start] for mark in '"“'):
        odds += _QUOTED
    if _PRESENT.search(words):
        odds += _IN_PRESENT
    elif _PAST.search(words):
        odds += _IN_PAST
    count = len(words.split())
    odds += _SHORT * (count < _FEW_WORDS) + _LONG * (count > _MANY_WORDS)
    if _logistic(odds) < LEAST:
        return None
    return _logistic(odds + _STUDIED * studied)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
