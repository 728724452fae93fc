"""Share words within a sentence: between levels set side by side, and between a change and its level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from claimgraph.extraction import subjects
from claimgraph.extraction.anaphora import points_back
from claimgraph.extraction.contrasts import settle
from claimgraph.extraction.earlier import as_sure
from claimgraph.extraction.finding import Finding
from claimgraph.extraction.items import MOST_IN_SENTENCE, SHARED, itemise
from claimgraph.extraction.listing import around
from claimgraph.extraction.phrases import trim_statement
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import words
from claimgraph.model import Kind

FEWEST_OWN = 3
"""Words that make a statement of their own."""

GUESSED = 0.6
"""Factor on the confidence of a figure whose statement is only the clause around it."""

_LISTED = re.compile(
    r"\s*(?:percent|%|points?)?\s*(?:, and|,|and|or|&|/)\s*(?:just|only|about|nearly|by)?\s*", re.I
)
_RESPECTIVELY = re.compile(r"[\s),]*(?:percent|percentage points|points)?[\s),]*respectively\b", re.I)
_FROM = re.compile(
    r"[\s,(—–-]*(?:which (?:is|was)\s)?(?:sharply |slightly |significantly |only |just )?"
    r"(?:up|down|rising|falling|increasing|a (?:rise|drop|decline|jump|fall|increase|decrease))"
    r"(?:\s\w+ly)?\s(?:from|by|of)?\s*(?:about|nearly|almost|just|only|roughly|around|the)?\s*$",
    re.I,
)
_THAT_IS_UP = re.compile(
    r"(?:That|This|It|The (?:figure|number|share))(?:[’']s|\s(?:is|was|marks|represents|compares|has))\b"
    r"[^.;]{0,40}\b(?:up|down|compare[sd]?|increase|decrease|drop|rise|decline|jump|from|higher|lower|more|less)\b"
)
_THIS = re.compile(r"[\"“]?(?:This|That|The|Such an?)\s+(?:\w+\s+)?")
_LEANS = re.compile(r"\b(?:this|that|it|so|same|them|these|those|do|did)\b", re.I)
_GAP_OF = re.compile(r"\b(?:gap|difference|divide|gulf) of (?:[\w-]+ ){0,2}$", re.I)
_SET_AGAINST = re.compile(
    r"\b(?:compared|against|versus|vs\.?|as opposed|while|whereas|than|but)\b[^.;:()]{0,30}$", re.I
)
_BETWEEN_GROUPS = re.compile(
    r"[\s-]*(?:percentage[\s-])?(?:points?)?[\s-]*(?:perception\s)?(?:differences?|gaps?)\b", re.I
)
_SHARES = ("percent", "points")
_JOINTS = frozenset(
    words("percent compared only just while whereas versus against but than respectively points")
)


def share(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Settle, sentence by sentence, which findings speak of the same group or hold the same statement."""
    settled: list[Finding] = []
    for _, members in groupby(findings, key=lambda f: f.sentence):
        row = [_distance(text, sentences[f.sentence], f, settled) for f in members]
        if len(row) > MOST_IN_SENTENCE:
            settled += row
            continue
        row = subjects.settle(text, sentences, row, [f.span for f in row])
        row = _told_before(text, sentences[row[0].sentence], row, settled)
        row = [_within_clause(text, sentences[f.sentence], f) for f in row]
        row = settle(text, sentences[row[0].sentence], row)
        row = _in_sentence(sentences[row[0].sentence], row)
        row = itemise(text, sentences[row[0].sentence], row)
        dealt = _respectively(text, sentences[row[0].sentence], row)
        row = [_moved(text, row, place) if place not in dealt else dealt[place] for place in range(len(row))]
        row = _side_by_side(text, sentences[row[0].sentence], row)
        settled += as_sure(text, _fill(text, sentences[row[0].sentence], row))
    return settled


def _within_clause(text: str, sentence: Sentence, finding: Finding) -> Finding:
    """Take out of a statement what stands beyond a semicolon, where its own clause says enough."""
    stop = text.find(";", finding.end, sentence.end)
    start = text.rfind(";", sentence.start, finding.start)
    kept = tuple(s for s in finding.statement if (stop < 0 or s[0] < stop) and (start < 0 or s[0] > start))
    words = " ".join(text[a:b] for a, b in kept)
    if (
        kept == finding.statement
        or len(words.split()) < FEWEST_OWN
        or points_back(words)
        or _LEANS.search(words)
    ):
        return finding
    return finding.lowered(SHARED, statement=kept)


def _told_before(
    text: str, sentence: Sentence, row: list[Finding], settled: Sequence[Finding]
) -> list[Finding]:
    """Give the figures of "That is up from 42 percent" the group of the level told before."""
    level = next((f for f in reversed(settled) if f.kind is Kind.LEVEL), None)
    if level is None or row[0].sentence - level.sentence > 1 or not _THAT_IS_UP.match(text, sentence.start):
        return row
    if not level.group:
        return row
    return [
        f if any(a >= sentence.start for a, _ in f.group) or f.group == level.group
        else f.lowered(SHARED, group=level.group, statement=f.statement or level.statement)
        for f in row
    ]  # fmt: skip


def _in_sentence(sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Prefer for a later share the group that its own sentence named to one of a sentence before."""
    named: Finding | None = None
    for place, f in enumerate(row):
        inside = any(a >= sentence.start for a, _ in f.group)
        if inside and f.unit == "percent":
            named = f
        elif f.group and named is not None and f.unit == "percent" and f.kind is named.kind:
            row[place] = f.lowered(SHARED, group=named.group)
    return row


def _distance(text: str, sentence: Sentence, finding: Finding, settled: Sequence[Finding]) -> Finding:
    """Take from a distance between two groups ("a 13-point gap") whatever group it was given.

    "This 13-point gap" is told of what the levels of the sentence before hold.
    """
    between = _BETWEEN_GROUPS.match(text[finding.end : finding.end + 40])
    if finding.kind is not Kind.CHANGE or not (between or _GAP_OF.search(text[: finding.start][-40:])):
        return finding
    finding = finding.lowered(1.0, group=())
    last = settled[-1] if settled else None
    if last is None or finding.sentence - last.sentence > 2 or not last.statement:
        return finding
    if not _THIS.fullmatch(text[sentence.start : finding.start]):
        return finding
    levels = [f for f in settled[-MOST_IN_SENTENCE:] if f.sentence == last.sentence and f.statement]
    return finding.lowered(SHARED, statement=levels[0].statement)


def _respectively(text: str, sentence: Sentence, row: Sequence[Finding]) -> dict[int, Finding]:
    """Deal the groups and statements of the levels before to the figures that end in "respectively"."""
    dealt: dict[int, Finding] = {}
    ends = [i for i, f in enumerate(row) if _RESPECTIVELY.match(text[f.end : min(sentence.end, f.end + 45)])]
    for last in ends:
        first = last
        while first > 0 and _LISTED.fullmatch(text[row[first - 1].end : row[first].start]):
            first -= 1
        size = last - first + 1
        heads = row[first - size : first] if first >= size else []
        if size < 2 or len({f.group for f in heads}) != size or any(f.kind is not Kind.LEVEL for f in heads):
            continue
        for head, place in zip(heads, range(first, last + 1), strict=True):
            dealt[place] = _like(row[place], head)
    return dealt


def _moved(text: str, row: Sequence[Finding], place: int) -> Finding:
    """Give "up nine points" and "up from 56 percent" the group and statement of the level before."""
    before, finding = row[max(0, place - 1)], row[place]
    tail = text[before.end : finding.start][-60:]
    tail = tail[max(0, *(tail.rfind(mark) for mark in ",(—–")) :]
    if before.kind is Kind.LEVEL and before.group and before.unit in _SHARES and _FROM.fullmatch(tail):
        return _like(finding, before)
    return finding


def _side_by_side(text: str, sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Give one wording to levels without words of their own: "61 percent of A and 60 percent of B agree"."""
    for place, (one, other) in enumerate(pairwise(row)):
        if one.kind is not Kind.LEVEL or other.kind is not Kind.LEVEL or one.unit != other.unit:
            continue
        if one.group == other.group or not one.group or not other.group:
            continue
        end = row[place + 2].start if place + 2 < len(row) else sentence.end
        first_own = _own_words(text, one.end, other.start, one.group)
        second_own = _own_words(text, other.end, end, other.group)
        if first_own == 0 and second_own > 1:
            row[place] = _wording(one, other)
        elif second_own == 0 and first_own > 1 and _SET_AGAINST.search(text[one.end : other.start]):
            row[place + 1] = _wording(other, one)
    return row


def _own_words(text: str, start: int, end: int, group: Sequence[Span]) -> int:
    """Count the words between a number and the next that are neither its group nor mere joints."""
    piece = text[start:end]
    for first, last in group:
        if start <= first and last <= end:
            piece = piece.replace(text[first:last], " ")
    return len([w for w in words(piece) if w not in _JOINTS])


def _wording(finding: Finding, source: Finding) -> Finding:
    if finding.statement == source.statement or not source.statement:
        return finding
    return finding.lowered(SHARED, statement=source.statement)


def _like(finding: Finding, source: Finding) -> Finding:
    """Give a figure the group and statement of another, where the binder gave it clearly different ones."""
    if finding.group == source.group and finding.statement == source.statement:
        return finding
    return finding.lowered(SHARED, group=source.group, statement=source.statement)


def _fill(text: str, sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Give each figure without a statement the clause around it, else its nearest neighbour's."""
    told = [f for f in row if f.statement]
    filled = []
    for f in row:
        if not f.statement:
            others = [
                span
                for o in row
                if o is not f
                for span in (o.span, *(g for g in o.group if g not in f.group))
            ]
            clause = around(text, sentence, f.span, f.group, others)
            if clause is not None:
                f = f.lowered(GUESSED, statement=trim_statement(text, [clause], f.group, [f.span]))
        if not f.statement and told:
            nearest = min(told, key=lambda t: abs(t.start - f.start))
            f = f.lowered(SHARED, statement=nearest.statement)
        filled.append(f)
    return filled
