"""Find the title of a study beside its noun, quoted or not: `the report, “Harbours in Transition”`."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_SMALL = r"(?:of|the|and|in|on|at|for|to|an?|&|with|from|by)"
_BARE = rf"[A-Z][\w’'-]*(?:\s{_SMALL}){{0,2}}(?:\s[A-Z][\w’'-]*(?:\s{_SMALL}){{0,2}}){{0,6}}\s[A-Z][\w’'-]*"
_SET_OFF = re.compile(rf",\s(?P<title>{_BARE}),\s(?=[a-z])")
_RELEASED = re.compile(
    rf"\b(?:released|published|unveiled|launched|issued|presented)\s(?:today\s|this\sweek\s)?(?P<title>{_BARE}),"
    r"\s(?:its|their|an?|the)\s(?:[a-z][\w-]*\s){0,4}$"
)
_SUBJECT = re.compile(r"(?:^|[.?!]\s|[\w.]['’]s\s)(?:(?:The|This|Its|Their|Our)\s)?(?:[a-z][\w-]*\s){0,3}$")
_WORDY = re.compile(r"(?:The|A|An)\s|.*\s(?:the|and|in|on|at|for|to|an?|with|from|by)\s")
_WHICH = re.compile(
    rf"(?:The\s|Its\s|Their\s)?(?P<title>(?:(?:19|20)\d\d\s)?{_BARE}(?:\s(?:19|20)\d\d)?),\swhich\s(?:the\s|an?\s)?"
    r"(?:[a-z][\w-]*\s){0,4}(?=[A-Z])"
)
_PUBLISHED = re.compile(
    r"\s(?:has\s|had\s)?(?:just\s)?(?:published|released|commissioned|conducted|compiled|issued|produced|unveiled)\b"
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


def set_off(text: str, start: int, end: int, noun: re.Match[str]) -> Span | None:
    """Return a title without quotation marks that commas set off: `The report, The Long Pull, puts`."""
    behind = _SET_OFF.match(text, noun.end(), min(end, noun.end() + REACH))
    subject = _SUBJECT.search(text, max(start, noun.start() - REACH), noun.start())
    if behind and (subject or _WORDY.match(behind["title"])):
        return behind.span("title")
    before = _RELEASED.search(text, max(start, noun.start() - REACH), noun.start())
    return before.span("title") if before else None


def published(text: str, start: int, end: int, runs: Sequence[Span]) -> tuple[Span, Span] | None:
    """Return title and maker of the work that opens a sentence: `The State of Oars, which Acme published`."""
    which = _WHICH.match(text, start, end)
    maker = next((run for run in runs if which and run[0] == which.end()), None)
    if which is None or maker is None or not _PUBLISHED.match(text, maker[1], end):
        return None
    return which.span("title"), maker


def opening(text: str, start: int, end: int) -> Span | None:
    """Return the title with its year that opens a sentence about it: `Harbour Voices 2021 is a survey`."""
    titled = _OPENING.match(text, start, end)
    return titled.span("title") if titled else None


def _without_price(text: str, title: Span) -> Span:
    return title[0], title[0] + len(re.sub(r"\s?\([^()]*\)$", "", text[slice(*title)]))


def _is_title(words: str) -> bool:
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if len(w) > 3]
    return bool(long) and words[:1] not in " " and sum(w[0].isupper() for w in long) >= 0.6 * len(long)
