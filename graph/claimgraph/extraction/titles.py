"""Find the title of a study in quotation marks beside the noun: `the report, “Harbours in Transition”`."""

from __future__ import annotations

import re

from claimgraph.extraction.telling import STRONG, WEAK

Span = tuple[int, int]

REACH = 220
"""Characters around the noun in which its title may stand."""

_QUOTED = re.compile(r"(?P<open>[\"“‘'])(?P<title>[^\"“”\n]{3,150}?)[,.]?[\"”’'](?!\w)")
_TO_TITLE = re.compile(
    r"^(?:\sresults|\sfindings)?(?:\s(?:is|was|are))?,?\s?(?:(?:is\s|was\s|are\s)?(?:entitled|titled|called|dubbed|named|known\sas),?\s?)?$",
    re.I,
)
_ON_TITLE = re.compile(r"^\s(?:on|of|into|about)\s(?:[\w’'-]+\s){0,3}$")
_FROM_TITLE = re.compile(
    r"^,?\s?(?:\[\w+\]\s?)?(?:the\s|a\s|an\s|its\s|their\s)?(?:new\s|recent\s|annual\s|latest\s|online\s|joint\s)?$",
    re.I,
)
_ENTITLED = re.compile(r"\b(?:entitled|titled|called|dubbed|named),?\s$", re.IGNORECASE)
_OWNED = re.compile(r"(?:\b(?:its|the|their|new|an?)|['’]s)\s$", re.IGNORECASE)
_OPENING = re.compile(
    rf"(?P<title>(?:[A-Z][\w’'&-]*\s)(?:(?:of|the|and|in|on|at|for|&|[A-Z][\w’'&-]*)\s){{0,6}}(?:19|20)\d\d),?"
    r"\s(?:is|was)\s(?:an?|the|our|its|their)\s(?:[\w-]+\s){0,8}?"
    rf"(?:{STRONG}|{WEAK})\b"
)
_OTHER_WORK = re.compile(
    r"\b(?:articles?|books?|columns?|posts?|series|songs?|films?|essays?|op-ed|speech)\s(?:(?:en)?titled|called)?\s?$",
    re.I,
)


def beside(text: str, start: int, end: int, noun: re.Match[str]) -> Span | None:
    """Return where the title of the study that a noun names stands, if it is told beside it."""
    for quoted in _QUOTED.finditer(text, noun.end(), min(end, noun.end() + REACH)):
        gap = text[noun.end() : quoted.start()]
        called = _ENTITLED.search(gap) and quoted["title"][0].isupper()
        if not _is_title(quoted["title"]) and not called:
            break
        if _TO_TITLE.search(gap) or (_ON_TITLE.search(gap) and quoted["title"][0].isupper()):
            return _without_price(text, quoted.span("title"))
        break
    last = None
    for quoted in _QUOTED.finditer(text, max(start, noun.start() - REACH), noun.start()):
        last = quoted
    titled = last and (
        _is_title(last["title"]) or _OWNED.search(text, max(start, last.start() - 12), last.start())
    )
    if last and titled and last["title"][0].isupper() and _FROM_TITLE.search(text[last.end() : noun.start()]):
        lead = text[max(start, last.start() - 40) : last.start()]
        if not _OTHER_WORK.search(lead):
            return _without_price(text, last.span("title"))
    return None


def opening(text: str, start: int, end: int) -> Span | None:
    """Return the title with its year that opens a sentence about it: `Harbour Voices 2021 is a survey`."""
    titled = _OPENING.match(text, start, end)
    return titled.span("title") if titled else None


def _without_price(text: str, title: Span) -> Span:
    return title[0], title[0] + len(re.sub(r"\s?\([^()]*\)$", "", text[slice(*title)]))


def _is_title(words: str) -> bool:
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if len(w) > 3]
    return bool(long) and words[:1] not in " " and sum(w[0].isupper() for w in long) >= 0.6 * len(long)
