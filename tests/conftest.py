"""What all tests share."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from claimgraph.linking import Scheme
from claimgraph.model import Group
from claimgraph.rdf import read_scheme

ROOT = Path(__file__).parent.parent


def skip(reason: str) -> None:
    """Skip a test, or fail it where nothing may be skipped."""
    if os.environ.get("CLAIMGRAPH_SKIP_NOTHING"):
        pytest.fail(f"may not be skipped here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of evaluation articles, which is not part of the project."""
    folder = Path(os.environ.get("CLAIMGRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        skip("needs the evaluation articles: set CLAIMGRAPH_SHARED")
    return folder


HARBOUR = """\
---
title: Dockers and shipowners see two harbours
author: Mara Lindqvist
publisher: Harbour Weekly
date: 2021-03-04
url: https://harbour.example/two-harbours
---
Dockers and shipowners see two harbours

The survey "Ports in Transition" by the Tidewater Institute asked 400 dockers and 250 shipowners in 2021.

According to the survey, 62 percent of dockers said that the new cranes make their work safer, \
compared with 81 percent of shipowners.

44 percent of dockers said that they trust the port authority, up from 31 percent in 2019.
"""

RETOLD = """\
---
title: New cranes divide the quays
publisher: Coast Gazette
date: 2021-04-11
url: https://coast.example/cranes
---
New cranes divide the quays

The survey "Ports in Transition" by the Tidewater Institute asked 400 dockers and 240 shipowners in 2021.

It found that 66 percent of dockers said that the new cranes make their work safer.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder with two invented articles that tell one invented study differently."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    (folder / "retold.txt").write_text(RETOLD, "utf-8")
    return folder


@pytest.fixture(scope="session")
def tellings() -> ModuleType:
    path = Path(__file__).parent / "tellings.py"
    spec = importlib.util.spec_from_file_location("tellings", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tellings"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def groups() -> tuple[Group, ...]:
    return read_scheme()


@pytest.fixture(scope="session")
def scheme(groups: tuple[Group, ...]) -> Scheme:
    return Scheme(groups)
