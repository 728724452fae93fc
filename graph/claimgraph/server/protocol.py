"""The SPARQL 1.1 Protocol: what a request asks, and how a refusal is told.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from claimgraph.errors import ClaimgraphError

LONGEST = 1_000_000
"""Bytes that a request may have at most."""

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)


class RefusalError(ClaimgraphError):
    """Say that a request gets no answer, by the status of HTTP and in words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Question:
    """Hold a query and the graphs that the request itself names; empty tuples where it names none."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def read_question(method: str, query_string: bytes, content_type: str, body: bytes) -> Question | None:
    """Return what a request asks, or None for a GET without parameters, which asks what the service is.

    Raises RefusalError: 400 malformed, 403 an update, 405 another method, 413 too long, 415 another body.
    """
    if len(query_string) + len(body) > LONGEST:
        raise RefusalError(413, f"the request is longer than {LONGEST} bytes: ask in parts")
    if method in ("GET", "HEAD"):
        return _question(_fields(query_string)) if query_string else None
    if method != "POST":
        raise RefusalError(405, f"{method} is no query: send it by GET or POST")
    media, _, parameters = content_type.partition(";")
    media = media.strip().lower()
    charset = re.search(r'charset\s*=\s*"?([\w.-]+)', parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise RefusalError(415, f"the query is in {charset[1]}: send it in UTF-8")
    if media == FORM:
        return _question(_fields(body))
    if media == DIRECT:
        fields = _fields(query_string)
        if any(name == "query" for name, _ in fields):
            raise RefusalError(400, "the request holds a query twice: in its body and in its address")
        return _question([*fields, ("query", _text(body))])
    if media == UPDATE:
        raise RefusalError(403, "this server is read-only: it takes no update")
    raise RefusalError(415, f"{media or 'a body without Content-Type'} is no query: send {DIRECT} or {FORM}")


def _question(fields: Iterable[tuple[str, str]]) -> Question:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values or "using-graph-uri" in values or "using-named-graph-uri" in values:
        raise RefusalError(403, "this server is read-only: it takes no update")
    queries = values.get("query", [])
    if len(queries) != 1:
        raise RefusalError(400, f"the request has {len(queries)} parameters named query: send one")
    return Question(
        queries[0], tuple(values.get("default-graph-uri", ())), tuple(values.get("named-graph-uri", ()))
    )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError as error:
        raise RefusalError(400, "the request is not UTF-8: encode it so") from error
    except ValueError as error:
        raise RefusalError(400, f"the parameters cannot be read: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusalError(400, "the query is not UTF-8: encode it so") from error
