"""A graph as a file: flat Turtle, TriG, N-Quads, JSON-LD, or TriG of RDF 1.2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError

FORMS = ("turtle", "trig", "nquads", "jsonld", "rdf12")
REIFIES = NamedNode(v.RDF + "reifies")


def export(quads: Iterable[Quad], form: str, output: BinaryIO) -> None:
    """Write quads in one of FORMS.

    Turtle is flat: the union of all graphs, without their names. JSON-LD carries its context in itself,
    so that reading it fetches nothing. `rdf12` is TriG in which a statement is a reifier of its triple
    (https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification). Raises
    ConversionError for another form.
    """
    prefixes = dict(v.PREFIXES)
    match form:
        case "nquads":
            serialize(quads, output, RdfFormat.N_QUADS)
        case "trig":
            serialize(sorted(quads, key=_order), output, RdfFormat.TRIG, prefixes=prefixes)
        case "rdf12":
            serialize(sorted(_reifiers(quads), key=_order), output, RdfFormat.TRIG, prefixes=prefixes)
        case "turtle":
            triples = sorted({quad.triple for quad in quads}, key=_order)
            serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)
        case "jsonld":
            document = {"@context": prefixes, "@graph": list(_json_graphs(quads))}
            output.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
        case _:
            raise ConversionError(f"there is no form {form!r}: choose one of {', '.join(FORMS)}")


def _reifiers(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads with subject, predicate and object of a statement joined to one triple term."""
    parts: dict[tuple[Any, Any], dict[NamedNode, Any]] = {}
    for quad in quads:
        if quad.predicate in (v.SUBJECT, v.PREDICATE, v.OBJECT):
            parts.setdefault((quad.subject, quad.graph_name), {})[quad.predicate] = quad.object
        else:
            yield quad
    for (node, graph), told in parts.items():
        if len(told) == 3:
            yield Quad(node, REIFIES, Triple(told[v.SUBJECT], told[v.PREDICATE], told[v.OBJECT]), graph)
        else:
            yield from (Quad(node, name, term, graph) for name, term in told.items())


def _order(statement: Quad | Triple) -> tuple[str, str, str, str]:
    graph = str(statement.graph_name) if isinstance(statement, Quad) else ""
    return graph, str(statement.subject), str(statement.predicate), str(statement.object)


def _json_graphs(quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in sorted(quads, key=_order):
        if not isinstance(quad.graph_name, NamedNode) or not isinstance(quad.subject, NamedNode):
            raise ConversionError(f"{quad} has a blank node or no graph: claimgraph writes neither")
        nodes = graphs.setdefault(quad.graph_name.value, {})
        described = nodes.setdefault(quad.subject.value, {"@id": _compact(quad.subject)})
        if quad.predicate == v.TYPE:
            described.setdefault("@type", []).append(_compact(quad.object))
        else:
            described.setdefault(_compact(quad.predicate), []).append(_json_value(quad.object))
    for name, nodes in graphs.items():
        yield {"@id": name, "@graph": list(nodes.values())}


def _json_value(term: object) -> dict[str, str]:
    if isinstance(term, Literal):
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype.value == v.XSD + "string":
            return {"@value": term.value}
        return {"@value": term.value, "@type": _compact(term.datatype)}
    return {"@id": _compact(term)}


def _compact(term: object) -> str:
    """Return an IRI with its prefix; the longest namespace that fits."""
    if not isinstance(term, NamedNode):
        raise ConversionError(f"{term} is no IRI: claimgraph writes no blank nodes")
    fits = [item for item in v.PREFIXES.items() if term.value.startswith(item[1])]
    prefix, namespace = max(fits, key=lambda item: len(item[1]), default=("", ""))
    local = term.value.removeprefix(namespace)
    # A local part that begins with // would be read as the rest of a whole IRI.
    return f"{prefix}:{local}" if prefix and not local.startswith("//") else term.value
