"""An earlier figure is as sure as the one that it is set against: `66 percent, up 11 points from 55 percent`.

The binder, which sees each number alone, is least sure of such figures. Where it binds them as it binds the
figure before, or sharing does, the words between leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimgraph.extraction.finding import Finding
from claimgraph.model import Kind

SURE = 0.9
"""Factor on the confidence of the later figure."""

_UP = r",?\s*(?:which\s(?:is|was)\s)?(?:up|down)\s+(?:(?:by|just|only|about|nearly|some)\s+){0,2}"
_FROM = r"from\s+(?:(?:just|only|about|nearly|some|an?)\s+){0,2}"
_MOVED_FROM = re.compile(rf"\s*(?:percentage\s+)?(?:points?\s+|percent\s+|per\s?cent\s+|%\s+)?{_FROM}", re.I)
_MOVED = re.compile(rf".*{_UP}", re.I | re.S)
_UP_FROM = re.compile(rf".*{_UP}{_FROM}", re.I | re.S)


def as_sure(text: str, row: Sequence[Finding]) -> list[Finding]:
    """Return one sentence's findings, in text order, earlier levels as sure as the later ones beside them."""
    done = list(row)
    for place, finding in enumerate(done):
        level = _against(text, done[:place], finding)
        if level is not None and (level.group, level.statement) == (finding.group, finding.statement):
            done[place] = replace(finding, confidence=max(finding.confidence, level.confidence * SURE))
    return done


def _against(text: str, before: Sequence[Finding], finding: Finding) -> Finding | None:
    """Return the later level that an earlier one is set against, or None."""
    if finding.kind is not Kind.LEVEL or not before or not before[-1].statement:
        return None
    last = before[-1]
    if last.kind is Kind.LEVEL:
        level = last if _UP_FROM.fullmatch(text, last.end, finding.start) else None
    else:
        level = before[-2] if len(before) > 1 else None
        moved = level and _MOVED.fullmatch(text, level.end, last.start)
        level = level if moved and _MOVED_FROM.fullmatch(text, last.end, finding.start) else None
    return level if level and level.kind is Kind.LEVEL and level.unit == finding.unit else None
