"""An Article becomes an Extraction: one module a stage.

sentences → samples → candidates → binder → resolution → studies → years → claims → relations
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimgraph.model import Article, Extraction

if TYPE_CHECKING:
    from claimgraph.extraction.binder import Binder


def extract(article: Article, binder: Binder | None = None) -> Extraction:
    """Take from an article its studies, statistics, claims and relations.

    Without a binder the learned one that is shipped reads; it is loaded at the first article. What is found
    depends on the article alone.
    """
    # The stages are imported at the first article: whoever only asks for help should not wait for them.
    from claimgraph.extraction.pipeline import run

    return run(article, binder or _learned())


@cache
def _learned() -> Binder:
    from claimgraph.extraction.binder import LearnedBinder

    return LearnedBinder()
