"""Decisions on claims that dispute each other hold their words, not their places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.claim_graph import ClaimGraph
from claimgraph.cli import main

SURVEY = (
    'The survey "Nights at Sea" by the Gull Institute asked 120 keepers and 90 sailors in 2022.\n\n'
    "According to the survey, 62 percent of keepers said that they sleep well.\n\n"
)
SAFER = "The new lamps make the long pier safer at night, said Nora Holt, head of the Gull Institute.\n"
LESS_SAFE = "The new lamps make the long pier less safe at night, said Otto Lind of the Sailors' Union.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with a graph of two articles that make contrary claims."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMGRAPH_DB", raising=False)
    (tmp_path / "a.txt").write_text(f"Lamps on the pier\n\n{SURVEY}{SAFER}", "utf-8")
    (tmp_path / "b.txt").write_text(f"A dark pier\n\n{LESS_SAFE}", "utf-8")
    assert run("add", "a.txt", "b.txt").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def disputes() -> list[str]:
    with ClaimGraph() as graph:
        assert graph.aside == ()
        return [c.id for c in graph.comparisons if c.rule == "claims-dispute/1"]


@pytest.mark.parametrize("name", ["doubts.json", "doubts.toml"])
def test_a_rejected_dispute_stays_rejected_when_its_text_changes(folder: Path, name: str) -> None:
    assert len(disputes()) == 1
    assert run("review", "--export", name).exit_code == 0
    file = folder / name
    data = json.loads(file.read_text("utf-8"))
    for entry in data["decisions"]:
        entry["decision"] = "reject" if entry["why"] == "alarm: disagreement" else ""
    file.write_text(json.dumps(data), "utf-8")
    assert run("review", "--apply", name, "--author", "Mara").exit_code == 0
    assert disputes() == []
    (folder / "a.txt").write_text(
        f"Lamps on the pier\n\nThe harbour was lit in May.\n\n{SURVEY}{SAFER}", "utf-8"
    )
    assert "replaced" in run("add", "a.txt").stderr
    assert disputes() == []
