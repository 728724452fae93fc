"""The W3C's tests of SPARQL 1.1, asked of the bare engine and of our endpoint over HTTP.

The suites are in rdflib's source distribution, fetched when the tests run. SERVICE, LOAD and all other
updates are left out: this server reads one graph. Every data file is a graph of one store, each test names
those that it is about in its request.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import rdflib
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from rdflib.namespace import RDF
from tests.server.conftest import HTTP, Served, serving

from claimgraph.store import open_embedded

pytestmark = pytest.mark.long

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
EMPTY = "http://empty.example/"
LEFT_OUT = {"service", "syntax-fed", "entailment"}  # SERVICE; and what takes a reasoner
FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
ROWS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".csv": QueryResultsFormat.CSV,
    ".tsv": QueryResultsFormat.TSV,
}

# What the endpoint answers otherwise than the bare engine, and why.
DIFFERENT = {
    "syntax-query/test_42": "it asks FROM a graph that is not in the store, which is refused by name"
}
# What the engine itself answers otherwise than the W3C expects, and why.
ENGINE = {
    "aggregates/agg-empty-group": "no rows make no groups; the test expects an empty one",
    "csv-tsv-res/csv01": "blank nodes go by names of their own",
    "csv-tsv-res/csv02": "as csv01",
    "csv-tsv-res/csv03": "numbers are written in their canonical forms: 1.0E6 as 1000000",
    "csv-tsv-res/tsv03": "as csv03; and a string has no datatype written",
    "functions/strdt03": "RDF 1.1 has no simple literals: a plain string is an xsd:string",
    "functions/strlang03": "as strdt03",
    "syntax-query/test_4": "the syntax is right, but nobody defined the function that is called",
    "syntax-query/test_42": "as above: the graph is not here",
}


@dataclass(frozen=True)
class Case:
    name: str
    kind: str
    query: str
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None


@dataclass
class Report:
    same: int = 0
    right: int = 0
    different: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def suites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("w3c")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--no-binary", ":all:", "--dest", str(folder), "rdflib==7.6.0"),
        ],
        check=True,
        timeout=300,
    )
    with tarfile.open(next(folder.glob("rdflib-*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("rdflib-*/test/data/suites/w3c/sparql11"))


@pytest.fixture(scope="module")
def cases(suites: Path) -> list[Case]:
    return [
        case for folder in sorted(suites.iterdir()) if folder.name not in LEFT_OUT for case in _read(folder)
    ]


@pytest.fixture(scope="module")
def db(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("w3c-graph") / "claimgraph.db"
    open_embedded(path).close()
    store = Store(str(path / "store"))
    store.add_graph(NamedNode(EMPTY))
    for file in sorted({file for case in cases for file in (*case.data, *case.graphs)}):
        name = NamedNode(file.as_uri())
        store.add_graph(name)
        for quad in parse(
            path=str(file), format=FORMATS[file.suffix], base_iri=name.value, rename_blank_nodes=True
        ):
            store.add(Quad(quad.subject, quad.predicate, quad.object, name))
    store.flush()
    return path


def test_the_endpoint_answers_what_the_engine_answers(cases: list[Case], db: Path) -> None:
    assert len(cases) == 286  # entries of the manifests of this distribution
    report = Report()
    with serving(db) as server:
        engine = Store.read_only(str(next((db / "copies").glob("*/queries"))))
        for case in cases:
            _compare(case, engine, server, report)
    summary = f"{report.same} of {len(cases)} as the engine, {report.right} as the W3C expects"
    print(summary)
    assert set(report.different) == set(DIFFERENT), (summary, report.different)
    assert set(report.wrong) == set(ENGINE), (summary, report.wrong)


def _read(folder: Path) -> Iterator[Case]:
    manifest = folder / "manifest.ttl"
    if not manifest.is_file():
        return
    graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())

    listed = {test for entries in graph.objects(None, MF.entries) for test in graph.items(entries)}

    def path(node: Any) -> Path:
        return Path(str(node).removeprefix("file://"))

    for kind in (
        "QueryEvaluationTest",
        "CSVResultFormatTest",
        "PositiveSyntaxTest11",
        "NegativeSyntaxTest11",
    ):
        for test in sorted(set(graph.subjects(RDF.type, MF[kind])) & listed):
            action = graph.value(test, MF.action)
            query, result = graph.value(action, QT.query) or action, graph.value(test, MF.result)
            if not path(query).is_file():  # negation/temporalProximity02.rq is not in the distribution
                continue
            text = path(query).read_text("utf-8")
            if kind == "QueryEvaluationTest" and "SERVICE" in text:
                continue
            yield Case(
                f"{folder.name}/{str(test).rpartition('#')[2]}",
                kind,
                f"BASE <{path(query).as_uri()}>\n{text}",
                tuple(path(node) for node in graph.objects(action, QT.data)),
                tuple(path(node) for node in graph.objects(action, QT.graphData)),
                path(result) if result else None,
            )


def _compare(case: Case, engine: Store, server: Served, report: Report) -> None:
    default, named = [file.as_uri() for file in case.data], [file.as_uri() for file in case.graphs]
    dataset: dict[str, Any] = {}
    if default or named or "FROM" not in case.query:
        default = default or [EMPTY]
        dataset["default_graph"] = [NamedNode(name) for name in default]
        dataset["named_graphs"] = [NamedNode(name) for name in named]
    try:
        found = engine.query(case.query, **dataset)
        expected, status = _content(found), 200
    except (SyntaxError, RuntimeError):  # malformed, or a function that nobody defined
        expected, status = None, 400
    fields = {"query": case.query, "default-graph-uri": default, "named-graph-uri": named}
    response = HTTP.request(
        "POST",
        f"{server.url}/sparql",
        body=urlencode(fields, doseq=True).encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/sparql-results+json, application/n-triples",
        },
    )
    told: object = None
    if response.status == 200 and "json" in response.headers["Content-Type"]:
        told = _content(parse_query_results(response.data, QueryResultsFormat.JSON))
    elif response.status == 200:
        told = _content(parse(response.data, RdfFormat.N_TRIPLES))
    if (response.status, told) == (status, expected):
        report.same += 1
    else:
        report.different[case.name] = f"{response.status} for {status}: {response.data[:200]!r}"
    if case.kind.startswith("Negative"):
        right = response.status == 400
    elif case.kind.startswith("Positive") or case.result is None:
        right = response.status == 200
    elif case.kind == "CSVResultFormatTest":
        right = _csv(case, server, default, named)
    else:
        right = told is not None and told == _wanted(case.result)
    if right:
        report.right += 1
    else:
        report.wrong[case.name] = f"{response.status} {response.data[:200]!r}"


def _csv(case: Case, server: Served, default: list[str], named: list[str]) -> bool:
    fields = {"query": case.query, "default-graph-uri": default, "named-graph-uri": named}
    assert case.result is not None
    media = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}[case.result.suffix]
    answer = server.get("/sparql", {"Accept": media}, **fields).data.decode()
    return _table(answer, media) == _table(case.result.read_text("utf-8"), media)


def _table(text: str, media: str) -> list[str]:
    """Return rows whose columns are in the order of their names: SELECT * promises none."""
    rows = csv.DictReader(io.StringIO(text), delimiter="," if media == "text/csv" else "\t")
    return sorted(str(sorted((k.lstrip("?"), v) for k, v in row.items())) for row in rows)


def _wanted(file: Path) -> object:
    if file.suffix in ROWS:
        return _content(parse_query_results(file.read_bytes(), ROWS[file.suffix]))
    quads = list(parse(path=str(file), format=FORMATS[file.suffix], base_iri=file.as_uri()))
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    if not any(quad.predicate.value == rs + "resultVariable" for quad in quads):
        return _content(iter(quads))
    graph = rdflib.Graph().parse(file)
    namespace = rdflib.Namespace(rs)
    rows = []
    for solution in graph.objects(None, namespace.solution):
        row = {}
        for binding in graph.objects(solution, namespace.binding):
            value = graph.value(binding, namespace.value)
            row[str(graph.value(binding, namespace.variable))] = (
                "_:" if isinstance(value, rdflib.BNode) else value.n3()  # type: ignore[union-attr]
            )
        rows.append(tuple(sorted(row.items())))
    return Counter(rows)


def _content(found: Any) -> object:
    """Return an answer so that equal ones are equal: blank nodes have no names, rows no order."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        return Counter(
            tuple(sorted((name, _term(row[name])) for name in names if row[name] is not None))
            for row in found
        )
    return Counter((_term(one.subject), _term(one.predicate), _term(one.object)) for one in found)


def _term(term: Any) -> str:
    if isinstance(term, BlankNode):
        return "_:"
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in (
        "decimal",
        "double",
        "integer",
    ):
        try:
            return f"{float(term.value):.10g} {term.datatype}"
        except ValueError:
            return str(term)
    return str(term)


# The protocol: https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/

DATA = [f"http://data.example/data{number}" for number in (1, 2, 3)]
FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
DATASET = urlencode({"default-graph-uri": DATA[:2], "named-graph-uri": DATA[2]}, doseq=True)
ASK_TWO = "ASK { <http://data.example/data1> a ?type . <http://data.example/data2> a ?type }"
ASK_NAMED = "ASK { GRAPH ?g { ?s a ?type } }"
ASK_FULL = "ASK { <http://data.example/data1> ?p ?o GRAPH <http://data.example/data3> { ?s ?q ?r } }"
CLEAR = "CLEAR ALL"

Request = tuple[str, str, str | None, bytes]  # method, query string, content type, body
QUERIES: dict[str, Request] = {
    "query_post_form": ("POST", "", FORM, b"query=ASK%20%7B%7D"),
    "query_dataset_default_graphs_get": ("GET", f"query={quote(ASK_TWO)}&{DATASET}", None, b""),
    "query_dataset_default_graphs_post": ("POST", DATASET, QUERY, ASK_TWO.encode()),
    "query_dataset_named_graphs_post": ("POST", DATASET, QUERY, ASK_NAMED.encode()),
    "query_dataset_named_graphs_get": ("GET", f"query={quote(ASK_NAMED)}&{DATASET}", None, b""),
    "query_dataset_full": ("POST", DATASET, QUERY, ASK_FULL.encode()),
    "query_multiple_dataset": (
        "POST",
        DATASET,
        QUERY,
        ASK_TWO.replace("{", f"FROM <{DATA[2]}> {{", 1).encode(),
    ),
    "query_get": ("GET", "query=ASK%20%7B%7D", None, b""),
    "query_content_type_select": ("GET", f"query={quote('SELECT (1 AS ?value) {}')}", None, b""),
    "query_content_type_ask": ("GET", f"query={quote('ASK {}')}", None, b""),
    "query_content_type_describe": ("GET", f"query={quote(f'DESCRIBE <{DATA[0]}>')}", None, b""),
    "query_content_type_construct": ("GET", f"query={quote('CONSTRUCT { <s> <p> 1 } WHERE {}')}", None, b""),
    "query_post_direct": ("POST", "", QUERY, b"ASK {}"),
}
BAD: dict[str, Request] = {
    "bad_query_method": ("PUT", "query=ASK%20%7B%7D", None, b""),
    "bad_multiple_queries": ("GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, b""),
    "bad_query_wrong_media_type": ("POST", "", "text/plain", b"ASK {}"),
    "bad_query_missing_form_type": ("POST", "", None, b"query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": ("POST", "", None, b"ASK {}"),
    "bad_query_non_utf8": ("POST", "", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    "bad_query_syntax": ("GET", "query=ASK%20%7B", None, b""),
    "bad_update_get": ("GET", f"update={quote(CLEAR)}", None, b""),
    "bad_multiple_updates": ("POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    "bad_update_wrong_media_type": ("POST", "", "text/plain", CLEAR.encode()),
    "bad_update_missing_form_type": ("POST", "", None, b"update=CLEAR%20NAMED"),
    "bad_update_non_utf8": ("POST", "", f"{UPDATE}; charset=UTF-16", CLEAR.encode("utf-16")),
    "bad_update_syntax": ("POST", "", FORM, b"update=CLEAR%20XYZ"),
    "bad_update_dataset_conflict": (
        "POST",
        "",
        FORM,
        b"using-named-graph-uri=http%3A%2F%2Fx%2F&update=CLEAR%20ALL",
    ),
}
READ_ONLY: dict[str, Request] = {
    "update_dataset_default_graph": ("POST", f"using-graph-uri={quote(DATA[0])}", UPDATE, CLEAR.encode()),
    "update_dataset_default_graphs": ("POST", f"using-graph-uri={quote(DATA[0])}", UPDATE, CLEAR.encode()),
    "update_dataset_named_graphs": (
        "POST",
        f"using-named-graph-uri={quote(DATA[0])}",
        UPDATE,
        CLEAR.encode(),
    ),
    "update_dataset_full": ("POST", f"using-graph-uri={quote(DATA[0])}", UPDATE, CLEAR.encode()),
    "update_post_form": ("POST", "", FORM, b"update=CLEAR%20ALL"),
    "update_post_direct": ("POST", "", UPDATE, CLEAR.encode()),
    "update_base_uri": ("POST", "", UPDATE, b"CLEAR GRAPH <http://example.org/protocol-base-test/>"),
}


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("protocol") / "claimgraph.db"
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    with open_embedded(path) as store:
        store.load(
            Quad(NamedNode(name), kind, NamedNode("http://data.example/Data"), NamedNode(name))
            for name in DATA
        )
    with serving(path) as server:
        yield server


def _send(server: Served, request: Request) -> Any:
    method, query, kind, body = request
    headers = {"Content-Type": kind} if kind else {}
    return HTTP.request(
        method, f"{server.url}/sparql?{query}".rstrip("?"), body=body or None, headers=headers
    )


def test_every_test_of_the_protocol_is_here(suites: Path) -> None:
    graph = rdflib.Graph().parse(suites / "protocol" / "manifest.ttl")
    names = {str(test).rpartition("#")[2] for test in graph.subjects(RDF.type, MF.ProtocolTest)}
    assert names == set(QUERIES) | set(BAD) | set(READ_ONLY)


@pytest.mark.parametrize("name", QUERIES)
def test_queries_of_the_protocol(protocol: Served, name: str) -> None:
    response = _send(protocol, QUERIES[name])
    assert response.status == 200, response.data
    kind = response.headers["Content-Type"].partition(";")[0]
    if name.endswith(("describe", "construct")):
        assert kind == "text/turtle"
    else:
        assert kind == "application/sparql-results+json"
        assert json.loads(response.data).get("boolean", True) is True


@pytest.mark.parametrize("name", BAD)
def test_what_the_protocol_forbids(protocol: Served, name: str) -> None:
    assert 400 <= _send(protocol, BAD[name]).status < 500


@pytest.mark.parametrize("name", READ_ONLY)
def test_updates_are_refused_as_the_server_is_read_only(protocol: Served, name: str) -> None:
    assert _send(protocol, READ_ONLY[name]).status == 403
    assert json.loads(_send(protocol, QUERIES["query_dataset_full"]).data)["boolean"] is True
