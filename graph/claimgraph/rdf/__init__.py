"""Records as triples and back: the only part of the program that knows both.

Every article has a named graph; entities, links, comparisons and runs have one each. There are no blank
nodes, and ids depend on content alone, so that telling the same thing again adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import Quad

from claimgraph.model import Corpus
from claimgraph.rdf.articles import article_quads, read_extraction, read_placements, run_quads
from claimgraph.rdf.comparisons import derived_quads, read_comparisons
from claimgraph.rdf.decisions import decision_quads, read_decisions
from claimgraph.rdf.entities import (
    entity_quads,
    read_groups,
    read_measures,
    read_register,
    read_scheme,
    read_version,
    version_quads,
)
from claimgraph.rdf.identities import link_quads, read_canonical, read_links


def read_corpus(
    articles: Iterable[Iterable[Quad]],
    entities: Iterable[Quad],
    links: Iterable[Quad],
    texts: Callable[[str], str],
) -> Corpus:
    """Return the corpus whose graphs these are: one iterable an article, then entities and links."""
    graphs: Sequence[list[Quad]] = [list(quads) for quads in articles]
    groups: dict[str, str] = {}
    measures: dict[str, str] = {}
    for quads in graphs:
        group_of, measure_of = read_placements(quads)
        groups |= group_of
        measures |= measure_of
    shared, linked = list(entities), list(links)
    return Corpus(
        extractions=tuple(read_extraction(quads, texts) for quads in graphs),
        register=read_register(shared),
        groups=read_groups(shared),
        measures=read_measures(shared),
        links=read_links(linked),
        group_of=groups,
        measure_of=measures,
        same_as=read_canonical(linked),
    )


__all__ = [
    "article_quads",
    "decision_quads",
    "derived_quads",
    "entity_quads",
    "link_quads",
    "read_comparisons",
    "read_corpus",
    "read_decisions",
    "read_extraction",
    "read_groups",
    "read_links",
    "read_measures",
    "read_register",
    "read_scheme",
    "read_version",
    "run_quads",
    "version_quads",
]
