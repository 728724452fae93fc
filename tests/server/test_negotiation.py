"""Which form of an answer a client gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.negotiation import ROWS, TRIPLES, choose

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (CSV, CSV),
        (f"{JSON};q=0.5, {XML};q=0.9", XML),
        ("text/*", CSV),
        (f"*/*;q=0.1, {XML}", XML),
        (f"*/*, {JSON};q=0", XML),
        (BROWSER, "application/xml"),
        ("TEXT/CSV", CSV),
        ("text/turtle", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nonsense", None),
    ],
)
def test_rows(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, ROWS) == chosen


@given(st.text())
def test_any_header_is_read(accept: str) -> None:
    assert choose(accept, TRIPLES) in (*TRIPLES, None)
