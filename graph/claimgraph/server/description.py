"""What the service says of itself: a service description, with VoID counts of what it holds.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from claimgraph import vocabulary as v
from claimgraph.server.negotiation import ROWS, TRIPLES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3"),
)
COUNT_TRIPLES = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
COUNT_CLASSES = "SELECT ?name (COUNT(DISTINCT ?s) AS ?n) { ?s a ?name } GROUP BY ?name ORDER BY ?name"
COUNT_GRAPHS = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } }"


@dataclass(frozen=True)
class Counts:
    """Hold how much there is; None and nothing where it was not counted."""

    triples: int | None = None
    graphs: int | None = None
    classes: Mapping[str, int] | None = None  # subjects by class IRI


def service(endpoint: str, counts: Counts) -> Iterator[Triple]:
    """Yield the description of the service at an endpoint."""
    about, held = BlankNode("service"), BlankNode("dataset")
    yield Triple(about, v.TYPE, NamedNode(SD + "Service"))
    yield Triple(about, NamedNode(SD + "endpoint"), NamedNode(endpoint))
    yield Triple(about, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    yield Triple(about, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph"))
    for name in RESULT_FORMATS:
        yield Triple(about, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name))
    default = BlankNode("default")
    yield Triple(about, NamedNode(SD + "defaultDataset"), held)
    yield Triple(held, v.TYPE, NamedNode(SD + "Dataset"))
    yield Triple(held, NamedNode(SD + "defaultGraph"), default)
    yield Triple(default, v.TYPE, NamedNode(SD + "Graph"))
    yield from dataset(held, endpoint, counts)


def dataset(held: NamedNode | BlankNode, endpoint: str, counts: Counts) -> Iterator[Triple]:
    """Yield the VoID description of what an endpoint holds."""

    def number(of: NamedNode | BlankNode, name: str, count: int | None) -> Iterator[Triple]:
        if count is not None:
            yield Triple(of, NamedNode(v.VOID + name), Literal(count))

    yield Triple(held, v.TYPE, v.VOID_DATASET)
    yield Triple(held, NamedNode(v.VOID + "sparqlEndpoint"), NamedNode(endpoint))
    yield Triple(held, NamedNode(v.VOID + "uriSpace"), Literal(v.ID))
    for namespace in (v.CG, v.PREFIXES["prov"], v.PREFIXES["skos"], v.PREFIXES["schema"]):
        yield Triple(held, NamedNode(v.VOID + "vocabulary"), NamedNode(namespace))
    yield Triple(held, v.CONFORMS_TO, v.version(v.VERSION))
    yield from number(held, "triples", counts.triples)
    yield from number(held, "documents", counts.graphs)
    for place, (name, count) in enumerate((counts.classes or {}).items()):
        part = BlankNode(f"class{place}")
        yield Triple(held, NamedNode(v.VOID + "classPartition"), part)
        yield Triple(part, NamedNode(v.VOID + "class"), NamedNode(name))
        yield from number(part, "entities", count)


def written(triples: Iterable[Triple], media: str) -> bytes:
    """Return triples in a media type of TRIPLES."""
    prefixes = {**v.PREFIXES, "sd": SD}
    return serialize(triples, format=RdfFormat.from_media_type(media), prefixes=prefixes) or b""


__all__ = ["ROWS", "TRIPLES", "Counts", "dataset", "service", "written"]
