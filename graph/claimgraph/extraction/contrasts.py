"""Read whom each of two figures is about where a sentence sets two groups against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.phrases import trim_group
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import names_people
from claimgraph.model import Kind

SETTLED = 0.9
"""Factor on the confidence of a figure whose group the construction settles against the binder."""

_PAIR = re.compile(
    r"\s*(?:percent|per\s?cent|%|points)?\s*"
    r"(?:,?\s*(?:compared (?:with|to)|versus|vs\.?|against|and|to|or)|[-–/])"
    r"\s*(?:just|only|about|nearly|roughly|around)?\s*",
    re.I,
)
_THAN = re.compile(
    r"\b(?:than|(?:times as|twice as|as) (?:likely|often) as)\s+"
    r"(?:(?:are|do|did|is|were|was|among|for|of|with|in|by)\s+)?(?P<whom>[^,;:()–—]{3,70}?)"
    r"(?=\s*[,;:()–—.]|\s+(?:to|do|did|are|were|is|was|would|have|had|say|said|who)\b)",
    re.I,
)
_LIKELY = re.compile(
    r"\s*(?:percent|per\s?cent|%)?\s*(?:times\s)?(?:as|more|less)\s(?:likely|apt|prone)\b", re.I
)
_AS_LIKELY = re.compile(r"\b(?:as|more|less)\s(?:likely|apt|prone)$", re.I)
_BEFORE_RIVAL = re.compile(
    r"[\s,]*\b(?:than|compared (?:with|to)|versus|vs\.?)\s+(?:(?:the|do|did|are|were|among|for|of)\s+)*$",
    re.I,
)
_SCORE = re.compile(r"\s*(?:percent|per\s?cent|%)?\s*(?:to|[-–—])\s*")
_LEADS = re.compile(
    r"\b(?:leads?|leading|led|over|beats?|beating|defeat(?:s|ing)?|ahead of|tops?|topping|edges?|edging"
    r"|bests?|besting|trouncing)\s+(?:\w+\s){0,3}?(?P<rival>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]*\w)*)"
)
FARTHEST_RIVAL = 40
"""Characters between a rival's name and the score."""

_SEVERAL = re.compile(r"^(?!half\b).*(?:s|men|people|public|those)\b", re.I)
_AMONG = re.compile(
    r"(?:\s*[-–]\s*\d[\d.]*)?\s*(?:percent|per\s?cent|%|percentage[\s-]points?|[\s-]?points?)?\s*"
    r"(?:margin|lead|approval|support)?\s*among\s+(?P<whom>[^,;:()–—.]{3,70}?)"
    r"(?=\s*[,;:()–—.]|\s+(?:and|but|while|to|in the|by|with|compared|who|say|said|are|were|have|has)\b)",
    re.I,
)
_SUBJECTS = re.compile(
    r"(?<!\w)(?!(?:found|finds|finding|showed|shows|said|says|that|the|both|between)\b)(?P<first>[\w’'-]+"
    r"(?:\s[\w’'-]+)?)\s+and\s+(?P<second>[\w’'-]+(?:\s[\w’'-]+){0,2}?)"
    r"(?=\s+(?:are|were|is|was|have|had|has|say|said|agree|believe|think|both|also|do|did|would|will)\b)"
)
_FIGURE_FOR = re.compile(
    r"\b(?:the|that|this)\s(?:corresponding\s|comparable\s|same\s|equivalent\s)?(?:figure|share|proportion|percentage|number)"
    r"\s(?:for|among|amongst)\s(?P<whom>[^,;:()–—.]{3,60}?)\s(?:is|was|stood\sat|stands\sat|came\sto|reached)"
    r"\s(?:(?:just|only|about|nearly|almost|around|roughly|even|over|still|a|an)\s){0,3}$",
    re.I,
)
"""Before a figure that answers the same as the one before it: "the figure for renters is 18 percent"."""
_COUPLE = re.compile(
    r"(?P<first>[\w’'-]+(?:\s[\w’'-]+)?)\s+and\s+(?P<second>[\w’'-]+(?:\s[\w’'-]+){0,2}?)\s+(?:are|were|is|was)\b"
)
_TRIPLE = ("first", "second", "than")
_AGAINST = re.compile(
    r",?\s(?:against|compared (?:with|to)|versus|vs\.?)\s(?:(?:just|only|about|nearly)\s)?$", re.I
)
_WHOM = re.compile(
    r"\s?(?:percent|per\s?cent|%)?\s(?:of\s(?:the\s)?)?(?P<whom>[a-z][\w’'-]*(?:\s(?!who\b|that\b|which\b)[\w’'-]+){0,4})(?=\s?[.,;)])",
    re.I,
)
_BEHIND_ALL = re.compile(r"[\s)]*(?:percent|%|points)?[\s),]*respectively", re.I)


def settle(text: str, sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Settle the groups of one sentence's findings, in text order."""
    row = [_between_groups(text, _among(text, sentence, f)) for f in row]
    for place, other in enumerate(row[1:]):
        other = _set_against(text, sentence, row[place], other)
        row[place + 1] = _figure_for(text, sentence, row[place], other)
    for place, (one, other) in enumerate(pairwise(row)):
        if not _PAIR.fullmatch(text[one.end : other.start]):
            continue
        rival = _rival(text, sentence, one, other)
        if rival:
            row[place + 1] = other.lowered(SETTLED, statement=(rival,))
            continue
        split = _conjuncts(text, one, other, sentence)
        if split:
            row[place] = one.lowered(SETTLED, group=(split[0],))
            row[place + 1] = other.lowered(SETTLED, group=(split[1],))
            continue
        whom = _than(text, sentence, one.start)
        if whom and one.group and not _meet(one.group, whom):
            row[place + 1] = _with(text, other, whom)
    row = _three(text, sentence, [_bracketed(text, sentence, f) for f in row])
    rivals = [span for f in row for span in f.group]
    return [_without_rivals(text, f, rivals) for f in row]


def _between_groups(text: str, finding: Finding) -> Finding:
    """Take group and sign from "twice as likely" and "37 percent less likely": a distance of two groups."""
    likely = _LIKELY.match(text, finding.end) or _AS_LIKELY.search(text[finding.start : finding.end])
    if finding.kind is not Kind.CHANGE or not likely or not (finding.group or finding.value < 0):
        return finding
    return finding.lowered(SETTLED, group=(), value=abs(finding.value))


def _set_against(text: str, sentence: Sentence, one: Finding, other: Finding) -> Finding:
    """Read "a third of night bakers sleep badly, against one in eight day bakers"."""
    whom = _WHOM.match(text, other.end, sentence.end)
    if (
        whom is None
        or (one.unit, one.kind, other.unit, other.kind) != ("percent", Kind.LEVEL) * 2
        or not _AGAINST.search(text, one.end, other.start)
        or not names_people(whom["whom"])
        or not one.statement
    ):
        return other
    group = trim_group(text, [whom.span("whom")])
    if group == other.group and other.statement == one.statement:
        return other
    return other.lowered(SETTLED, group=group or other.group, statement=one.statement)


def _figure_for(text: str, sentence: Sentence, one: Finding, other: Finding) -> Finding:
    """Read "while 69 percent of homeowners are content, the figure for renters is 18 percent"."""
    found = _FIGURE_FOR.search(text, max(sentence.start, one.end), other.start)
    if found is None or found.end() != other.start or (one.unit, one.kind) != (other.unit, other.kind):
        return other
    group = trim_group(text, [found.span("whom")])
    if not (group and one.group and one.statement) or _meet(one.group, group[0]):
        return other
    # It says as much as the figure before it, and as surely.
    return replace(
        other,
        group=group,
        statement=one.statement,
        confidence=max(other.confidence, one.confidence * SETTLED),
    )


def _without_rivals(text: str, finding: Finding, rivals: Sequence[Span]) -> Finding:
    """Cut "than men" from a statement, where the men are another figure's group."""
    kept = []
    for start, end in finding.statement:
        for first, last in rivals:
            if start < first and last <= end:
                than = _BEFORE_RIVAL.search(text[start:first])
                if than and than.start() > 0:
                    end = start + than.start()
        kept.append((start, end))
    return finding if tuple(kept) == finding.statement else finding.lowered(SETTLED, statement=tuple(kept))


def _among(text: str, sentence: Sentence, finding: Finding) -> Finding:
    """Read "by 11 points among women"."""
    found = _AMONG.match(text[finding.end : min(sentence.end, finding.end + 130)])
    if found is None:
        return finding
    return _with(text, finding, (finding.end + found.start("whom"), finding.end + found.end("whom")))


def _than(text: str, sentence: Sentence, end: int) -> Span | None:
    """Return the last group behind "than" before an offset of the sentence."""
    found = list(_THAN.finditer(text, sentence.start, min(end + 1, sentence.end)))
    return found[-1].span("whom") if found and _SEVERAL.search(found[-1]["whom"]) else None


def _bracketed(text: str, sentence: Sentence, finding: Finding) -> Finding:
    """Read "… than are Democrats (37%)"."""
    opening = text.rfind("(", max(sentence.start, finding.start - 12), finding.start)
    if opening < 0 or not re.match(
        r"\s*(?:percent|per\s?cent|%)?\s*\)", text[finding.end : finding.end + 12]
    ):
        return finding
    whom = _than(text, sentence, opening)
    if whom is None or text[whom[1] : opening].strip():
        return finding
    return _with(text, finding, whom)


def _rival(text: str, sentence: Sentence, one: Finding, other: Finding) -> Span | None:
    """Return whom the second figure of "Clay leads Webster 47 percent to 41 percent" is for."""
    if one.unit != "percent" or not _SCORE.fullmatch(text[one.end : other.start]):
        return None
    found = list(_LEADS.finditer(text, sentence.start, min(one.start + 1, sentence.end)))
    if not found or one.start - found[-1].end() > FARTHEST_RIVAL:
        return None
    return found[-1].span("rival")


def _conjuncts(text: str, one: Finding, other: Finding, sentence: Sentence) -> tuple[Span, Span] | None:
    """Split "marketing and IT departments (52 percent and 53 respectively)" between the two figures."""
    if one.group != other.group:
        return None
    told_apart = _BEHIND_ALL.match(text[other.end : sentence.end]) is not None
    if len(one.group) == 1 and sentence.start <= one.group[0][0] < sentence.end:
        start, end = one.group[0]
        joint = re.search(r"\s+(?:and|or|than|versus)\s+", text[start:end])
        if joint is not None and (told_apart or "than" in joint[0]):
            return (start, start + joint.start()), (start + joint.end(), end)
    if not told_apart or any(start >= sentence.start for start, _ in one.group):
        return None
    subjects = list(_SUBJECTS.finditer(text, sentence.start, one.start))
    return (subjects[-1].span("first"), subjects[-1].span("second")) if subjects else None


def _three(text: str, sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Deal "A and B nurses … than C nurses … (66, 64 and 52 percent, respectively)"."""
    if len(row) != len(_TRIPLE) or not _BEHIND_ALL.match(text[row[-1].end : sentence.end]):
        return row
    head = _COUPLE.match(text, sentence.start, row[0].start)
    than = _THAN.search(text, head.end() if head else row[0].start, row[0].start)
    if head is None or than is None or len({f.unit for f in row}) > 1:
        return row
    groups = (head.span("first"), head.span("second"), than.span("whom"))
    return [f.lowered(SETTLED, group=trim_group(text, [g])) for f, g in zip(row, groups, strict=True)]


def _with(text: str, finding: Finding, whom: Span) -> Finding:
    group = trim_group(text, [whom])
    return finding if not group or _meet(finding.group, group[0]) else finding.lowered(SETTLED, group=group)


def _meet(group: Sequence[Span], whom: Span) -> bool:
    return any(start < whom[1] and whom[0] < end for start, end in group)
