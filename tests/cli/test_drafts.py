"""`claimgraph check`, as a writer, an editor and a pre-commit hook call it."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
import yaml
from click.testing import CliRunner, Result

from claimgraph.cli import main

DRAFT = """\
---
title: On the quays
---
# On the quays

62 percent of dockers said that the new cranes make their work safer.

Also, 81 percent of dockers said that the new cranes make their work safer.
"""


@pytest.fixture
def db(articles: Path, tmp_path: Path) -> Path:
    path = tmp_path / "claimgraph.db"
    (articles / "retold.txt").unlink()
    assert CliRunner().invoke(main, ["--db", str(path), "add", str(articles)]).exit_code == 0
    return path


def check(db: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--db", str(db), "check", *map(str, arguments)])


def test_a_draft_from_standard_input_is_checked(db: Path) -> None:
    result = CliRunner().invoke(main, ["--db", str(db), "check", "-"], input=DRAFT)
    assert result.exit_code == 4
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == ["-:6:1:", "-:8:7:"]


def test_a_figure_that_differs_is_named_with_its_place(db: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    result = check(db, draft)
    assert result.exit_code == 4
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{draft}:6:1: supported: “62 percent” of dockers: Lindqvist, M. Dockers and")
    assert second.startswith(
        f"{draft}:8:7: differs (group): “81 percent” of dockers; "
        "the source says it of shipowners, and 62 % of dockers: "
    )
    assert "2 figures: 1 supported, 1 differ" in result.stderr
    assert len(check(db, draft, "--warnings").stdout.splitlines()) == 1


def test_json_is_for_editors(db: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    rows = json.loads(check(db, draft, "--format", "json").stdout)
    assert [(row["line"], row["standing"], row["about"]) for row in rows] == [
        (6, "supported", []),
        (8, "differs", ["group"]),
    ]


def test_a_draft_that_stands_passes(db: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("62 percent of dockers said that the new cranes make their work safer.\n", "utf-8")
    assert check(db, draft).exit_code == 0
    result = check(db, draft, "--footnotes")
    assert result.stdout.startswith("62 percent [1] of dockers said")
    assert "\n[1] Tidewater Institute, 2021, as cited in Lindqvist, M. (2021, March 4)." in result.stdout


def test_a_word_document_is_checked(db: Path, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("In our view 26 percent of dockers said that the new cranes make their work safer.")
    made.save(str(tmp_path / "draft.docx"))
    result = check(db, tmp_path / "draft.docx")
    assert result.exit_code == 4
    assert "differs (value)" in result.stdout


def test_a_draft_that_is_not_there_is_an_error(db: Path, tmp_path: Path) -> None:
    result = check(db, tmp_path / "none.md")
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_the_hook_calls_a_command_that_exists(root: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    words = hook["entry"].split()
    assert words[0] == "claimgraph"
    assert CliRunner().invoke(main, [*words[1:], "--help"]).exit_code == 0
