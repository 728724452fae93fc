"""The worked example and a real server, for the tests of the store."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests import virtuoso
from tests.conftest import skip


@pytest.fixture(scope="session")
def example() -> ModuleType:
    """Return the records of the worked example."""
    path = Path(__file__).parent.parent / "worked_example.py"
    spec = importlib.util.spec_from_file_location("worked_example", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[virtuoso.Virtuoso]:
    if not virtuoso.is_installed():
        skip("needs Virtuoso: apt-get install virtuoso-opensource-7")
    with virtuoso.running(tmp_path_factory.mktemp("virtuoso"), rows=700) as running:
        yield running
