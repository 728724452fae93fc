"""`find` from the shell: the index is enough, and is made again where it is lost or behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph
from claimgraph.cli import main


def found(db: Path, phrase: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["--db", str(db), "find", phrase, "--format", "json"])
    rows: list[dict[str, object]] = json.loads(result.stdout) if result.exit_code == 0 else []
    return rows


@pytest.fixture
def db(articles: Path, tmp_path: Path) -> Path:
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        graph.add([articles])
    return tmp_path / "claimgraph.db"


def test_the_graph_is_not_opened(db: Path) -> None:
    with ClaimGraph(db):  # nobody else could open it now
        assert [row["value"] for row in found(db, "62 percent of dockers")] == [62]


def test_a_lost_index_is_made_again(db: Path) -> None:
    before = found(db, "dockers cranes")
    (db / "search.sqlite").unlink()
    assert found(db, "dockers cranes") == before != []
    (db / "search.sqlite").write_bytes(b"broken")
    assert found(db, "dockers cranes") == before


def test_filters_in_a_phrase(db: Path) -> None:
    assert {row["year"] for row in found(db, "dockers year:2019")} == {2019}
    assert {row["group"] for row in found(db, "cranes group:shipowners")} == {"shipowners"}
    assert len(found(db, 'study:"Ports in Transition" 62 percent')) == 1
    assert {row["score"] for row in found(db, "group:dockers year:2019")} == {1.0}


def test_an_article_that_was_removed_is_not_found(db: Path, articles: Path) -> None:
    with ClaimGraph(db) as graph:
        graph.remove(str(articles / "retold.txt"))
    assert found(db, "66 percent article:Gazette") == []
