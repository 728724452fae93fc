"""Trace every statistic in an article: who said it, who was asked, how many, when, and who disagrees."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimgraph.claim_graph import ClaimGraph
    from claimgraph.extraction import extract
    from claimgraph.model import Article, Claim, Statistic, Study
    from claimgraph.reading import read

__all__ = ["Article", "Claim", "ClaimGraph", "Statistic", "Study", "extract", "read"]

_HOMES = {
    "ClaimGraph": "claim_graph",
    "extract": "extraction",
    "Article": "model",
    "Claim": "model",
    "Statistic": "model",
    "Study": "model",
    "read": "reading",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: help should not wait for what it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'claimgraph' has no attribute {name!r}")
    return getattr(import_module(f"claimgraph.{_HOMES[name]}"), name)
