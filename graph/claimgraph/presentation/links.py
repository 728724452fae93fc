"""Links in words: what is taken for one, what speaks for it, and what a person said of it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from claimgraph.linking import counts
from claimgraph.model import Link, LinkKind, Review
from claimgraph.presentation import wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.wording import clean

SAID = {
    LinkKind.SAME_STUDY: "one study",
    LinkKind.SAME_SERIES: "two waves of one series",
    LinkKind.SAME_GROUP: "one group",
    LinkKind.BROADER_GROUP: "the first is within the second",
    LinkKind.SAME_MEASURE: "one question",
}
WIDTH = 76


def link_block(link: Link, catalogue: Catalogue, short: Callable[[str], str]) -> str:
    """Return a link for people to read: both ends, whether it counts, its evidence, its id."""
    return "\n".join(
        (
            f"{SAID[link.kind]}: {_standing(link)}",
            f"  {short(link.subject)}  {name(link.subject, catalogue)}",
            f"  {short(link.object)}  {name(link.object, catalogue)}",
            *(f"  {clean(feature)}: {clean(found)}" for feature, found in link.evidence),
            f"  id {short(link.id)}   confidence {link.confidence:.2f}",
        )
    )


def linked_lines(key: str, catalogue: Catalogue, short: Callable[[str], str]) -> list[str]:
    """Return a line for each link of a node, with its evidence; those that count first."""
    links = sorted(catalogue.linked.get(key, ()), key=lambda link: (not counts(link), link.id))
    return [
        f"Link     {SAID[link.kind]}: {name(link.subject, catalogue)} / {name(link.object, catalogue)}; "
        f"{_standing(link)} ({'; '.join(f'{clean(n)} {clean(v)}' for n, v in link.evidence)})"
        f"   claimgraph show {short(link.id)}"
        for link in links
    ]


def name(key: str, catalogue: Catalogue) -> str:
    """Return what a study, group or measure is called, as it was told."""
    found = catalogue.told.get(key)
    if found is None:
        return clean(key)
    return shorten(found if isinstance(found, str) else wording.study_line(found), WIDTH, placeholder=" …")


def _standing(link: Link) -> str:
    if link.review is not Review.PROPOSED:
        return f"{link.review} by a person"
    return f"{'taken as certain enough' if counts(link) else 'proposed only'}, {link.confidence:.2f}"
