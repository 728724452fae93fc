"""Carry groups over sentences and bullets: whom a figure is about whose own sentence names nobody."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import names_anybody
from claimgraph.model import Kind

CARRIED = 0.8
"""Factor on the confidence of a figure whose group was carried."""

FARTHEST = 12
"""Sentences over which a group is carried."""


def carry_groups(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Give each share without a group the one last named, where that is near enough.

    Over the end of a paragraph it is rather the whole that goes on ("Overall, 54 percent …") than a part that
    the paragraph before spoke of last: there the last group is taken that names the asked as a whole.
    """
    settled: list[Finding] = []
    last: Finding | None = None
    whole: Finding | None = None
    for finding in findings:
        if not finding.group and finding.kind is Kind.LEVEL and finding.unit == "percent":
            source = last
            if last is not None and not _goes_on(sentences, last, finding) and whole is not None:
                source = whole
            if source is not None and (finding.sentence - source.sentence <= FARTHEST or source is whole):
                finding = finding.lowered(CARRIED, group=source.group)
        settled.append(finding)
        if finding.group and finding.unit == "percent":
            last = finding
            if names_anybody(_words(text, finding.group)):
                whole = finding
    return settled


def _goes_on(sentences: Sequence[Sentence], last: Finding, finding: Finding) -> bool:
    """Tell whether two figures stand in one paragraph or one list."""
    one, other = sentences[last.sentence], sentences[finding.sentence]
    return one.paragraph == other.paragraph or one.role == other.role == "bullet"


def _words(text: str, group: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in group)
