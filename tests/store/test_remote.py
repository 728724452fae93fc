"""The remote store: against a small server with faults, and against Virtuoso."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests import virtuoso
from tests.store.sparql_server import GRAPH, Faulty, faulty_server

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError, StoreError
from claimgraph.store import open_store
from claimgraph.store.endpoint import Credentials, _by_kind
from claimgraph.store.remote import RemoteStore


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    with faulty_server() as server:
        yield server


@pytest.fixture
def store(faulty: Faulty, tmp_path: Path) -> Iterator[RemoteStore]:
    with RemoteStore(faulty.url, tmp_path / "home", Credentials()) as opened:
        yield opened


def quads(count: int, graph: NamedNode = GRAPH) -> list[Quad]:
    return [Quad(v.node(f"n-{i}"), v.TYPE, Literal(f"{i} “quoted” \\ \n"), graph) for i in range(count)]


def test_what_is_written_comes_back(store: RemoteStore) -> None:
    assert store.write({GRAPH: quads(20)})
    assert set(store.quads()) == set(quads(20))
    assert store.size == 20
    assert not store.write({GRAPH: quads(20)})
    assert store.write({GRAPH: quads(5)})
    assert set(store.quads(GRAPH)) == set(quads(5))
    assert store.remove(GRAPH)
    assert store.graphs() == ()


def test_a_large_graph_is_written_in_updates_that_servers_take(faulty: Faulty, store: RemoteStore) -> None:
    faulty.longest = 600
    store.write({GRAPH: quads(1300)})
    assert len(faulty.store) == 1300
    store.write({GRAPH: ()})
    assert len(faulty.store) == 0


def test_an_answer_that_is_cut_off_is_read_in_pages(faulty: Faulty, store: RemoteStore) -> None:
    store.write({GRAPH: quads(950)})
    faulty.cut = 100
    assert set(store.quads(GRAPH)) == set(quads(950))
    rows = store.query("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 310").rows()
    assert [row["s"] for row in rows] == sorted(f"n-{i}" for i in range(950))[:310]


def test_a_busy_server_is_asked_again(faulty: Faulty, store: RemoteStore) -> None:
    faulty.busy = 2
    assert store.write({GRAPH: quads(1)})
    assert faulty.busy == 0


def test_a_server_that_stays_busy_is_named(faulty: Faulty, store: RemoteStore) -> None:
    faulty.busy = 1000
    with pytest.raises(StoreError, match="503"):
        store.write({GRAPH: quads(1)})


def test_nonsense_is_an_error(faulty: Faulty, store: RemoteStore) -> None:
    faulty.broken = True
    with pytest.raises(StoreError, match="JSON"):
        store.graphs()


def test_nobody_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib3

    monkeypatch.setattr("claimgraph.store.endpoint.RETRIES", urllib3.Retry(0))
    with pytest.raises(StoreError, match="is it running"):
        RemoteStore("http://127.0.0.1:1/sparql", tmp_path)


def test_the_parsers_words_and_refusals(store: RemoteStore) -> None:
    with pytest.raises(QueryError, match="expected"):
        store.query("SELECT ?x {")
    with pytest.raises(QueryError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }")
    with pytest.raises(QueryError):
        store.query("DROP ALL")


def test_every_form_of_query(store: RemoteStore) -> None:
    store.write({GRAPH: quads(3)})
    assert bool(store.query("ASK { ?s ?p ?o }"))
    assert len(store.query("CONSTRUCT WHERE { ?s ?p ?o }").rows()) == 3
    found = store.query("SELECT ?s ?o { ?s ?p ?o }", {"s": v.node("n-1")}).rows()
    assert [row["s"] for row in found] == ["n-1"]
    assert len(store.dataset()) == 3


def test_credentials_come_from_the_environment(
    faulty: Faulty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMGRAPH_TOKEN", "open-sesame")
    monkeypatch.setenv("CLAIMGRAPH_HOME", str(tmp_path / "elsewhere"))
    with open_store(faulty.url) as store:
        store.graphs()
        assert store.path == tmp_path / "elsewhere"
    assert faulty.seen[-1][1]["authorization"] == "Bearer open-sesame"
    monkeypatch.delenv("CLAIMGRAPH_TOKEN")
    monkeypatch.setenv("CLAIMGRAPH_USER", "ada")
    monkeypatch.setenv("CLAIMGRAPH_PASSWORD", "x")
    with open_store(faulty.url) as store:
        store.graphs()
    assert faulty.seen[-1][1]["authorization"] == "Basic YWRhOng="
    with pytest.raises(StoreError, match="CLAIMGRAPH_PASSWORD"):
        open_store(faulty.url.replace("http://", "http://ada:x@"))


def test_one_home_holds_the_texts_of_one_graph(faulty: Faulty, store: RemoteStore) -> None:
    with pytest.raises(StoreError, match="CLAIMGRAPH_HOME"):
        RemoteStore(faulty.url + "?other", store.path)


def test_servers_are_known_by_what_they_say() -> None:
    found = _by_kind("http://h:3030/ds/sparql", {"fuseki-request-id": "1"}, False)
    assert (found.update, found.graphs) == ("http://h:3030/ds/update", "http://h:3030/ds/data")
    found = _by_kind("http://h:7200/repositories/claims", {}, False)
    assert found.update == "http://h:7200/repositories/claims/statements"
    assert found.graphs == "http://h:7200/repositories/claims/rdf-graphs/service"
    found = _by_kind("http://h:8890/sparql", {"server": "Virtuoso/07.20"}, True)
    assert found.query.endswith("/sparql-auth")


# Virtuoso


@pytest.mark.server
def test_virtuoso_cuts_answers_off_and_they_are_read_in_pages(
    server: virtuoso.Virtuoso, tmp_path: Path
) -> None:
    name = NamedNode(v.GRAPH + "article-paged")
    with RemoteStore(server.url, tmp_path, Credentials()) as store:
        try:
            store.write({name: quads(2500, name)})
            assert set(store.quads(name)) == set(quads(2500, name))
            text = f"SELECT ?s FROM <{name.value}> {{ ?s ?p ?o }}"  # noqa: S608
            assert {row["s"] for row in store.query(text).rows()} == {f"n-{i}" for i in range(2500)}
            asked = f"SELECT ?s {{ GRAPH {name} {{ ?s ?p ?o }} }} ORDER BY ?s"
            found = [row["s"] for row in store.query(asked).rows()]
            assert found == sorted(f"n-{i}" for i in range(2500))
        finally:
            store.remove(name)


@pytest.mark.server
def test_virtuoso_lets_a_user_write_by_digest(server: virtuoso.Virtuoso, tmp_path: Path) -> None:
    name = NamedNode(v.GRAPH + "article-by-user")
    with RemoteStore(server.url, tmp_path / "a", Credentials("writer", "open-sesame")) as store:
        for count in (3, 1200):
            assert store.write({name: quads(count, name)})
        assert set(store.quads(name)) == set(quads(1200, name))
        store.remove(name)
        assert name not in store.graphs()
    with (
        pytest.raises(StoreError, match="CLAIMGRAPH_USER"),
        RemoteStore(server.url, tmp_path / "b", Credentials("writer", "wrong")) as store,
    ):
        store.write({name: quads(3, name)})
