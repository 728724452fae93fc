"""A graph that an earlier version made is opened as one of today, and nothing in it is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.store.sparql_server import faulty_server

from claimgraph import vocabulary as v
from claimgraph.claim_graph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import StoreError
from claimgraph.store import migration, open_embedded
from claimgraph.store.backup import backup, restore
from claimgraph.store.endpoint import Credentials
from claimgraph.store.remote import RemoteStore

VERSION = f"ASK {{ {v.WHOLE} {v.CONFORMS_TO} {v.version(v.VERSION)} }}"


@pytest.fixture
def today(articles: Path) -> Path:
    """Return a graph of this version, with a decision of a person's."""
    path = articles.parent / "today.db"
    decision = articles.parent / "decision.toml"
    decision.write_text(
        f"[[decisions]]\ndecision = 'reject'\nwords = '44 percent'\narticle = '{articles / 'harbour.txt'}'\n",
        "utf-8",
    )
    with ClaimGraph(path) as graph:
        graph.add([articles])
        made = graph.read_decisions(decision, "Ann", lambda: "2026-01-01T00:00:00Z")
        assert graph.review(made)
    return path


@pytest.fixture
def first(today: Path) -> Path:
    """Return the same graph as the first version made it: the vocabulary had no version."""
    with open_embedded(today) as store:
        before = {quad for quad in store.quads() if quad.subject == v.WHOLE}
        assert before
        store.write({v.ENTITIES: set(store.quads(v.ENTITIES)) - before})
    (today / "format").write_text("1\n", "ascii")
    return today


def held(path: Path) -> tuple[object, ...]:
    with ClaimGraph(path, create=False) as graph:
        assert graph.validate() == []
        return graph.corpus, graph.comparisons, graph.decisions, {str(quad) for quad in graph.store.quads()}


def test_an_older_graph_is_migrated_and_says_so(first: Path) -> None:
    told = CliRunner().invoke(main, ["--db", str(first), "ls", "articles"])
    assert told.exit_code == 0
    assert "was brought from format 1 to 2" in told.stderr
    again = CliRunner().invoke(main, ["--db", str(first), "ls", "articles"])
    assert again.stderr == ""
    assert again.stdout == told.stdout


def test_nothing_but_the_version_changes(today: Path, first: Path) -> None:
    migrated = held(first)
    with ClaimGraph(first) as graph:
        assert graph.store.query(VERSION)
        assert len(graph.decisions) == 1
        report = graph.add([first.parent / "articles"])
        assert {one.status for one in report.done} == {"unchanged"}
        graph.mend()  # what this version writes is what the migration made
    assert held(first) == migrated


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_migration_that_was_killed_is_done_again(first: Path, moment: str) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from claimgraph.store import open_store\n"
        "from claimgraph.store.embedded import EmbeddedStore as E\n"
        "really = E.write\n"
        "def write(store, graphs):\n"
        f"    {'really(store, graphs)' if moment == 'after' else 'pass'}\n"
        "    os.kill(os.getpid(), 9)\n"
        "E.write = write\n"
        "open_store(Path(sys.argv[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(first)], check=False).returncode == -9
    assert (first / "format").read_text("ascii") == "1\n"
    with open_embedded(first) as store:
        assert store.migrated
        assert store.query(VERSION)
    assert (first / "format").read_text("ascii") == f"{v.VERSION}\n"
    held(first)


def test_an_empty_graph_of_an_earlier_version_stays_empty(tmp_path: Path) -> None:
    open_embedded(tmp_path / "new.db").close()
    (tmp_path / "new.db" / "format").write_text("1\n", "ascii")
    with open_embedded(tmp_path / "new.db") as store:
        assert (store.size, store.migrated) == (0, None)


@pytest.mark.parametrize("version", ["99", "", "one", "1\n2"])
def test_a_version_that_is_not_known_is_refused_and_left_alone(first: Path, version: str) -> None:
    (first / "format").write_text(version, "utf-8")
    with pytest.raises(StoreError, match="install the version that made it"):
        open_embedded(first)
    assert (first / "format").read_text("utf-8") == version


def test_a_graph_at_a_server_is_migrated_or_says_how(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_server() as server:
        with open_embedded(first) as store:
            server.store.extend(store.quads())
        server.store.update(f"DELETE WHERE {{ GRAPH ?g {{ {v.WHOLE} ?p ?o }} }}")

        def opened(home: str) -> RemoteStore:
            return RemoteStore(server.url, first.parent / home, Credentials())

        with monkeypatch.context() as patch:
            patch.setattr(RemoteStore, "write", refuse)
            with pytest.raises(StoreError, match="open it once as someone who may write"):
                opened("a")
        with opened("b") as remote:
            assert remote.migrated
            assert remote.query(VERSION)
        with opened("c") as remote:
            assert remote.migrated is None
        server.store.update(
            f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} INSERT {{ GRAPH ?g {{ ?s ?p {v.version('99')} }} }} "
            f"WHERE {{ GRAPH ?g {{ ?s ?p ?o FILTER(?p = {v.CONFORMS_TO}) }} }}"
        )
        with pytest.raises(StoreError, match="install the version that made it"):
            opened("d")


def refuse(*_: object) -> bool:
    raise StoreError("the server refuses to write")


def test_a_backup_of_an_earlier_version_is_migrated_when_it_is_restored(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = first.parent / "graph.tar.gz"
    monkeypatch.setattr(migration, "STEPS", ())
    monkeypatch.setattr(v, "VERSION", "1")
    with open_embedded(first) as store:
        backup(store, archive)
    monkeypatch.undo()
    with open_embedded(first.parent / "restored.db") as store:
        restore(archive, store)
        assert store.query(VERSION)
    assert held(first.parent / "restored.db")[0] == held(first)[0]


def test_an_export_of_another_version_is_imported_or_refused(first: Path) -> None:
    export = first.parent / "graph.nq"
    with ClaimGraph(first) as graph, export.open("wb") as file:
        graph.export("nquads", file)
    words = export.read_text("utf-8")
    version = v.version(v.VERSION).value
    export.write_text("".join(line for line in words.splitlines(True) if version not in line), "utf-8")
    with ClaimGraph(first.parent / "again.db") as graph:
        assert len(graph.take_in(export, first / "texts").done) == 2
        assert graph.store.query(VERSION)
        export.write_text(words.replace(version, v.version("99").value), "utf-8")
        with pytest.raises(StoreError, match="install the version that made it"):
            graph.take_in(export, first / "texts")


def test_the_last_step_reaches_the_version_of_today() -> None:
    assert [step.version for step in migration.STEPS] == [str(n) for n in range(2, int(v.VERSION) + 1)]
