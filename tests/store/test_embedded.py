"""The store on disk: atomic, repeatable, one process at a time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.errors import QueryError, StoreError
from claimgraph.model import Extraction
from claimgraph.store import EmbeddedStore, open_store


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Yield an empty store."""
    with open_store(tmp_path / "claimgraph.db") as store:
        yield store


def dump(store: EmbeddedStore) -> bytes:
    output = io.BytesIO()
    store.export("trig", output)
    return output.getvalue()


def graph_of(extraction: Extraction, example: ModuleType) -> dict[NamedNode, list[Quad]]:
    quads = list(rdf.article_quads(extraction, example.CORPUS))
    return {v.article_graph(extraction.article.id): quads}


@pytest.fixture
def filled(fresh: EmbeddedStore, example: ModuleType) -> EmbeddedStore:
    """Return a store that holds the worked example."""
    graphs: dict[NamedNode, Iterable[Quad]] = {
        v.ENTITIES: rdf.entity_quads(example.CORPUS),
        v.LINKS: rdf.link_quads(example.CORPUS),
        v.DERIVED: rdf.derived_quads(example.CORPUS, example.COMPARISONS),
        v.RUNS: [quad for extraction in example.EXTRACTIONS for quad in rdf.run_quads(extraction)],
    }
    for extraction in example.EXTRACTIONS:
        fresh.texts.put(extraction.article.text)
        graphs |= graph_of(extraction, example)
    fresh.write(graphs)
    return fresh


def test_writing_the_same_again_changes_nothing(filled: EmbeddedStore, example: ModuleType) -> None:
    before = dump(filled)
    for extraction in example.EXTRACTIONS:
        assert filled.write(graph_of(extraction, example)) is False
    assert filled.write({v.ENTITIES: rdf.entity_quads(example.CORPUS)}) is False
    assert dump(filled) == before


def test_a_changed_article_replaces_its_own_graph_alone(filled: EmbeddedStore, example: ModuleType) -> None:
    first = example.EXTRACTIONS[0]
    others = [name for name in filled.graphs() if name != v.article_graph(first.article.id)]
    before = {name: set(filled.quads(name)) for name in others}
    shorter = replace(first, statistics=first.statistics[:1], relations=())
    assert filled.write(graph_of(shorter, example)) is True
    assert {name: set(filled.quads(name)) for name in others} == before
    assert set(filled.quads(v.article_graph(first.article.id))) == set(
        rdf.article_quads(shorter, example.CORPUS)
    )


def test_a_graph_is_removed_whole(filled: EmbeddedStore, example: ModuleType) -> None:
    name = v.article_graph(example.SURVEY.id)
    assert filled.remove(name) is True
    assert name not in filled.graphs()
    assert filled.remove(name) is False
    assert filled.sweep_texts() == 1
    assert list(filled.texts) == [example.RETELLING.sha256]


def test_what_is_kept_is_there_after_opening_again(filled: EmbeddedStore, example: ModuleType) -> None:
    before = dump(filled)
    filled.close()
    with open_store(filled.path, create=False) as again:
        assert dump(again) == before
        assert again.texts.get(example.SURVEY.sha256) == example.SURVEY.text


def test_the_bulk_loader_fills_a_new_store_alone(filled: EmbeddedStore, tmp_path: Path) -> None:
    with open_store(tmp_path / "copy.db") as copy:
        copy.load(filled.quads())
        assert dump(copy) == dump(filled)
        with pytest.raises(StoreError, match="not empty"):
            copy.load(filled.quads())


def test_a_first_write_is_loaded_in_bulk(filled: EmbeddedStore, tmp_path: Path) -> None:
    with open_store(tmp_path / "copy.db") as copy:
        copy.write({name: filled.quads(name) for name in filled.graphs()})
        assert dump(copy) == dump(filled)
        assert copy.remove(v.DERIVED) is True


def test_an_interrupted_load_leaves_the_store_empty(tmp_path: Path, example: ModuleType) -> None:
    def broken() -> Iterator[Quad]:
        yield from rdf.entity_quads(example.CORPUS)
        raise KeyboardInterrupt

    store = open_store(tmp_path / "claimgraph.db")
    with pytest.raises(KeyboardInterrupt):
        store.load(broken())
    assert store.size == 0
    store.close()
    with open_store(tmp_path / "claimgraph.db") as again:
        assert again.size == 0
        again.load(rdf.entity_quads(example.CORPUS))
        assert again.size > 0


def test_a_quad_of_another_graph_is_refused(fresh: EmbeddedStore) -> None:
    term = NamedNode(v.ID + "x")
    with pytest.raises(StoreError, match="not of the graph"):
        fresh.write({v.LINKS: [Quad(term, v.CANONICAL, term, v.ENTITIES)]})
    assert fresh.size == 0


@pytest.mark.parametrize(
    "text", ["a\x00b", "\r\n\t", 'say "so" \\', "\ufeff\u2028", "😀 ́e", "} } ; CLEAR ALL"]
)
def test_odd_characters_survive_a_write(fresh: EmbeddedStore, text: str) -> None:
    quad = Quad(NamedNode(v.ID + "x"), v.LABEL, Literal(text), v.ENTITIES)
    fresh.write({v.ENTITIES: [quad]})
    assert list(fresh.quads()) == [quad]


def test_another_process_is_told_who_holds_the_graph(fresh: EmbeddedStore) -> None:
    code = (
        "import sys; from pathlib import Path; from claimgraph.store import open_store\n"
        "from claimgraph.errors import StoreError\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(fresh.path)], capture_output=True, text=True, check=True
    )
    assert f"process {os.getpid()} has the graph at {fresh.path} open" in done.stdout


def test_opening_twice_in_one_process_says_so(fresh: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="in this process already"):
        open_store(fresh.path)


def test_a_killed_holder_is_no_obstacle(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from claimgraph.store import open_store\n"
        "open_store(Path(sys.argv[1])); os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "claimgraph.db"
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    with open_store(path) as store:
        assert store.size == 0


def test_no_graph_is_made_where_one_is_expected(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="claimgraph add"):
        open_store(tmp_path / "claimgraph.db", create=False)
    assert not (tmp_path / "claimgraph.db").exists()


def test_a_graph_of_a_later_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "claimgraph.db").close()
    (tmp_path / "claimgraph.db" / "format").write_text("99\n")
    with pytest.raises(StoreError, match="'99'"):
        open_store(tmp_path / "claimgraph.db")


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "claimgraph.db").write_text("no directory")
    with pytest.raises(StoreError, match=r"claimgraph\.db"):
        open_store(tmp_path / "claimgraph.db")


def test_a_closed_store_says_so(fresh: EmbeddedStore) -> None:
    fresh.close()
    fresh.close()
    with pytest.raises(StoreError, match="closed"):
        fresh.query("ASK { ?s ?p ?o }")


def test_queries_see_all_graphs_and_know_the_prefixes(filled: EmbeddedStore) -> None:
    query = "SELECT ?group { ?s a cg:Statistic ; cg:respondentGroup/skos:prefLabel ?group }"
    groups = {row["group"] for row in filled.query(query).rows()}
    assert groups == {"school leaders", "teachers", "principals", "nobody named"}


@pytest.mark.parametrize(
    "query",
    ["SELECT", "INSERT DATA { <a:b> <a:c> <a:d> }", "DROP ALL", "LOAD <file:///etc/hostname>", "", "\ud800"],
)
def test_what_is_no_query_is_refused(filled: EmbeddedStore, query: str) -> None:
    before = filled.size
    with pytest.raises(QueryError):
        filled.query(query)
    assert filled.size == before


def test_an_unknown_parameter_is_named(filled: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="nosuch"):
        filled.query("SELECT ?s { ?s a cg:Study }", {"nosuch": v.SOFTWARE})


def test_from_a_file_reads_no_file(filled: EmbeddedStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:b> <a:c> 'secret' .")
    query = "SELECT ?o FROM <URL> { ?s ?p ?o }".replace("URL", secret.as_uri())
    assert filled.query(query).rows() == []
    assert "secret" not in {str(row[0]) for row in filled.dataset().query(query)}


def test_from_narrows_to_the_graphs_it_names(filled: EmbeddedStore) -> None:
    query = "SELECT ?s FROM <https://w3id.org/claimgraph/id/g/links> { ?s a ?class }"
    found = [row["s"] for row in filled.query(query).rows()]
    assert found
    assert all(str(name).startswith(("link-", "finding-")) for name in found)


def test_rdflib_sees_the_same_graph(filled: EmbeddedStore) -> None:
    (row,) = filled.dataset().query("SELECT (COUNT(*) AS ?n) { ?s a cg:Statistic }")
    assert int(row[0]) == 7


def test_trig_comes_back_as_it_was(filled: EmbeddedStore) -> None:
    assert set(parse(dump(filled), format=RdfFormat.TRIG)) == set(filled.quads())
