"""Who was asked, case by case: each file of cases/samples holds one construct."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extraction import samples
from claimgraph.extraction.sentences import split

FOLDER = Path(__file__).parent / "cases" / "samples"
FILES = sorted(FOLDER.glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_it_finds_who_was_asked_and_nobody_else(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[mention.n, mention.group or ""] for mention in samples.find(text, split(text))]
    assert found == case["samples"]
