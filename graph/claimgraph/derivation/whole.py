"""Identities and comparisons follow from what articles tell and what people decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimgraph import review
from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.linking.rest import NOTHING, Rest
from claimgraph.model import Comparison, Corpus, Decision, Extraction, Group, Study


@dataclass(frozen=True)
class Grounds:
    """Hold what stands beside the articles when links and comparisons are derived."""

    register: tuple[Study, ...]
    scheme: tuple[Group, ...]
    decisions: tuple[Decision, ...] = ()
    design_effect: Decimal = Decimal(1)


@dataclass(frozen=True)
class Derived:
    """Hold articles with all that follows from them."""

    corpus: Corpus
    comparisons: tuple[Comparison, ...] = ()


def identify(told: Iterable[Extraction], grounds: Grounds, rest: Rest = NOTHING) -> Corpus:
    """Carry out what people decided of figures, and find what is one across articles."""
    reviewed = [review.carry_out(one.as_told(), grounds.decisions).extraction for one in told]
    return link(reviewed, grounds.register, grounds.scheme, review.links(grounds.decisions), rest)


def weigh(corpus: Corpus, grounds: Grounds) -> Derived:
    """Compare what a corpus tells, and leave out what people rejected."""
    comparisons = compare(corpus, grounds.design_effect, grounds.scheme)
    return Derived(corpus, review.standing(comparisons, grounds.decisions, corpus))


def derive(told: Iterable[Extraction], grounds: Grounds) -> Derived:
    """Derive everything anew from what articles tell; the same whatever their order."""
    return weigh(identify(told, grounds), grounds)
