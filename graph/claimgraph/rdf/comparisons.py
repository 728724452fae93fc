"""Comparisons as triples, in both directions: the graph that the software asserts, not the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Comparison, Corpus
from claimgraph.rdf.findings import add_findings, read_findings
from claimgraph.rdf.triples import Graph, Nodes


def derived_quads(corpus: Corpus, comparisons: Iterable[Comparison]) -> Iterator[Quad]:
    """Yield the graph of comparisons, each with one verdict, its members, its rule and its figures.

    A figure that is a number stands beside its spelling as a decimal too, to sort and filter by.
    """
    graph = Graph(v.DERIVED)
    graph.describe(v.SOFTWARE, v.SOFTWARE_AGENT).has(v.LABEL, "claimgraph")
    yield from graph
    for comparison in comparisons:
        graph = Graph(v.DERIVED)  # one at a time: there may be a million of them
        _add_comparison(graph, comparison)
        yield from graph


def read_comparisons(quads: Iterable[Quad]) -> tuple[Comparison, ...]:
    """Return the comparisons that quads describe, by id."""
    nodes = Nodes(quads)
    found = (_read_comparison(nodes, subject) for subject in nodes.of_type(v.COMPARISON))
    return tuple(sorted(found, key=lambda comparison: comparison.id))


def _add_comparison(graph: Graph, comparison: Comparison) -> None:
    subject = v.node(comparison.id)
    told = graph.describe(subject, v.COMPARISON, v.ENTITY).has(v.VERDICT, v.VERDICTS[comparison.verdict])
    told.has(v.COMPARES, *map(v.node, comparison.members))
    told.has(v.RULE, comparison.rule).has(v.REASON, comparison.reason).has(v.ABOUT, comparison.about)
    told.has(v.MEASURE, None if comparison.measure is None else v.node(comparison.measure))
    told.has(v.TESTED, comparison.tested).has(v.WAS_ATTRIBUTED_TO, v.SOFTWARE)
    told.has(v.CONFIDENCE, None if comparison.confidence is None else float(comparison.confidence))
    add_findings(graph, subject, v.FIGURE, v.FIGURE_CLASS, comparison.figures)


def _read_comparison(nodes: Nodes, subject: NamedNode) -> Comparison:
    rule, reason = nodes.text(subject, v.RULE), nodes.text(subject, v.REASON)
    if rule is None or reason is None:
        raise ConversionError(f"{subject} lacks its rule or its reason: compare again")
    return Comparison(
        verdict=nodes.member(subject, v.VERDICT, v.VERDICTS),
        members=tuple(sorted(v.key(term) for term in nodes.nodes(subject, v.COMPARES))),
        rule=rule,
        reason=reason,
        about=nodes.text(subject, v.ABOUT),
        measure=nodes.key(subject, v.MEASURE),
        figures=read_findings(nodes, subject, v.FIGURE),
        tested=bool(nodes.boolean(subject, v.TESTED)),
        confidence=nodes.number(subject, v.CONFIDENCE),
    )
