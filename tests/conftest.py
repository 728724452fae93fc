"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of evaluation articles, which is not part of the project."""
    folder = Path(os.environ.get("CLAIMGRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("needs the evaluation articles: set CLAIMGRAPH_SHARED")
    return folder
