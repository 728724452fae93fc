"""Bind numbers to whom and what they speak of, with a small learned reader that points and never writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from claimgraph.errors import ClaimgraphError
from claimgraph.extraction.pointing import Span


class WeightsError(ClaimgraphError):
    """Say that the weights of the learned reader cannot be read."""


@dataclass(frozen=True)
class Passage:
    """Hold one sentence with its candidate numbers and context; offsets are code points of the article's text."""

    title: Span | None
    before: tuple[Span, ...]
    """Sentences kept as context, nearest last."""
    sentence: Span
    numbers: tuple[Span, ...]


@dataclass(frozen=True)
class Binding:
    """Say what the reader holds of one number; spans in text order, () for none."""

    label: Literal["none", "level", "change"]
    label_probability: float
    unit: str
    """percent, points, percent_change, count, ratio or other."""
    group: tuple[Span, ...]
    statement: tuple[Span, ...]
    group_probability: float
    statement_probability: float
    confidence: float
    """Calibrated probability that label, unit, group and statement are all right."""


@dataclass(frozen=True)
class Clause:
    """Hold a clause that states a claim, and who says it, where the sentence or the one before names them."""

    span: Span
    holder: tuple[Span, ...]
    probability: float


class Binder(Protocol):
    """Bind the numbers of passages of one text."""

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        """Return one binding a number, in the order of the passages and their numbers."""


class LearnedBinder:
    """Bind with the weights shipped in the package; they are loaded at the first use."""

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        """Return one binding a number, in the order of the passages and their numbers."""
        raise WeightsError("The weights of the reader are missing; make them with scripts/train_binder.")

    def claims(self, text: str, sentences: Sequence[Span], title: Span | None = None,
               heading: str = "") -> list[Clause]:
        """Return the claim clauses of sentences given in text order."""
        raise WeightsError("The weights of the reader are missing; make them with scripts/train_binder.")
