"""No query reaches another server, however it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from claimgraph.errors import QueryError
from claimgraph.store import EmbeddedStore, open_store
from claimgraph.store.guard import refuse_service


@pytest.fixture(scope="module")
def listener() -> Iterator[socket]:
    """Yield a port of this machine that nobody may knock at."""
    with socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        yield server


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("guard") / "claimgraph.db") as opened:
        yield opened


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { { { OPTIONAL { SeRvIcE <URL> { ?s ?p ?o } } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE\n\t<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <URL> } SERVICE ?g { ?s ?p ?o } }",
    # Where parsers differ about comments, strings and escapes.
    "SELECT * { # a comment\r SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { BIND("\\u0022 #" AS ?x) SERVICE <URL> { ?s ?p ?o } }',
    'SELECT * { BIND("""a""b\\"""" AS ?x) SERVICE <URL> { ?s ?p ?o } BIND("" AS ?y) }',
    "SELECT * { BIND('''it's''' AS ?x) SERVICE <URL> { ?s ?p ?o } BIND('' AS ?y) }",
    "PREFIX e: <a:b> SELECT * { SERVICE <URL> { ?s e:x\\# ?o } }",
    "PREFIX e: <a:b> SELECT * { BIND(e:x\\# AS ?x) SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX e: <a:b> SELECT * { BIND(e:x\u0301\\# AS ?x) SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX e: <a:b> SELECT * { BIND(e:x\\' AS ?x) SERVICE <URL> { ?s ?p ?o } BIND(e:x\\' AS ?y) }",
    "SELECT * { BIND(<a:'\\u0041> AS ?x) SERVICE <URL> { ?s ?p ?o } BIND(<a:'> AS ?y) }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE<URL>{ ?s ?p ?o FILTER(?s>?p) } }",
    "SELECT * { ?s ?p 5 SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 5SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@enSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p e:a.SERVICE <URL> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_never_leaves(query: str, store: EmbeddedStore, listener: socket) -> None:
    address, port = listener.getsockname()
    with pytest.raises(QueryError):
        list(store.query(query.replace("URL", f"http://{address}:{port}/")))
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize("query", [call for call in CALLS if "e:a.SERVICE" not in call])
def test_it_is_the_guard_that_refuses(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "customer service" }',
        "SELECT * { ?s ?p '''a service\nof ours''' }",
        "SELECT * { ?service ?p ?o } # a service",
        "SELECT * { <http://service.example/service> ?p ?o }",
        "PREFIX e: <a:b> SELECT * { e:service ?p e:selfservice }",
        "SELECT * { ?s ?p ?o }",
    ],
)
def test_the_word_alone_is_harmless(query: str, store: EmbeddedStore) -> None:
    assert list(store.query(query)) == []


def test_a_long_query_is_judged_in_no_time(tmp_path: Path) -> None:
    for part in ('"' * 50_000, "<" * 50_000, "\\" * 50_000, "a:" * 25_000, "'''" * 20_000, '"""""' * 10_000):
        with pytest.raises(QueryError):
            refuse_service(part + " SERVICE <a:b> {}")


# A call in the middle of whatever makes parsers lose their place. Nobody listens at this address.
CALL = "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }"
BARE = Store()
BARE.add(Quad(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o")))
AROUND = st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            '"""',
            "'''",
            '"x"',
            "'it'",
            "#",
            "\\",
            "\\u0022",
            "\\'",
            "\n",
            "\r",
            "\u2028",
            "<",
            ">",
            "<a:b>",
            "?s ?p ",
            "?o .",
            "e:x",
            "e:x\\#",
            ":",
            "5",
            "@en",
            ".",
            "{",
            "}",
            "BIND(",
            "AS ?x)",
            "FILTER(?s<?p)",
            "\u0301",
        ]
    ),
    max_size=8,
).map("".join)


@given(AROUND, AROUND)
@settings(max_examples=1500, deadline=None)
def test_what_the_engine_takes_for_a_call_is_refused(before: str, behind: str) -> None:
    query = f"PREFIX e: <a:b> SELECT * {{ {before} {CALL} {behind} }}"
    try:
        list(BARE.query(query))
    except SyntaxError:
        return
    except OSError:  # it knocked
        with pytest.raises(QueryError, match="SERVICE"):
            refuse_service(query)


def test_the_engine_says_that_it_knocked() -> None:
    with pytest.raises(OSError, match="port 1"):
        list(BARE.query(f"SELECT * {{ {CALL} }}"))
