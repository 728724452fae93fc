"""What a request asks, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.protocol import DIRECT, FORM, LONGEST, UPDATE, Question, RefusalError, read_question

ASK = "ASK {}"


def test_the_three_ways_to_ask_mean_the_same() -> None:
    fields = {"query": ASK, "default-graph-uri": ["http://a", "http://b"], "named-graph-uri": "http://c"}
    encoded = urlencode(fields, doseq=True).encode()
    expected = Question(ASK, ("http://a", "http://b"), ("http://c",))
    del fields["query"]
    graphs = urlencode(fields, doseq=True).encode()
    assert read_question("GET", encoded, "", b"") == expected
    assert read_question("POST", b"", FORM, encoded) == expected
    assert read_question("POST", graphs, DIRECT + "; charset=UTF-8", ASK.encode()) == expected


def test_nothing_asked_is_a_question_about_the_service() -> None:
    assert read_question("GET", b"", "", b"") is None


@pytest.mark.parametrize(
    ("status", "method", "query_string", "kind", "body"),
    [
        (400, "GET", b"x=1", "", b""),
        (400, "GET", b"query=ASK{}&query=SELECT*{}", "", b""),
        (400, "GET", b"query=%FF%FE", "", b""),
        (400, "POST", b"", FORM, b"query=%FF"),
        (400, "POST", b"", FORM, b"\xff\xfe"),
        (400, "POST", b"", DIRECT, b"\xff\xfeA"),
        (400, "POST", b"query=ASK{}", DIRECT, b"ASK {}"),
        (400, "GET", b"&".join([b"a=1"] * 1001), "", b""),
        (403, "GET", b"update=CLEAR+ALL", "", b""),
        (403, "POST", b"", FORM, b"update=CLEAR+ALL"),
        (403, "POST", b"", UPDATE, b"CLEAR ALL"),
        (405, "PUT", b"query=ASK{}", "", b""),
        (413, "POST", b"", DIRECT, b"A" * (LONGEST + 1)),
        (415, "POST", b"", "text/plain", b"ASK {}"),
        (415, "POST", b"", "", b"ASK {}"),
        (415, "POST", b"", DIRECT + "; charset=utf-16", "ASK {}".encode("utf-16")),
    ],
)
def test_what_is_refused(status: int, method: str, query_string: bytes, kind: str, body: bytes) -> None:
    with pytest.raises(RefusalError) as refused:
        read_question(method, query_string, kind, body)
    assert refused.value.status == status


@given(st.sampled_from(["GET", "POST", "PUT"]), st.binary(), st.text(), st.binary())
def test_any_request_is_read_or_refused(method: str, query_string: bytes, kind: str, body: bytes) -> None:
    for media in (kind, FORM, DIRECT):
        try:
            read_question(method, query_string, media, body)
        except RefusalError as refused:
            assert 400 <= refused.status < 500
