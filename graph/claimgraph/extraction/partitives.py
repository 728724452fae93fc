"""Read "58 percent of IT executives said": of whom a share is, where the words stand right behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction.pointing import Span

_OF = re.compile(
    r"\)?\s*(?:per\s?cent|percent|%)?\s*(?:of\s+)(?:(?:the|all|these|this|their|its|our|his|her|my|your|a|an)\s+)*"
    r"(?:(?:more than|fewer than|roughly|about|nearly|some|over|average|estimated|total|remaining)\s+)*"
    r"(?:\d[\d,.]*\s+(?:million\s+|billion\s+|thousand\s+)?)?(?:[\w’'-]+[’']s\s+)?",
    re.I,
)
_NOBODY = re.compile(
    r"(?:them|us|you|it|me|which|whom|whose|those|these|this|that|time|times|vote|votes|support|total|respondents’)\b",
    re.I,
)
_END = re.compile(
    r"[,;:()\[\]“”\"—–\n]|\s-+\s|[.!?](?:\s|$)|\d"
    r"|\b(?:sa(?:id|ys?|ying)|were|was|are|is|be|being|been|ha(?:ve|s|d|ving)|would|will|could|can|may|might|should"
    r"|must|do|does|did|believe[sd]?|think|thought|feel|felt|support(?:s|ed|ing)?|oppose[sd]?|agree[sd]?|approve[sd]?"
    r"|disapprove[sd]?|favou?r(?:s|ed|ing)?|want(?:s|ed)?|report(?:s|ed)?|view(?:s|ed)?|consider(?:s|ed)?|see|saw"
    r"|told|trust(?:s|ed)?|rate[sd]?|expect(?:s|ed)?|cite[sd]?|know|knew|prefer(?:s|red)?|rank(?:s|ed)?|back(?:s|ed)"
    r"|plan(?:s|ned)?|now|still|also|currently|overall|already|either|never|don[’']t|didn[’']t|compared|versus|vs"
    r"|while|whereas|but|when|if|because|according|and|or|than|as|agreeing|claim(?:s|ed|ing)?|admit(?:s|ted)?"
    r"|state[sd]?|describe[sd]?|indicate[sd]?|note[sd]?|hold|held|lack(?:s|ed)?|own(?:s|ed)?|use[sd]?)\b",
    re.I,
)
_VAGUE = re.compile(
    r"(?:half|thirds?|quarters?|fourths?|fifths?|tenths?|in \w+|out of \w+|majority|minority|most)\s*\($",
    re.I,
)
LONGEST = 60
"""Characters of a phrase that this rule dares to take for a group."""


def whole_of(text: str, number: Span, end: int, statement: Sequence[Span]) -> Span | None:
    """Return the phrase behind "of", None where nobody is named there; `end`: of the sentence."""
    behind = text[number[1] : end]
    of = (
        _OF.match(behind)
        if not text[: number[1]].endswith(" of")
        else re.match(r"\s*(?:the|all)?\s*", behind)
    )
    if of is None or (behind.startswith(")") and not _VAGUE.search(text[: number[0]][-40:])):
        return None
    if not behind[of.end() :].strip() or _NOBODY.match(behind[of.end() :]):
        return None
    start = number[1] + of.end()
    stop = _END.search(text[start:end])
    last = start + stop.start() if stop else end
    last = min([last, *(first for first, _ in statement if first > start)])
    while last > start and text[last - 1].isspace():
        last -= 1
    if not 2 < last - start <= LONGEST:
        return None
    return start, last
