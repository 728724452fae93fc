"""Which graphs a query names by FROM."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.dataset import graphs_named

PREFIXES = {"id": "http://graph.example/id/"}


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <http://a> FROM NAMED <http://b> { ?s ?p ?o }", ("http://a", "http://b")),
        ("select * from named<http://b>{}", ("http://b",)),
        ("SELECT * FROM id:x {}", ("http://graph.example/id/x",)),
        ("PREFIX e: <http://e/> SELECT * FROM e:a\\-b {}", ("http://e/a-b",)),
        ("PREFIX : <http://e/> ASK FROM :a {}", ("http://e/a",)),
        ("BASE <http://e/f/> SELECT * FROM <g> {}", ("http://e/f/g",)),
        ("SELECT * FROM <file:///etc/p\\u0061sswd> {}", ("file:///etc/passwd",)),
        ("CONSTRUCT FROM <http://a> WHERE { ?s ?p ?o }", ("http://a",)),
        ("SELECT * # FROM <http://a>\r { ?s ?p 'FROM <http://b>' }", ()),
        ('SELECT * { ?from ?p """FROM <http://b>""" . <from> <FROM> ?o }', ()),
    ],
)
def test_graphs(query: str, graphs: tuple[str, ...]) -> None:
    assert graphs_named(query, PREFIXES) == graphs


@given(st.text(alphabet="FROM NAMED<>:\"'\\#{}\n\rua?", max_size=60))
def test_any_text_is_read(query: str) -> None:
    graphs_named(query, PREFIXES)
