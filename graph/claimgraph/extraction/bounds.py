"""Read how exactly a number is told: "nearly", "more than", "up to", "or more"."""

from __future__ import annotations

import re

from claimgraph.model import Bound

PHRASES = {
    Bound.ABOUT: """nearly|almost|about|around|roughly|approximately|approx\\.?|circa|ca\\.|some|barely|hardly
        |scarcely|virtually|practically|close\\sto|near|nearing|approaching|an?\\sestimated|estimated
        |or\\sso|in\\sthe\\s(?:region|neighbou?rhood|vicinity)\\sof|on\\sthe\\sorder\\sof|not\\squite
        |just\\sshy\\sof|shy\\sof|or\\sabout|somewhere\\s(?:around|near)|[~≈∼]""",
    Bound.AT_MOST: """up\\sto|as\\s(?:many|much|high|large)\\sas|at\\s(?:the\\s)?most|no\\smore\\sthan
        |not\\smore\\sthan|a\\smaximum\\sof|(?<!than\\s)a\\shigh\\sof|≤""",
    Bound.AT_LEAST: """at\\sleast|no\\s(?:fewer|less)\\sthan|not\\sless\\sthan|a\\sminimum\\sof|upwards?\\sof
        |as\\s(?:few|little|low)\\sas|≥""",
    Bound.MORE_THAN: """(?:more|greater|higher|better|larger|bigger)\\sthan|over|above|north\\sof|beyond
        |in\\sexcess\\sof|exceed(?:s|ed|ing)?|top(?:s|ped|ping)|surpass(?:es|ed|ing)|>""",
    Bound.LESS_THAN: """(?:less|fewer|lower|smaller)\\sthan|under|below|south\\sof|short\\sof|<""",
}
NAMES = {bound: f"b{number}" for number, bound in enumerate(PHRASES)}
BEFORE = re.compile(
    r"(?:^|(?<=[\s(\[“\"'‘—–,:;/-]))(?:"
    + "|".join(f"(?P<{NAMES[bound]}>{phrases})" for bound, phrases in PHRASES.items())
    + r")\s*(?:(?:an?|the|only|just|exactly|another)\s+)?$",
    re.IGNORECASE | re.VERBOSE,
)
ADVERB = re.compile(
    r"(?:^|(?<=[\s(“\"—–,:-]))(?:just|only|well|slightly|a\s(?:little|bit)|far|way|even|still|much|somewhat"
    r"|fully|exactly|precisely|merely|roughly|probably|perhaps|maybe|likely)\s+$",
    re.IGNORECASE,
)
GOES_UP_TO = re.compile(
    r"\b(?:go(?:es|ing|ne)?|went|shot|shoots?|mov(?:e|es|ed|ing)|climb(?:s|ed|ing)?|is|are|was|were|been"
    r"|creep(?:s|ing)?"
    r"|crept|jump(?:s|ed)?|bump(?:s|ed)?|right|back|it|that)\s+$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?P<least>\s?\+(?![\w.])|\s?-?\s?plus\b|\s+or\s+(?:more|higher|greater|above|better|over)\b|\s+(?:and"
    r"|at)\s+"
    r"(?:up|least|above)\b)|(?P<most>\s+or\s+(?:less|fewer|lower|below|under)\b|\s+at\s+(?:the\s+)?most\b)"
    r"|(?P<about>\s+or\s+so\b|\s+or\s+thereabouts\b)",
    re.IGNORECASE,
)


def before(text: str) -> tuple[Bound, int]:
    """Return the bound that the end of a text gives to the number after it, and where its words start."""
    found = BEFORE.search(text)
    if found is None:
        return Bound.EXACT, len(text) - _adverbs(text)
    bound = next(bound for bound, name in NAMES.items() if found[name] is not None)
    start = found.start()
    if bound is Bound.AT_MOST and found[0].lower().startswith("up") and GOES_UP_TO.search(text[:start]):
        return Bound.EXACT, len(text)
    if bound is Bound.ABOUT:  # "up to about", "more than about"
        outer = BEFORE.search(text[:start])
        if outer is not None:
            bound = next(bound for bound, name in NAMES.items() if outer[name] is not None)
            start = outer.start()
    return bound, start - _adverbs(text[:start])


def _adverbs(text: str) -> int:
    """Return the length of the adverbs that a text ends with: at most three of them."""
    length = 0
    for _ in range(3):
        found = ADVERB.search(text[: len(text) - length])
        if found is None:
            break
        length = len(text) - found.start()
    return length


def after(text: str) -> Bound | None:
    """Return the bound that the beginning of a text gives to the number before it, if any."""
    found = AFTER.match(text)
    if found is None:
        return None
    return Bound.AT_LEAST if found["least"] else Bound.AT_MOST if found["most"] else Bound.ABOUT
