"""Share wordings: levels set side by side hold the same statement, a change that of the level that moved."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.sentences import Sentence

SHARED = 0.8
"""Factor on the confidence of a figure whose statement was taken from another."""


def share_statements(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Give each figure without a statement that of its nearest neighbour in the sentence."""
    settled = list(findings)
    for place, finding in enumerate(findings):
        if finding.statement:
            continue
        near = [f for f in findings if f.sentence == finding.sentence and f.statement]
        if near:
            nearest = min(near, key=lambda f: abs(f.start - finding.start))
            settled[place] = finding.lowered(SHARED, statement=nearest.statement)
    return settled
