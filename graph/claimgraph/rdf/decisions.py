"""What a person decided as triples, in both directions, in a graph of its own.

A decision outlives what it is about: an article that is taken away and added again meets it again. Words are
held as a Web Annotation holds them (https://www.w3.org/TR/annotation-model/#text-quote-selector), without
offsets, so that they are found in a changed text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Decision, Place, identifier
from claimgraph.rdf.findings import add_findings, read_findings
from claimgraph.rdf.triples import Graph, Nodes


def decision_quads(decisions: Iterable[Decision]) -> Iterator[Quad]:
    """Yield the graph of decisions."""
    graph = Graph(v.DECISIONS)
    for decision in decisions:
        _add(graph, decision)
    return iter(graph)


def read_decisions(quads: Iterable[Quad]) -> tuple[Decision, ...]:
    """Return the decisions that quads describe, by date and id."""
    nodes = Nodes(quads)
    found = (_read(nodes, subject) for subject in nodes.of_type(v.DECISION))
    return tuple(sorted(found, key=lambda decision: (decision.date, decision.id)))


def _add(graph: Graph, decision: Decision) -> None:
    subject = v.node(decision.id)
    told = graph.describe(subject, v.DECISION, v.ENTITY).has(v.DECIDES, v.DECISION_KINDS[decision.kind])
    told.has(v.AUTHOR_NAME, decision.author).has(v.CREATED, decision.date).has(v.COMMENT, decision.note)
    told.has(v.LINKED_AS, None if decision.link is None else v.LINK_PREDICATES[decision.link])
    told.has(v.DECIDED_RULE, decision.rule)
    for position, key in enumerate(decision.between, 1):
        told.has(v.PARTY, v.node(key)).has(v.member(position), v.node(key))
    for position, place in enumerate(decision.places, 1):
        told.has(v.PLACE, _add_place(graph, f"{decision.id}-{position}", position, place))
    add_findings(graph, subject, v.CORRECTION, v.CORRECTION_CLASS, decision.fields)


def _add_place(graph: Graph, key: str, position: int, place: Place) -> NamedNode:
    where = v.node(identifier("place", key))
    words = v.node(identifier("place", key) + "-exact")
    graph.describe(where, v.SPECIFIC_RESOURCE).has(v.HAS_SOURCE, v.node(place.article)).has(
        v.HAS_SELECTOR, words
    ).has(v.POSITION, position)
    graph.describe(words, v.TEXT_QUOTE_SELECTOR).has(v.EXACT, place.exact).has(
        v.PREFIX, place.prefix or None
    ).has(v.SUFFIX, place.suffix or None)
    return where


def _read(nodes: Nodes, subject: NamedNode) -> Decision:
    author, date = nodes.text(subject, v.AUTHOR_NAME), nodes.text(subject, v.CREATED)
    if author is None or date is None:
        raise ConversionError(f"{subject} lacks its author or its date: decide again")
    linked = nodes.node(subject, v.LINKED_AS)
    return Decision(
        kind=nodes.member(subject, v.DECIDES, v.DECISION_KINDS),
        author=author,
        date=date,
        places=tuple(_read_place(nodes, place) for place in nodes.in_order(nodes.nodes(subject, v.PLACE))),
        between=tuple(v.key(term) for term in nodes.sequence(subject)),
        link=None if linked is None else nodes.member(subject, v.LINKED_AS, v.LINK_PREDICATES),
        rule=nodes.text(subject, v.DECIDED_RULE),
        fields=read_findings(nodes, subject, v.CORRECTION),
        note=nodes.text(subject, v.COMMENT),
    )


def _read_place(nodes: Nodes, where: NamedNode) -> Place:
    article, words = nodes.key(where, v.HAS_SOURCE), nodes.node(where, v.HAS_SELECTOR)
    exact = None if words is None else nodes.text(words, v.EXACT)
    if article is None or words is None or exact is None:
        raise ConversionError(f"{where} lacks its article or its words: decide again")
    return Place(article, exact, nodes.text(words, v.PREFIX) or "", nodes.text(words, v.SUFFIX) or "")
