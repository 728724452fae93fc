"""Tell the figures that come from no study although their article has one: records, bills, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction import bodies, organisations
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.telling import Span

_ABOUT = re.compile(r"\W*About\s(?:the\s)?[A-Z][\w&.’' -]{1,60}[:.]?\W*$")
_ABOUT_ENDS = re.compile(
    r"\W*(?:(?:Media|Press)\s)?(?:Contacts?|Enquiries|Inquiries)\b|\W*#\s?#|\W*Notes?\sto\s|\W*Methodology",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"(?:Founded|Headquartered|Established|Launched|Based)\s(?:in|by)\s[^.]{2,80},\s[^.]{0,60}?\b(?:is|has|serves|employs|operates)\b"
)
_PROVIDER = re.compile(
    r"\b(?:provider|supplier|maker|manufacturer|operator|platform|network|leader|association|organi[sz]ation|community)\b"
    r"[^.;]{0,90}?\s(?:to|for|with|of|serving|representing|by|across|trusted\sby|used\sby)\s(?:[a-z]+\s){0,3}$"
)
_ONE_WITH_NAME = re.compile(r"[A-Z][\w&.’'-]*,\s(?:an?|the|one\sof)\s")
_RECORDS = re.compile(
    r"\b(?:(?:said|says|told\s[\w.’' ]{2,40}|added|noted|reported)\s(?:that\s)?|^\W*)"
    r"(?P<what>[^,;.“”\"]{3,90}?)\s(?:ha[sd]\s|have\s)?(?:also\s)?(?P<moved>rose|risen|fell|fallen|grew|grown|dropped|declined|climbed"
    r"|jumped|soared|doubled|increased|decreased|shrunk|shrank|were\s(?:up|down)|was\s(?:up|down))\b",
    re.MULTILINE,
)
_EVENTS = re.compile(
    r"\b(?:number\sof\s(?!people\s(?:who|saying)|respondents|those|adults|voters)|calls?|burglar(?:y|ies)|thefts?|crimes?|arrests?|complaints?"
    r"|sales|shipments|revenues?|profits?|turnover|shares|prices|bills|rents|wages|fares|applications|visits|deaths|admissions"
    r"|accidents|incidents|imports|exports|orders|bookings|subscriptions|downloads)\b",
    re.IGNORECASE,
)
_OVER_A_YEAR = re.compile(
    r"\b(?:last\syear|in\sa\syear|over\sthe\s(?:past|last)\s\w+|a\syear\s(?:earlier|ago|before)|this\syear|since\s(?:19|20)\d\d"
    r"|on\sthe\syear|year[\s-]on[\s-]year|compared\swith\slast)\b",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:bills?|rents?|prices?|wages?|fees?|fares?|rates?|pensions?|allowances?|loans?|mortgages?)\b[^.;]{0,40}?"
    r"\s(?:now|currently)\s(?:stands?\sat|costs?|averages?|is|are)\b|\bminimum\swage\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:respondents?|surveyed|polled|survey|poll|study|participants|those\swho|percent\sof|per\scent\sof|%\sof)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\baccording\sto\s(?!the\b|our\b|its\b)(?:[a-z]+\s){0,3}(?:officials|authorities|police|government|ministers|estimates"
    r"|statistics|figures|records|ministry)\b"
    r"|\b(?:official|government|federal|state|police|census|court|company|hospital)\s(?:figures|statistics|data|numbers|records"
    r"|estimates)\s(?:show|suggest|put|indicate|say)",
    re.IGNORECASE,
)


_AUTHORITY = re.compile(
    r"(?:Meanwhile,\s)?(?:The\s)?(?:[A-Z][\w.]*\s){0,3}(?:Department|Bureau|Ministry|Office|Treasury|Census\sBureau|Police|Agency)\b"
    r"[^,.;]{0,40}?\s(?:said|says|counts|counted|estimates|estimated|put|reported|recorded)\b"
)
_OPERATES = re.compile(
    r"[A-Z][\w&. ’'-]{2,50}\s(?:has|employs|operates|serves|runs|owns|manages|sells)\s"
    r"(?:(?:more\sthan|about|some|over|nearly)\s)?[\d,]+\s(?!percent|per\scent|points?|percentage)[a-z]"
)


def sections(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the indices of the sentences in which a body describes itself: `About Acme`, `Founded in`."""
    found: set[int] = set()
    about = False
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : min(sentence.end, sentence.start + 400)]
        if _ABOUT.match(words):
            about = True
        elif about and (_ABOUT_ENDS.match(words) or sentence.role == "heading"):
            about = False
        if about or _FOUNDED.match(words) or _OPERATES.match(words):
            found.add(index)
    return frozenset(found)


def names_another(text: str, sentence: Sentence, names: Sequence[str]) -> bool:
    """Tell whether a sentence names a source that is none of the studies, or tells of official records."""
    for start, end in bodies.sources(text, sentence):
        name = text[start:end]
        if organisations.is_body(name) and not any(organisations.same(name, known) for known in names):
            return True
    words = text[sentence.start : min(sentence.end, sentence.start + 1000)]
    if _OFFICIAL.search(words) or _of_authority(words, names):
        return True
    if _ANSWERS.search(words):
        return False
    records = _RECORDS.search(words)
    return (
        records is not None
        and _EVENTS.search(records["what"]) is not None
        and _OVER_A_YEAR.search(words) is not None
    ) or _STANDS.search(words) is not None


def _of_authority(words: str, names: Sequence[str]) -> bool:
    authority = _AUTHORITY.match(words)
    return authority is not None and not any(
        organisations.key_words(name) & organisations.key_words(authority[0]) for name in names
    )


def describes_a_body(text: str, sentence: Sentence, span: Span) -> bool:
    """Tell whether a number stands in words that present a body: `a provider of oars to 30,000 clubs`."""
    before = text[max(sentence.start, span[0] - 200) : span[0]]
    named = _ONE_WITH_NAME.search(before)
    return named is not None and _PROVIDER.search(before, named.start()) is not None
