"""Named findings as triples, in both directions: the evidence of a link, the figures of a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from claimgraph import vocabulary as v
from claimgraph.model import identifier
from claimgraph.rdf.triples import Graph, Nodes


def add_findings(
    graph: Graph,
    subject: NamedNode,
    predicate: NamedNode,
    kind: NamedNode,
    findings: Iterable[tuple[str, str]],
) -> None:
    """Give a subject named findings, in order, each a node with `schema:name` and `cg:valueText`.

    One that is a number has it as the decimal `schema:value` too, to sort and filter by.
    """
    for position, (name, found) in enumerate(findings, 1):
        finding = v.node(identifier("finding", subject.value, str(position)))
        graph.add(subject, predicate, finding)
        graph.describe(finding, kind).has(v.NAME, name).has(v.VALUE_TEXT, found).has(
            v.POSITION, position
        ).has(v.VALUE, _number(found))


def read_findings(nodes: Nodes, subject: NamedNode, predicate: NamedNode) -> tuple[tuple[str, str], ...]:
    """Return the named findings of a subject, in order."""
    return tuple(
        (nodes.text(finding, v.NAME) or "", nodes.text(finding, v.VALUE_TEXT) or "")
        for finding in nodes.in_order(nodes.nodes(subject, predicate))
    )


def _number(found: str) -> Decimal | None:
    try:
        value = Decimal(found)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= 18 else None
