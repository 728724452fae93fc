"""Say whether a change goes down."""

from __future__ import annotations

import re

from claimgraph.extraction.candidates import Candidate
from claimgraph.extraction.sentences import Sentence

_DOWN = (
    r"(?:down|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|drop(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?|lower(?:ed|ing)?"
    r"|less|fewer|reduc(?:e[sd]?|ing|tions?)|shr[aiu]nk(?:s|ing|en)?|los[te](?:s|ing)?|loss(?:es)?|slump(?:s|ed|ing)?"
    r"|tumbl(?:e[sd]?|ing)|plung(?:e[sd]?|ing)|plummet(?:s|ed|ing)?|slid(?:es?|ing)?|slip(?:s|ped|ping)?"
    r"|sank|sunk|sink(?:s|ing)?|cut(?:s|ting)?|dip(?:s|ped|ping)?|contract(?:s|ed|ing|ion)|below|shed|shaved"
    r"|weaken(?:s|ed|ing)?|crash(?:es|ed)?|off|behind|smaller|slower|worse|narrow(?:ed|ing)|halved?|eased)"
)
_UP = (
    r"(?:up|ris(?:e[sn]?|ing)|rose|grow(?:s|n|ing|th)?|grew|increas(?:e[sd]?|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|gain(?:s|ed|ing)?|higher|more|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?|rall(?:y|ied)|above|improv(?:e[sd]?|ing)"
    r"|expand(?:s|ed|ing)?|expansion|added|doubled|tripled|boost(?:s|ed)?|lead(?:s|ing)?|led|ahead|faster|larger)"
)
_WORDS = re.compile(rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b", re.I)
_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|while|whereas|compared|with)\b|\b(?:while|whereas|but)\b", re.I)
_BEHIND = re.compile(
    rf"\W{{0,3}}(?:(?:percentage\s)?points?\W)?(?:\s?(?:of|in|for|the|its|more|much)\s)?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b",
    re.I,
)
_DISTANCE = re.compile(
    r"(?:percentage\W)?(?:points?\W)?\s?(?:\w+\s)?(?:margins?|leads?|gaps?|differences?|advantages?|edges?|spreads?|divides?)\b",
    re.I,
)
FAR = 90
"""Characters before a number in which the word that gives its direction is sought."""


def falls(text: str, sentence: Sentence, candidate: Candidate) -> bool:
    """Tell whether the words nearest to a change say that something went down."""
    if _DISTANCE.match(text[candidate.end : candidate.end + 40].lstrip(" -–")):
        return False
    behind = _BEHIND.match(text[candidate.end : min(sentence.end, candidate.end + 40)])
    if behind and (behind["down"] or behind["up"]) and behind[0].strip().lower() not in ("off", "behind"):
        return behind["down"] is not None
    before = text[max(sentence.start, candidate.start - FAR) : candidate.start]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    for piece in (before[cuts[-1] :] if cuts else before, before):
        words = list(_WORDS.finditer(piece))
        if words:
            return words[-1]["down"] is not None
    after = list(_WORDS.finditer(text[candidate.end : min(sentence.end, candidate.end + 60)]))
    return bool(after) and after[0]["down"] is not None
