"""Carry groups over sentences and bullets: whom a figure is about whose own sentence names nobody."""

from __future__ import annotations

import re
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


def carry_groups(
    text: str, sentences: Sequence[Sentence], findings: Sequence[Finding], asked: Sequence[Span] = ()
) -> list[Finding]:
    """Give each share without a group the one last named, where that is near enough.

    Over the end of a paragraph it is rather the whole that goes on ("Overall, 54 percent …") than a part that
    the paragraph before spoke of last: there the last group is taken that names the asked as a whole. What a
    rule settled is followed by the figures behind it, of which the binder could not know. Where no figure
    names anybody, it is `asked`: whom the article says a survey asked, in text order.
    """
    settled: list[Finding] = []
    last: Finding | None = None
    whole: Finding | None = None
    followed: Finding | None = None  # the last figure, if a rule settled its group
    for finding in findings:
        sentence = sentences[finding.sentence]
        share = finding.kind is Kind.LEVEL and finding.unit == "percent"
        if share and _ALL_OF_THEM.match(text, finding.end) and not names_anybody(_words(text, finding.group)):
            finding = finding.lowered(CARRIED, group=())
        source = None
        if share and not finding.group:
            source = last
            if last is not None and not _goes_on(sentences, last, finding) and whole is not None:
                source = whole
        elif share and whole is not None and _named_before(finding, sentence.start):
            if _OVERALL.match(text, sentence.start):
                source = whole
            elif followed is not None and _named_before(finding, followed.start):
                source = followed
        if source is not None and (source is whole or finding.sentence - source.sentence <= FARTHEST):
            if source.group != finding.group:
                finding = followed = finding.lowered(CARRIED, group=source.group)
        elif share and not finding.group and asked:
            before = [span for span in asked if span[0] < finding.start]
            finding = finding.lowered(CARRIED, group=(before[-1] if before else asked[0],))
        elif finding.group and not _named_before(finding, sentence.start):
            followed = None
        settled.append(finding)
        if finding.group and finding.unit == "percent":
            last = finding
            if names_anybody(_words(text, finding.group)):
                whole = finding
    return settled


_OVERALL = re.compile(
    r"[\"“]?(?:Overall|All told|All in all|In all|In total|Altogether|Nationally|Across the board)\b"
)

_ALL_OF_THEM = re.compile(r"\s*(?:%|percent|per\s?cent)?\)?\s*(?:overall|in all|in total|all told)\b", re.I)


def _named_before(finding: Finding, offset: int) -> bool:
    return bool(finding.group) and all(end <= offset for _, end in finding.group)


def _goes_on(sentences: Sequence[Sentence], last: Finding, finding: Finding) -> bool:
    """Tell whether two figures stand in one paragraph or one list."""
    one, other = sentences[last.sentence], sentences[finding.sentence]
    return one.paragraph == other.paragraph or one.role == other.role == "bullet"


def _words(text: str, group: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in group)
