"""Share the words in front: a condition that opens a sentence, the label that opens an item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.phrases import subtract
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Kind

LED = 0.9
"""Factor on the confidence of a figure that took words from the front."""

FEWEST_LABELS = 3
"""Items with labels that make a list of labels."""

MOST_LABELS = 200
"""Items of a list that are compared with each other."""

_CONDITION = re.compile(r"[\"“]?(?:If|When|Unless|Once|Should)\b[^,;:.]{8,160}(?=,)")
_ASKED = re.compile(
    r"[\"“]?(?:When\s)?[Aa]sked\s(?:to\s|about\s)?(?P<question>(?:name|choose|pick|rank|what|which|why|how|whether|who|where)\b[^,;:.]{6,140})(?=,)"
)
SHORT = 5
"""Words of an answer that does not tell to what it answers."""

_LABEL = re.compile(
    r"(?P<label>[^\W_](?:[^:–—%\n\d]|\d(?!\d*(?:\.\d+)?\s?(?:%|per))){1,70}?)\s*(?::|[–—]|\s-)\s"
)


def share_conditions(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Give a condition that one figure of a sentence stands under to the others: "If it rains, …"."""
    settled: list[Finding] = []
    for place, members in groupby(findings, key=lambda f: f.sentence):
        row = list(members)
        found = _CONDITION.match(text, sentences[place].start, sentences[place].end)
        if found and "asked" not in found[0] and any(_touch(f.statement, found.span()) for f in row):
            row = [f if f.start < found.end() else _under(f, found.span()) for f in row]
        asked = _ASKED.match(text, sentences[place].start, sentences[place].end)
        if asked:
            row = [_answered(text, f, asked.span("question")) for f in row]
        settled += row
    return settled


def _answered(text: str, finding: Finding, question: Span) -> Finding:
    """Put the question before a short answer: "Asked to name the worst month, 31 percent said May"."""
    answer = " ".join(text[a:b] for a, b in finding.statement).split()
    short = 0 < len(answer) <= SHORT and finding.kind is Kind.LEVEL and finding.start > question[1]
    return _add(finding, question) if short and not _touch(finding.statement, question) else finding


def _under(finding: Finding, condition: Span) -> Finding:
    """Put the whole condition into a statement, whatever part of it stood there."""
    if condition in finding.statement:
        return finding
    return _add(replace(finding, statement=tuple(subtract(finding.statement, [condition]))), condition)


def share_labels(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Put the label of each item of a list of labels ("Boats – 73 percent …") into its statements.

    A label that the binder took for a group is none where another figure of the list names a group.
    """
    settled: list[Finding] = []
    for labels, members in lists(text, sentences, findings):
        if not FEWEST_LABELS <= len(labels) <= MOST_LABELS:
            settled += members
            continue
        every = list(labels.values())
        named = [f for f in members if f.group and not _any_touch(f.group, every)]
        for f in members:
            label = labels.get(sentences[f.sentence].paragraph)
            if label is None or f.kind is not Kind.LEVEL:
                settled.append(f)
                continue
            if named and _any_touch(f.group, every):
                f = f.lowered(LED, group=min(named, key=lambda n: abs(n.sentence - f.sentence)).group)
            if named or not _any_touch(f.group, [label]):
                kept = tuple(s for s in f.statement if not _any_touch([s], [x for x in every if x != label]))
                f = f if kept == f.statement else f.lowered(LED, statement=kept)
                f = f if _touch(f.statement, label) else _add(f, label)
            settled.append(f)
    return settled


def lists(
    text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]
) -> list[tuple[dict[int, Span], list[Finding]]]:
    """Part findings by list, each with the labels of its items by paragraph; what stands in none is alone."""
    parted: list[tuple[dict[int, Span], list[Finding]]] = []
    last: int | None = None
    for f in findings:
        sentence = sentences[f.sentence]
        bullet = sentence.role == "bullet"
        goes_on = (
            bullet and last is not None and all(s.role == "bullet" for s in sentences[last : f.sentence])
        )
        if not goes_on:
            parted.append(({}, []))
        labels, members = parted[-1]
        members.append(f)
        last = f.sentence if bullet else None
        if bullet and sentence.paragraph not in labels:
            first = f.sentence
            while first > 0 and sentences[first - 1].paragraph == sentence.paragraph:
                first -= 1
            found = _LABEL.match(text, sentences[first].start, sentences[first].end)
            if found and found.end() <= f.start:
                labels[sentence.paragraph] = found.span("label")
    return parted


def _add(finding: Finding, span: Span) -> Finding:
    return finding.lowered(LED, statement=tuple(sorted([*finding.statement, span])))


def _touch(spans: Sequence[Span], span: Span) -> bool:
    return _any_touch(spans, [span])


def _any_touch(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)
