"""A person has the last word: what was decided of figures, links and comparisons, and what is doubtful."""

from __future__ import annotations

from claimgraph.review import files
from claimgraph.review.aside import aside
from claimgraph.review.doubts import DOUBTFUL, Doubt, doubts, target
from claimgraph.review.figures import Reviewed, carry_out, overturned
from claimgraph.review.fitting import Fitted, fit
from claimgraph.review.links import links, standing
from claimgraph.review.places import find
from claimgraph.review.rereading import Again, Lost

__all__ = [
    "DOUBTFUL",
    "Again",
    "Doubt",
    "Fitted",
    "Lost",
    "Reviewed",
    "aside",
    "carry_out",
    "doubts",
    "files",
    "find",
    "fit",
    "links",
    "overturned",
    "standing",
    "target",
]
