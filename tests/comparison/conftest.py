"""Invented articles, and the scheme that is shipped."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from claimgraph.linking import Scheme
from claimgraph.model import Group
from claimgraph.rdf import read_scheme


@pytest.fixture(scope="session")
def tellings() -> ModuleType:
    path = Path(__file__).parent.parent / "tellings.py"
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
