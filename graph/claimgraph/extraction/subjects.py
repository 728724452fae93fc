"""Read whom a figure is about by the subject of its clause: `They back`, `; those over 65 are split`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.phrases import trim_group, trim_statement
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import names_people
from claimgraph.model import Kind

SETTLED = 0.9
"""Factor on the confidence of a figure whose group the subject of its clause settles against the binder."""

_VERB = (
    r"(?:are|were|is|was|have|had|say|said|think|thought|believe|give|gave|back|backed|support|favou?r|prefer|oppose"
    r"|approve|disapprove|account|make|remain|show|tend|split|agree|want|worry|feel|do|did|who)"
)
_SUBJECT = re.compile(
    rf"(?:[\"“]|(?:But|And|Yet|Still,)\s)*(?P<whom>(?:[\w’'-]+\s){{0,5}}?[\w’'-]+)(?=,?\s(?:\w+ly\s)?{_VERB}\b)"
)
_CLAUSE = re.compile(
    rf"\s*(?:but\s|and\s|while\s|whereas\s)?(?P<whom>(?:[\w’'-]+\s){{0,5}}?[\w’'-]+)(?=,?\s{_VERB}\b)"
)
_THEY = re.compile(r"They\s")


def settle(
    text: str, sentences: Sequence[Sentence], row: Sequence[Finding], numbers: Sequence[Span]
) -> list[Finding]:
    """Give the shares of one sentence the subject of their clause, where they have a group from before it."""
    sentence = sentences[row[0].sentence]
    they = _subject_before(text, sentences, row[0].sentence)
    return [_settled(text, sentence, f, they, numbers) for f in row]


def _settled(
    text: str, sentence: Sentence, finding: Finding, they: Span | None, numbers: Sequence[Span]
) -> Finding:
    if finding.kind is not Kind.LEVEL or finding.unit != "percent":
        return finding
    start = text.rfind(";", sentence.start, finding.start) + 1
    if start:
        clause = _CLAUSE.match(text, start, finding.start)
        whom = clause.span("whom") if clause and names_people(clause["whom"]) else None
    else:
        start, whom = sentence.start, they
    if whom is None or any(first >= start for first, _ in finding.group):
        return finding
    group = trim_group(text, [whom])
    if not group or group == finding.group:
        return finding
    own = [span for span in finding.statement if span[0] >= start]
    return finding.lowered(
        SETTLED, group=group, statement=trim_statement(text, own, group, numbers) or finding.statement
    )


def _subject_before(text: str, sentences: Sequence[Sentence], place: int) -> Span | None:
    """Return whom `They` at the head of a sentence stands for: the people that the one before speaks of."""
    sentence, before = sentences[place], sentences[place - 1] if place else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    if not _THEY.match(text, sentence.start, sentence.end):
        return None
    subject = _SUBJECT.match(text, before.start, before.end)
    return subject.span("whom") if subject and names_people(subject["whom"]) else None
