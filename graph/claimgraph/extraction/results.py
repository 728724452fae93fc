"""Say whose results a figure tells and of which period, where its own words are but `rose`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction import organisations
from claimgraph.extraction.finding import Finding
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence

JOINED = 0.9
"""Factor on the confidence of a figure that took words from around it."""
FEW = 3
"""Words of a statement that tell neither whose result it is nor when."""
HEAD = 12
"""Sentences at the head of an article in which the company that it is about is named."""

_RESULTS = re.compile(
    r"\b(?:sales|revenues?|turnover|profits?|earnings|income)(?:\s(?:at|of|in|from)\s.*)?$", re.IGNORECASE
)
_PERIOD = re.compile(
    r"\b(?:in|for|during|over)\s(?:the|its)\s(?:full[\s-]year|(?:[\w-]+\s){0,3}?(?:quarter|half|months|weeks|year)"
    r"(?:\s(?:to|ended|ending)\s(?:the\send\sof\s)?(?:\d{1,2}\s)?[A-Z]\w+(?:\s\d{1,2}(?!\d))?)?)",
    re.IGNORECASE,
)
_OF = re.compile(r"[A-Z][a-z]+\s(?:in|at|of|for)\s(?:the\s)?")
_LAST = re.compile(r"\b(?:from|against|than|with)\s(?:an?\s(?:[\w-]+\s){1,2}of\s)?$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\W*(?:an?\s|the\s)?year[\s-](?:earlier|before|ago)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:from|than|with|against|since)\b[^,;.]{0,30}$|\ba\syear\s(?:earlier|before)$")


def share(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Join company and period to the bare verbs of results: "Acme … rose … for the six months to June"."""
    company: Span | None = None
    period: Span | None = None
    settled: list[Finding] = []
    for finding in findings:
        sentence = sentences[finding.sentence]
        last = settled[-1] if settled else None
        if last is not None and sentences[last.sentence].paragraph != sentence.paragraph:
            period = None
        if not _tells_results(text, finding):
            settled.append(finding)
            continue
        company = _company(text, sentences, finding, company)
        period = _period(text, sentence) or period
        own = " ".join(text[a:b] for a, b in finding.statement)
        if len(own.split()) <= FEW and finding.statement:
            joined = [
                s for s in (company, period) if s and not _meets(s, (*finding.statement, *finding.group))
            ]
            if joined:
                statement = tuple(sorted([*finding.statement, *joined]))
                finding = finding.lowered(JOINED, statement=statement)
        settled.append(finding)
    return settled


def _tells_results(text: str, finding: Finding) -> bool:
    return any(_RESULTS.search(text[start:end]) for start, end in finding.group)


def _of_before(text: str, finding: Finding) -> bool:
    """Tell whether a figure is of an earlier period: `up from $151m a year earlier`."""
    before = text[max(0, finding.start - 30) : finding.start]
    return _LAST.search(before) is not None or _YEAR_BEFORE.match(text, finding.end) is not None


def _company(text: str, sentences: Sequence[Sentence], finding: Finding, known: Span | None) -> Span | None:
    """Return the body named last before a figure in its sentence, else the one known, else the first."""
    here = [
        run
        for run in _bodies(text, sentences[finding.sentence], finding.start)
        if not _meets(run, finding.group)
    ]
    if here:
        return here[-1]
    if known is not None:
        return known
    for before in sentences[: min(finding.sentence, HEAD)]:
        found = _bodies(text, before, before.end) if before.role == "prose" else []
        if found:
            return found[0]
    return None


def _bodies(text: str, sentence: Sentence, end: int) -> list[Span]:
    """Return the names in a sentence up to an offset: `Shares in` taken off, a first word alone left out."""
    found = []
    for start, stop in organisations.runs(text, sentence.start, end):
        head = _OF.match(text, start, stop)
        start = head.end() if head else start
        if start > sentence.start or " " in text[start:stop]:
            found.append((start, stop))
    return found


def _period(text: str, sentence: Sentence) -> Span | None:
    for match in _PERIOD.finditer(text, sentence.start, sentence.end):
        if not _BEFORE.search(text[max(sentence.start, match.start() - 40) : match.start()]):
            return match.span()
    return None


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
