"""scripts/evaluate: the figures of extraction and their floors."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def evaluate(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the script as a module, with its floors in a folder of the test."""
    loader = importlib.machinery.SourceFileLoader("evaluate", str(root / "scripts" / "evaluate"))
    spec = importlib.util.spec_from_loader("evaluate", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    shared = tmp_path / "shared" / "eval"
    shared.mkdir(parents=True)
    (shared / "score.py").write_text("", "utf-8")
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(sys, "argv", ["evaluate", "--shared", str(tmp_path / "shared")])
    return module


def reach(module: ModuleType, monkeypatch: pytest.MonkeyPatch, found: float) -> None:
    monkeypatch.setattr(module, "measure", lambda folder, score: ({"found": found}, []))


def test_a_figure_below_its_floor_fails(
    evaluate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.FLOORS.write_text(json.dumps({"dev": {"found": 0.9}}), "utf-8")
    reach(evaluate, monkeypatch, 0.8)
    assert evaluate.main() == 1
    assert "dev: found is 0.800, its floor 0.900" in capsys.readouterr().out


def test_a_figure_at_its_floor_passes(evaluate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate.FLOORS.write_text(json.dumps({"dev": {"found": 0.9}}), "utf-8")
    reach(evaluate, monkeypatch, 0.9)
    assert evaluate.main() == 0


def test_floors_are_raised_and_never_lowered(evaluate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate.FLOORS.write_text(json.dumps({"dev": {"found": 0.9}, "seeds": {"found": 0.7}}), "utf-8")
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--raise-floors"])
    reach(evaluate, monkeypatch, 0.8)
    evaluate.main()
    floors = json.loads(evaluate.FLOORS.read_text("utf-8"))
    assert (floors["dev"], floors["seeds"]) == ({"found": 0.9}, {"found": 0.8})


def test_missing_articles_are_named(
    evaluate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluate", "--shared", str(tmp_path / "nowhere")])
    with pytest.raises(SystemExit, match="--shared"):
        evaluate.main()


@pytest.mark.long
def test_extraction_holds_its_floors(root: Path, shared: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "evaluate"), "--shared", str(shared)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
