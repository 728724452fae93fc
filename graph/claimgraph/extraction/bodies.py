"""Find the bodies that ask, publish, find, or speak for a study: `Acme surveyed nurses`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimgraph.extraction import makers, organisations
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.telling import LONGEST, NOUN, STRONG, WEAK, Span, StudyMention

_LINKED = r"(?:\]\([^()\s]*\))?"
_ASKS = re.compile(
    rf"{_LINKED}(?:\s?\([^()]{{1,40}}\))?(?:\s?,\s[^;.]{{2,110}}?,)?,?(?:\s(?:also|recently|has|have|had|which|who|that|pollsters|researchers|first|then))*"
    r"\s(?:(?P<sure>surveyed|polled|queried|canvass?ed|quizzed|surveys|polls)|(?P<sized>interviewed|questioned|sampled|asked|followed|tracked|monitored|enroll?ed|recruited|heard\sfrom|spoke\s(?:with|to)|talked\sto))\s(?!by\b)"
)
_ISSUES = re.compile(
    rf"{_LINKED}(?:\s?\([^()]{{1,40}}\))?(?:\s?,\s[^;.]{{2,110}}?)?,?(?:\s(?:also|recently|has|have|had|which|that|who|just|today|yesterday|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri)day|this\s(?:week|month)))*"
    r"\s(?:conducted|commissioned|sponsored|released|publish(?:ed|es)|releases|unveiled|issued|carried\sout|fielded|did|led|ran|undertook|is\shappy\sto\sannounce|announced|produced)"
    rf"\s(?:[\w’'-]+(?:,(?=\s(?:its|their)\s))?\s){{0,8}}?(?P<noun>{STRONG}|{WEAK})\b",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\s(?:(?:researchers|pollsters|analysts)\b|(?:also\s|has\s|have\s)?(?:found|finds|find|estimates?|estimated|reports?|reported)\b)"
)
_ACCORDING = re.compile(
    r"\b(?:according\sto|data\sfrom|figures\sfrom|statistics\sfrom|per)\s(?:the\s|an?\s)?(?:[a-z][\w-]*\s){0,6}$",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\s(?:also\s|has\s|have\s)?(?:monitored|followed|tracked|studied|analy[sz]ed|examined|tested|recorded|asked|compared|looked)\b"
)
_RETELLS = re.compile(r"\s(?:also\s|has\s|have\s)?(?:reports?|reported)\b")
_HIRES = re.compile(
    r",?(?:\s(?:which|who|that|has|have|had|also|recently))*\s(?:hired|commissioned|engaged|asked|paid|contracted|enlisted"
    r"|tasked)\s(?:the\s)?(?:[a-z][\w-]*\s){0,4}$"
)
_TO_ASK = re.compile(
    r"\sto\s(?:survey|poll|interview|question|quiz|canvass?|(?:conduct|carry\sout|run|do|undertake)\s(?:the|an?|its)\b)"
)
_GENITIVE = re.compile(
    r"['’‘`]s?\s(?:(?:19|20)\d\d\s)?(?:(?:annual|latest|new|recent|quarterly|monthly|weekly|yearly|regular|own|first|second|third"
    r"|fourth|fifth|sixth|\w+th)\s){0,3}"
)
_TEAM = re.compile(
    r"\b(?:[Rr]esearchers|[Ss]cientists|[Pp]sychologists|[Ee]conomists|[Ss]ociologists|[Aa]cademics|[Tt]eam|[Ii]nvestigators|[Aa]nalysts)"
    r"\s(?:at|from|of|with)\s(?:the\s)?$"
)
_AUTHOR = re.compile(
    r"\b(?:(?:lead|senior|study|first|corresponding|principal|chief)\s(?:co-?)?(?:author|researcher|investigator|scientist|analyst)"
    r"|co-?author|author\s(?:of|on)\sthe\s(?:study|report|paper|research)|who\sled\sthe\s(?:study|research|work|trial|survey))\b",
    re.IGNORECASE,
)
_REPORTS_BACK = re.compile(
    r",?\s(?:told|presented|walked|briefed|gave|showed|said|reported|announced)\b"
    r"[^.]{0,60}?\b(?:results|findings|survey|poll)\b"
)
_POLL_ENDS = re.compile(r"(?<=[a-z])\sPolls?$")  # `the Osier College Poll`
_OF_BODY = re.compile(r"\s(?:of|at|from|with|for)\s(?:the\s)?$")
_STATISTICS = re.compile(
    r"(?:['’]s)?\s(?:[a-z]+\s)?(?:statistics|figures|data|records)\s(?:show|suggest|put|indicate|reveal)"
)
CREDIT_REACH = 130
"""Characters after `lead author` within which the author's institute is named."""


def mentions(
    text: str, start: int, end: int, runs: Sequence[Span], index: int, sized: bool
) -> Iterator[StudyMention]:
    """Find bodies that ask, publish or find: `Acme surveyed nurses`, `Acme, which commissioned the poll`."""
    for k, run in enumerate(runs):
        if any(run[0] < other[1] and other[0] < run[0] for other in runs[:k]):
            continue
        asks = _ASKS.match(text, run[1], min(end, run[1] + 190))
        issues = _ISSUES.match(text, run[1], min(end, run[1] + 240))
        together = makers.back_joined(text, runs, k)
        names = tuple(
            _POLL_ENDS.sub("", text[a:b]) for maker in together for a, b in organisations.split(text, maker)
        )
        hired = k + 1 < len(runs) and _hired(text, run, runs[k + 1])
        if hired:
            both = (*names, text[slice(*runs[k + 1])])
            yield StudyMention(together[0][0], runs[k + 1][1], index, both)
        elif asks and (asks["sure"] or sized):
            owner = runs[k - 1] if k else run
            if k and owns(text, owner[1], run[0]):
                titled = " " in text[slice(*run)]  # else a body: `the Rowers' Union`
                names = (text[slice(*owner)],) if titled else (text[owner[0] : run[1]],)
                title = text[slice(*run)] if titled else None
                yield StudyMention(owner[0], asks.end() - 1, index, names, title)
            else:
                yield StudyMention(together[0][0], asks.end() - 1, index, names)
        elif issues:
            definite = (
                re.search(r"\b(?:the|this)\s(?:[\w’'-]+\s){0,4}$", text[run[1] : issues.start("noun")])
                is not None
            )
            span = (together[0][0], issues.end())
            yield StudyMention(*span, index, names, definite=definite, made_by=definite)
        else:
            yield from _finders(text, start, end, (run, together), index, names, sized)


def _finders(
    text: str,
    start: int,
    end: int,
    found: tuple[Span, Sequence[Span]],
    index: int,
    names: tuple[str, ...],
    sized: bool,
) -> Iterator[StudyMention]:
    """Find `Acme found that`, `according to Acme` and `a team from Acme`: alone they are no study yet."""
    run, together = found
    finds = _FINDS.match(text, run[1], end)
    works = _WORKS.match(text, run[1], end)
    if _TEAM.search(text[max(start, run[0] - 60) : run[0]]) and (sized or NOUN.search(text, start, end)):
        yield StudyMention(together[0][0], together[-1][1], index, names, credited=not (finds or works))
    elif finds or _ACCORDING.search(text[max(0, run[0] - 80) : run[0]]):
        retold = _RETELLS.match(text, run[1], end) is not None
        yield StudyMention(together[0][0], run[1], index, names, hint=True, retold=retold)


def owns(text: str, start: int, end: int) -> bool:
    """Tell whether the words between two names make the first one own the second: `Acme's latest `."""
    return _GENITIVE.fullmatch(text, start, end) is not None


def _hired(text: str, run: Span, firm: Span) -> bool:
    return bool(_HIRES.fullmatch(text, run[1], firm[0]) and _TO_ASK.match(text, firm[1]))


def spokespeople(text: str, start: int, end: int, runs: Sequence[Span], index: int) -> Iterator[StudyMention]:
    """Find who speaks for a study: `lead author Ann Lee of Acme`, `Ann Lee of Acme told them the results`."""
    for run in runs:
        body = _affiliation(text, run)
        if body and _REPORTS_BACK.match(text, run[1], end):
            yield StudyMention(*body, index, (text[slice(*body)],), credited=True)
    author = _AUTHOR.search(text, start, end)
    if author is None:
        return
    for run in runs:
        if author.end() <= run[0] <= author.end() + CREDIT_REACH:
            body = _affiliation(text, run) or (run if _OF_BODY.search(text, author.end(), run[0]) else None)
            if body:
                yield StudyMention(*body, index, (text[slice(*body)],), credited=True)
                return


def _affiliation(text: str, run: Span) -> Span | None:
    """Return the body in `Ann Lee of Acme`."""
    parts = list(organisations.split(text, run))
    return parts[0] if parts and parts[0][0] > run[0] and parts[0][1] == run[1] else None


def sources(text: str, sentence: Sentence) -> list[Span]:
    """Return the bodies that a sentence names as its source without speaking of a study."""
    runs = organisations.runs(text, sentence.start, min(sentence.end, sentence.start + LONGEST))
    return [
        run
        for run in runs
        if _ACCORDING.search(text[max(sentence.start, run[0] - 80) : run[0]])
        or _STATISTICS.match(text, run[1], sentence.end)
    ]
