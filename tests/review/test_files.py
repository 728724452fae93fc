"""Decisions are written out, filled in, and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.claim_graph import ClaimGraph
from claimgraph.cli import main


@pytest.fixture
def db(graph: ClaimGraph) -> Path:
    graph.close()
    return graph.path


def run(db: Path, *arguments: str | Path, keys: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--db", str(db), *map(str, arguments)], input=keys)


def values(db: Path) -> list[int]:
    rows = json.loads(run(db, "ls", "statistics", "--format", "json").stdout)
    return sorted(row["value"] for row in rows)


def test_doubts_are_exported_filled_in_and_applied(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "doubts.json"
    assert run(db, "review", "--export", file).exit_code == 0
    data = json.loads(file.read_text("utf-8"))
    alarms = [entry for entry in data["decisions"] if entry["why"].startswith("alarm")]
    assert alarms
    assert all(entry["decision"] == "" for entry in data["decisions"])
    assert "0 decisions" in run(db, "review", "--apply", file).stderr  # nothing is filled in yet
    for entry in alarms:
        entry["decision"] = "reject"
    file.write_text(json.dumps(data), "utf-8")
    result = run(db, "review", "--apply", file, "--author", "Ada Byron")
    assert f"{len(alarms)} decisions" in result.stderr, result.output
    assert json.loads(run(db, "contradictions", "--format", "json").stdout or "[]") == []
    told = json.loads(run(db, "review", "--decisions").stdout)["decisions"]
    assert {entry["author"] for entry in told} == {"Ada Byron"}
    assert all(entry["date"].startswith("20") for entry in told)


def test_decisions_move_to_another_graph(db: Path, articles: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text(
        "[[decisions]]\ndecision = 'correct'\nwords = '66 percent'\n"
        f"article = '{articles / 'retold.txt'}'\nfields = {{ value = 64 }}\nnote = 'the table says 64'\n",
        "utf-8",
    )
    assert run(db, "review", "--apply", file).exit_code == 0
    assert 64 in values(db)
    moved = tmp_path / "decisions.json"
    moved.write_text(run(db, "review", "--decisions").stdout, "utf-8")
    other = tmp_path / "other.db"
    run(other, "add", articles)
    assert 66 in values(other)
    assert run(other, "review", "--apply", moved).exit_code == 0
    assert values(other) == values(db)
    assert run(other, "review", "--decisions").stdout == run(db, "review", "--decisions").stdout
    assert "0 decisions" in run(other, "review", "--apply", moved).stderr  # a second time changes nothing


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "no list of decisions"),
        (
            '{"decisions": [{"decision": "perhaps", "words": "66 percent"}]}',
            "decision 1: decision is 'perhaps'",
        ),
        ('{"decisions": [{"decision": "reject", "speed": 3}]}', "'speed' is no key"),
        ('{"decisions": [{"decision": "reject"}]}', "one place"),
        ('{"decisions": [{"decision": "merge", "between": ["study-a", "group-b"]}]}', "no two studies"),
        ('{"decisions": [{"decision": "correct", "id": "article-1"}]}', "no id begins"),
    ],
)
def test_a_broken_file_is_refused_with_the_cure(db: Path, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, "utf-8")
    result = run(db, "review", "--apply", file)
    assert result.exit_code in (1, 3)
    assert message in result.stderr


def test_a_person_walks_through_the_doubts_with_single_keys(db: Path) -> None:
    before = len(json.loads(run(db, "contradictions", "--format", "json").stdout))
    result = run(db, "review", "--author", "Ada", keys="xrq")  # an unknown key is ignored
    assert "2 decisions" not in result.stderr
    assert "1 decisions" in result.stderr, result.output
    assert len(json.loads(run(db, "contradictions", "--format", "json").stdout)) == before - 1


def test_show_explains_a_link_with_its_evidence(db: Path) -> None:
    study = json.loads(run(db, "ls", "studies", "--format", "json").stdout)[0]["id"]
    shown = run(db, "show", study).stdout
    assert "one study" in shown
    assert "title the same words" in shown
    link = shown.split("claimgraph show ")[1].split()[0]
    assert "confidence" in run(db, "show", link).stdout
