"""A directory and a real server: every command gives the same answer on both homes of a graph."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import virtuoso
from tests.conftest import HARBOUR, RETOLD

from claimgraph import vocabulary as v
from claimgraph.cli import main

DRAFT = """\
# On the quays

62 percent of dockers said that the new cranes make their work safer.

Also, 81 percent of dockers said that the new cranes make their work safer.
"""


def run(db: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--db", db, *arguments])


@pytest.fixture(scope="session")
def homes(
    server: virtuoso.Virtuoso, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, Path]]:
    """Return two homes of one graph, filled by the same command, and the folder to work in."""
    folder = tmp_path_factory.mktemp("homes")
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    (folder / "retold.txt").write_text(RETOLD, "utf-8")
    (folder / "draft.md").write_text(DRAFT, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for db in ("claimgraph.db", server.url):
            done = CliRunner().invoke(main, ["--db", db, "add", "harbour.txt", "retold.txt"])
            assert done.exit_code == 0, done.output
        yield "claimgraph.db", server.url, folder


COMMANDS = [
    *(
        ["ls", kind, "--format", "json"]
        for kind in ("articles", "studies", "groups", "measures", "statistics", "claims", "comparisons")
    ),
    ["ls", "statistics", "--group", "dockers", "--year", "2021", "--format", "csv"],
    ["ls", "statistics", "--article", "retold.txt", "--study", "Ports", "--format", "ndjson"],
    ["ls", "groups", "--unplaced", "--format", "json"],
    ["find", "62 percent of dockers", "--format", "json"],
    *(
        ["cite", "62 percent of dockers", "--style", style]
        for style in ("text", "apa", "bibtex", "csl-json", "ris", "footnote")
    ),
    ["cite", "99 percent of nobody"],
    ["check", "draft.md"],
    ["check", "draft.md", "--format", "json"],
    ["check", "draft.md", "--footnotes"],
    ["contradictions", "--format", "json"],
    ["contradictions", "--gaps", "--format", "json"],
    ["trends", "--format", "json"],
    *(["export", "--format", form] for form in ("trig", "turtle", "jsonld", "rdf12", "graphml", "csv")),
    ["extract", "harbour.txt", "--format", "json"],
    ["review", "--decisions"],
    ["query", "--list"],
    ["validate"],
    *(["query", name, "--format", "csv"] for name in v.queries()),
]


@pytest.mark.server
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_gives_the_same_answer_on_both_homes(
    homes: tuple[str, str, Path], command: list[str]
) -> None:
    here, there = (CliRunner().invoke(main, ["--db", db, *command]) for db in homes[:2])
    assert there.exit_code == here.exit_code, there.output
    assert there.stdout == here.stdout


@pytest.mark.server
def test_show_and_page_are_the_same_on_both_homes(homes: tuple[str, str, Path]) -> None:
    rows = json.loads(
        CliRunner().invoke(main, ["--db", homes[0], "ls", "statistics", "--format", "json"]).stdout
    )
    for row in rows:
        here, there = (CliRunner().invoke(main, ["--db", db, "show", row["id"]]).stdout for db in homes[:2])
        assert here == there
    for number, db in enumerate(homes[:2]):
        assert CliRunner().invoke(main, ["--db", db, "page", "-o", f"page{number}.html"]).exit_code == 0
    assert Path("page0.html").read_bytes() == Path("page1.html").read_bytes()


@pytest.mark.server
def test_adding_again_changes_nothing_and_rm_takes_away(homes: tuple[str, str, Path]) -> None:
    again = CliRunner().invoke(main, ["--db", homes[1], "add", "retold.txt"])
    assert "unchanged" in again.stderr
    for db in homes[:2]:
        assert CliRunner().invoke(main, ["--db", db, "rm", "retold.txt"]).exit_code == 0
    exports = [
        CliRunner().invoke(main, ["--db", db, "export", "--format", "trig"]).stdout for db in homes[:2]
    ]
    assert exports[0] == exports[1]
    assert "Coast Gazette" not in exports[1]
    for db in homes[:2]:
        assert CliRunner().invoke(main, ["--db", db, "add", "retold.txt"]).exit_code == 0


@pytest.mark.server
def test_a_backup_of_a_remote_graph_restores_on_disk(homes: tuple[str, str, Path]) -> None:
    assert run(homes[1], "backup", "remote.tar.gz").exit_code == 0
    assert run("restored.db", "restore", "remote.tar.gz").exit_code == 0
    assert run("restored.db", "export").stdout == run(homes[1], "export").stdout
    assert run("restored.db", "doctor").exit_code == run(homes[1], "doctor").exit_code == 0


@pytest.mark.server
def test_what_is_doubtful_and_decided_is_the_same_on_both_homes(homes: tuple[str, str, Path]) -> None:
    doubts, decided, shown = [], [], []
    for number, db in enumerate(homes[:2]):
        assert run(db, "review", "--export", f"doubts{number}.json").exit_code == 0
        doubts.append(json.loads(Path(f"doubts{number}.json").read_text("utf-8")))
        figure = json.loads(run(db, "ls", "statistics", "--format", "json").stdout)[0]["id"]
        decision = {
            "id": figure,
            "decision": "accept",
            "note": "read by hand",
            "date": "2026-01-02T03:04:05Z",
        }
        Path("decisions.json").write_text(json.dumps({"decisions": [decision]}), "utf-8")
        done = run(db, "review", "--apply", "decisions.json", "--author", "Ada")
        assert done.exit_code == 0, done.output
        decided.append(run(db, "review", "--decisions").stdout)
        shown.append(run(db, "show", figure).stdout)
    assert doubts[0] == doubts[1]
    assert "read by hand" in decided[0]
    assert decided[0] == decided[1]
    assert shown[0] == shown[1]


@pytest.mark.server
def test_export_and_import_and_restore_are_the_same_on_both_homes(homes: tuple[str, str, Path]) -> None:
    def quads(db: str) -> list[str]:
        return sorted(run(db, "export", "--format", "nquads").stdout.splitlines())

    whole = quads(homes[0])
    assert quads(homes[1]) == whole
    Path("whole.nq").write_text("\n".join(whole), "utf-8")
    shutil.copytree(Path(homes[0]) / "texts", "texts")
    for db in homes[:2]:
        assert run(db, "backup", "whole.tar.gz").exit_code == 0
        for article in ("harbour.txt", "retold.txt"):
            assert run(db, "rm", article).exit_code == 0
        assert run(db, "ls", "articles", "--format", "json").stdout.strip() in ("", "[]")
        taken = run(db, "import", "whole.nq", "--texts", "texts")
        assert taken.exit_code == 0, taken.output
        assert quads(db) == whole


@pytest.mark.server
def test_a_graph_at_a_server_is_not_served_again(homes: tuple[str, str, Path]) -> None:
    done = run(homes[1], "serve")
    assert done.exit_code == 1
    assert "is served already" in done.stderr
