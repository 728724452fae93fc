"""Links as triples, in both directions: that two nodes are one, and what speaks for it.

A link names the triple `subject — cg:sameStudy — object` without saying it; what stands for what once the
links are weighed is said by `cg:canonical`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Corpus, Link
from claimgraph.rdf.findings import add_findings, read_findings
from claimgraph.rdf.triples import Graph, Nodes


def link_quads(corpus: Corpus) -> Iterator[Quad]:
    """Yield the graph of links, and for every study, group and measure the node that stands for it.

    A node that nothing else stands for stands for itself, so that a query joins without OPTIONAL.
    """
    graph = Graph(v.LINKS)
    for link in corpus.links:
        _add_link(graph, link)
    unstated = (v.GROUP_UNSTATED, v.MEASURE_UNSTATED, v.CHANGE_UNSTATED)
    studies, groups, measures = corpus.studies, corpus.groups, corpus.measures
    told = [s.id for s in studies] + [g.id for g in groups] + [m.id for m in measures]
    for key in dict.fromkeys([*unstated, *told, *corpus.same_as]):
        graph.add(v.node(key), v.CANONICAL, v.node(corpus.canonical(key)))
    return iter(graph)


def read_links(quads: Iterable[Quad]) -> tuple[Link, ...]:
    """Return the links that quads describe, by id."""
    nodes = Nodes(quads)
    links = (_read_link(nodes, subject) for subject in nodes.of_type(v.LINK))
    return tuple(sorted(links, key=lambda link: link.id))


def read_canonical(quads: Iterable[Quad]) -> dict[str, str]:
    """Return `Corpus.same_as`: the id that stands for an id, where it is another one."""
    return {
        v.key(quad.subject): v.key(quad.object)
        for quad in quads
        if quad.predicate == v.CANONICAL
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject != quad.object
    }


def _add_link(graph: Graph, link: Link) -> None:
    subject = v.node(link.id)
    told = graph.describe(subject, v.LINK, v.STATEMENT, v.ENTITY).has(v.SUBJECT, v.node(link.subject))
    told.has(v.PREDICATE, v.LINK_PREDICATES[link.kind]).has(v.OBJECT, v.node(link.object))
    told.has(v.CONFIDENCE, float(link.confidence)).has(v.REVIEW, v.REVIEWS[link.review])
    add_findings(graph, subject, v.EVIDENCE, v.EVIDENCE_CLASS, link.evidence)


def _read_link(nodes: Nodes, subject: NamedNode) -> Link:
    one, other = nodes.key(subject, v.SUBJECT), nodes.key(subject, v.OBJECT)
    confidence = nodes.number(subject, v.CONFIDENCE)
    if one is None or other is None or confidence is None:
        raise ConversionError(f"{subject} lacks one of its ends or its confidence: link again")
    return Link(
        kind=nodes.member(subject, v.PREDICATE, v.LINK_PREDICATES),
        subject=one,
        object=other,
        evidence=read_findings(nodes, subject, v.EVIDENCE),
        confidence=confidence,
        review=nodes.member(subject, v.REVIEW, v.REVIEWS),
    )
