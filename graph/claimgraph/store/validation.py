"""Whether a graph is sound: its shapes, and what needs the texts or the whole corpus.

One article's graph is checked against `ontology/shapes.ttl` in memory, with the entities and the run that it
names: SHACL over the whole corpus at once is slow, and slower still over a graph on disk. What spans graphs
is asked in SPARQL, and each quote is held against the characters of its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from claimgraph import vocabulary as v
from claimgraph.errors import StoreError
from claimgraph.model import ELLIPSIS
from claimgraph.store.graph_store import GraphStore
from claimgraph.store.results import plain

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True)
class Violation:
    """Hold one thing that is not as it should be."""

    graph: str  # id of the article, or the name of a shared graph
    node: str  # id of the node
    message: str  # what is wrong, in one sentence


def validate(store: GraphStore) -> list[Violation]:
    """Return everything that is wrong with a graph, sorted; an empty list for a sound one."""
    found = {*_spanning(store), *_quotes(store), *_shapes(store)}
    return sorted(found, key=lambda violation: (violation.graph, violation.node, violation.message))


_CHECKS = {
    "the plain triple that it names is missing": """
        SELECT ?node { ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
          FILTER EXISTS { VALUES ?class { cg:Statistic cg:Claim } ?node a ?class }
          FILTER NOT EXISTS { ?s ?p ?o } }""",
    "it names {other}, which nothing describes": """
        SELECT DISTINCT ?node ?other { ?node ?p ?other
          FILTER(STRSTARTS(STR(?other), STR(id:)))
          FILTER NOT EXISTS { ?other a ?class }
          FILTER NOT EXISTS { GRAPH """
    + str(v.DECISIONS)
    + """ { ?node ?p ?other } } }""",
    "no one node stands for it": """
        SELECT ?node (COUNT(DISTINCT ?one) AS ?ones) {
          VALUES ?class { cg:Study cg:RespondentGroup cg:Measure } ?node a ?class
          OPTIONAL { ?node cg:canonical ?one } }
        GROUP BY ?node HAVING (COUNT(DISTINCT ?one) != 1)""",
    "what stands for it does not stand for itself": """
        SELECT ?node { ?node cg:canonical ?one . ?one cg:canonical ?other FILTER(?one != ?other) }""",
}


def _spanning(store: GraphStore) -> Iterator[Violation]:
    for message, query in _CHECKS.items():
        for row in store.query(query).rows():
            yield Violation("", str(row["node"]), message.format(other=row.get("other")))
    for quad in store.quads():
        if isinstance(quad.graph_name, DefaultGraph):
            yield Violation(
                "", _name(quad.subject), "it is described in the default graph, which stays empty"
            )
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            yield Violation("", _name(quad.subject), "it is or names a blank node")


_QUOTES = """
    SELECT ?node ?article ?sha256 ?exact ?start ?end {
      ?node a cg:Quote ; oa:hasSource ?text ; oa:hasSelector/oa:exact ?exact ; oa:hasSelector ?span .
      ?span oa:start ?start ; oa:end ?end .
      ?text schema:sha256 ?sha256 ; dcterms:isFormatOf ?article }"""
_PHRASES = """
    SELECT DISTINCT ?node ?article ?sha256 ?exact ?start ?end {
      VALUES (?words ?place) { (cg:valueText cg:valueSpan) (cg:groupText cg:groupSpan)
        (cg:statementText cg:statementSpan) (cg:holderText cg:holderSpan) }
      ?node ?words ?exact ; ?place ?span ; cg:article ?article .
      ?span oa:start ?start ; oa:end ?end .
      ?article cg:text/schema:sha256 ?sha256 }"""


def _quotes(store: GraphStore) -> Iterator[Violation]:
    """Hold quotes and phrases against their texts; the runs of a phrase are joined as its words are."""
    texts: dict[str, str] = {}
    spans: defaultdict[tuple[str, str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for query in (_QUOTES, _PHRASES):
        for article, node, sha256, exact, start, end in (
            tuple(row[name] for name in ("article", "node", "sha256", "exact", "start", "end"))
            for row in store.query(query).rows()
        ):
            if isinstance(start, int) and isinstance(end, int):
                spans[str(article), str(node), str(sha256), str(exact)].append((start, end))
    for (article, node, sha256, exact), places in spans.items():
        try:
            text = texts.get(sha256) or texts.setdefault(sha256, store.texts.get(sha256))
        except StoreError as error:
            yield Violation(article, node, str(error))
            continue
        if ELLIPSIS.join(text[start:end] for start, end in sorted(places)) != exact:
            place = ", ".join(f"{start}–{end}" for start, end in sorted(places))
            yield Violation(article, node, f"the text says other words at {place}")


def _shapes(store: GraphStore) -> Iterator[Violation]:
    shared = [quad for name in (v.ENTITIES, v.RUNS) for quad in store.quads(name)]
    described: defaultdict[object, list[Quad]] = defaultdict(list)
    for quad in shared:
        described[quad.subject].append(quad)
    for name in store.article_graphs():
        quads = list(store.quads(name))
        yield from _conforms(quads + _named(quads, described), name.value.removeprefix(v.GRAPH))
    yield from _conforms(shared, "entities")
    for name in (v.LINKS, v.DERIVED, v.DECISIONS):
        yield from _conforms(list(store.quads(name)), name.value.removeprefix(v.GRAPH))


def _named(quads: Iterable[Quad], described: dict[object, list[Quad]]) -> list[Quad]:
    """Return what is said of the entities that quads name, and of those that these name."""
    waiting = [term for quad in quads for term in (quad.predicate, quad.object)]
    found: dict[object, list[Quad]] = {}
    while waiting:
        term = waiting.pop()
        if term in described and term not in found:
            found[term] = described[term]
            waiting += [quad.object for quad in described[term]]
    return [quad for quads in found.values() for quad in quads]


def _conforms(quads: Iterable[Quad], graph: str) -> Iterator[Violation]:
    import pyshacl
    from rdflib.namespace import SH

    _, report, _ = pyshacl.validate(_memory(quads), shacl_graph=_shape_graph(), inference="none")
    for result in report.subjects(predicate=SH.resultSeverity):
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        message = str(report.value(result, SH.resultMessage))
        where = f"{plain(NamedNode(str(path)))}: " if path is not None and ":" in str(path) else ""
        yield Violation(graph, str(plain(NamedNode(str(focus)))), f"{where}{message}")


def _memory(quads: Iterable[Quad]) -> Graph:
    from rdflib import Graph

    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    graph: Any = Graph()
    return graph.parse(data=triples, format="nt")  # type: ignore[no-any-return]


@cache
def _shape_graph() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=v.read("shapes.ttl"), format="turtle")


def _name(term: object) -> str:
    return str(plain(term)) if isinstance(term, NamedNode) else str(term)
