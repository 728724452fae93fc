"""Read who made a study by the words around its noun: `by the A and B`, `conducted by C for D`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction import organisations
from claimgraph.extraction.telling import NOUN, Span, StudyMention

_MADE = (
    r"(?:conducted|commissioned|carried\sout|released|published|sponsored|produced|prepared|fielded|undertaken|run|led"
    r"|funded|compiled|taken|done|issued|authored|administered|performed|unveiled|overseen)"
)
_WITH = r"in\s(?:partnership|collaboration|conjunction|association|cooperation|concert)\swith|together\swith"
_MAKER = re.compile(
    rf"(?:^|\W)(?P<made>{_MADE}\b[^;:\"“”]{{0,90}}?\W)?(?P<prep>by|from|for|on\sbehalf\sof|{_WITH}|under\sthe\s(?:joint\s)?direction\sof)"
    r"\s(?:[Tt]he\s|an?\s|its\s|researchers\s(?:at|from)\s(?:the\s)?)?(?:(?:(?!the\b)[a-z][\w-]*|[A-Z]{2,3}|[A-Z][\w.-]*-(?:based|led|owned|funded|backed))\s){0,6}$"
)
_CLAUSE_END = re.compile(
    r"\b(?:found|finds|finding|said|says|showed|shows?|suggest\w*|reveal\w*|indicat\w+|that|who|will|is|are|were|has|have|because|compared)\b"
    r"|[;:\"“”]|\.\s"
)
_WAS_MADE = re.compile(rf"\b(?:was|were|is|been|being)\s(?=(?:\w+\s){{0,3}}{_MADE})")
_MADE_BY = re.compile(
    rf"(?:\b(?:was|were|is|been|being)\s(?:\w+\s){{0,3}}|,\s(?:which\swas\s)?(?:\w+\s)?){_MADE}\b"
)
_JOURNAL = re.compile(
    r"\b(?:published|appear(?:s|ed|ing)|printed|reported|described|detailed|presented|out)\b[^;:“”\"]{0,60}?\sin"
    r"\s(?:the\s)?(?:(?:[\w-]+\s){0,3}(?:journal|magazine|review)\s)?$",
    re.IGNORECASE,
)
_IN_JOURNALS = re.compile(r"(?:stud(?:y|ies)|research|paper|analysis|.*trials?)$", re.IGNORECASE)
_FOR_A_BODY = re.compile(
    r"\sfor\s(?:the\s(?:[\w-]+\s){0,2}?)?(?:(?:charity|newspaper|paper|magazine|broadcaster|union|company|firm|retailer"
    r"|insurer|bank|website|site|group|party|campaign|programme|program|station|trust|regulator)\s)?$"
)
_LEADS = re.compile(
    r"[^,;.]{3,90},\swho\s(?:(?:has|had|also|jointly)\s)*(?:co-)?(?:led|headed|directed|oversaw|ran)\b"
)
_PERSON = re.compile(r"(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms)\.?\s")
_WHO = re.compile(r"[^,;.]{3,90},\swho\b")
_ORDINAL = re.compile(
    r"(?:The|One|Another)\s(?:(?:first|second|third|fourth|other|latest|more\srecent|larger|smaller)\s)?(?:comes?|came|is|was)"
    r"\s(?:from|by)\s(?:(?:the|an?)\s)?(?:[a-z][\w-]*\s){0,4}$"
)
_AT_WORK = re.compile(
    r",\s(?:whose|where|which|who)\s(?:[a-z][\w-]*\s){0,4}?(?:tracked|followed|monitored|surveyed|polled|questioned|interviewed|asked"
    r"|studied|observed|compared|enroll?ed|recruited|tested|analy[sz]ed)\b"
)
_BESIDE = re.compile(
    r"(?:,|,?\sand|\s&)\s|[/-]|,?\sand\s(?:the\s)?(?:[a-z][\w-]*\s){0,2}"
    r"(?:firm|company|consultancy|agency|pollster|charity|union|institute|newspaper|magazine|bank|insurer|tank|group|association)\s"
)
_LINK = re.compile(r"\]\([^()\s]*\)|[\[\]]")


def was_made(gap: str) -> bool:
    """Tell whether the words between noun and maker say how the study came about: `was conducted by`."""
    return _MADE_BY.search(gap) is not None


def is_led(text: str, mention: StudyMention) -> bool:
    """Tell whether a mention names the person behind a study, no body: `Professor Lee, who led the study`."""
    if len(mention.organisations) != 1 or not text.startswith(mention.organisations[0], mention.start):
        return False
    if _LEADS.match(text, mention.start):
        return True
    titled = _PERSON.search(text, max(0, mention.start - 11), mention.start + 11)
    return titled is not None and _WHO.match(text, mention.start) is not None


def opening(text: str, start: int, end: int, runs: Sequence[Span]) -> Span | None:
    """Return who made the study that a sentence counts: `The first is by Acme, whose analysts asked`."""
    for run in runs:
        if _ORDINAL.fullmatch(text, start, run[0]) and _AT_WORK.match(text, run[1], end):
            return run
    return None


def plain(words: str) -> str:
    """Take the marks and addresses of Markdown links off: `a [new survey](https://…)`."""
    return _LINK.sub("", words) if "]" in words or "[" in words else words


def back_joined(text: str, runs: Sequence[Span], last: int) -> list[Span]:
    """Return the names joined to the one at index `last`: `A, B and C`."""
    first = last
    while first > 0 and _BESIDE.fullmatch(text, runs[first - 1][1], runs[first][0]):
        first -= 1
    if first < last and text[runs[last - 1][1] : runs[last][0]] == ", ":
        return [runs[last]]
    return list(runs[first : last + 1])


def after(text: str, noun: str, position: int, end: int, runs: Sequence[Span]) -> list[Span]:
    """Return who made the study by the words after the noun: `by the A and B`, `conducted by C for D`."""
    found: list[Span] = []
    scientific = _IN_JOURNALS.match(noun) is not None
    for k, run in enumerate(runs):
        if run[0] < position or run[0] >= end:
            continue
        if run[0] - position > 160:
            break
        gap = plain(text[position : run[0]])
        maker = _MAKER.search(gap)
        if scientific and maker is None and _JOURNAL.search(gap) and not _CLAUSE_END.search(gap):
            found.append(run)
            break
        if maker is None and gap in (" with ", " with the "):
            found += organisations.joined(text, runs, k)
            break
        if maker is None:
            if _CLAUSE_END.search(_WAS_MADE.sub("", gap)) or NOUN.search(gap):
                break
            continue
        lead = _WAS_MADE.sub("", gap[: maker.start()] + (maker["made"] or ""))
        if _CLAUSE_END.search(lead) or (NOUN.search(lead) and not maker["made"]):
            break
        prep = maker["prep"]
        if prep == "for" and not (maker["made"] or found or (maker.start() == 0 and _FOR_A_BODY.match(gap))):
            break
        if prep == "from" and not maker["made"] and maker.start() > 40:
            break
        together = organisations.joined(text, runs, k)
        found += together
        position = together[-1][1]
    return found
