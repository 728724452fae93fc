"""The worked example, for the tests of the store."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def example() -> ModuleType:
    """Return the records of the worked example."""
    path = Path(__file__).parent.parent / "worked_example.py"
    spec = importlib.util.spec_from_file_location("worked_example", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
