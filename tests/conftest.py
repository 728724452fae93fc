"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
