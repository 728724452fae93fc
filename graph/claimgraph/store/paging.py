"""Queries taken apart just so far that they can be counted, read in pages, and given parameters.

Servers cut long answers off, some of them silently: Virtuoso at 10,000 rows unless told otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError

_PROLOGUE = re.compile(
    r"(?: \s+ | \#[^\n\r]* | PREFIX\s+[^\s:]*:\s*<[^<>\s]*> | BASE\s*<[^<>\s]*> )*",
    re.IGNORECASE | re.VERBOSE,
)
_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)


def split(query: str) -> tuple[str, str]:
    """Return the declarations of a query, with those of claimgraph's prefixes it lacks, and the rest."""
    found = _PROLOGUE.match(query)
    prologue, body = query[: found.end()] if found else "", query[found.end() if found else 0 :]
    known = set(_DECLARED.findall(prologue))
    missing = (f"PREFIX {name}: <{iri}>" for name, iri in v.PREFIXES.items() if name not in known)
    return "\n".join((*missing, prologue.strip())) + "\n", body


def form(body: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; raises QueryError for anything else."""
    word = re.match(r"\w*", body)
    found = word[0].upper() if word else ""
    if found not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise QueryError(f"not a SPARQL query: it begins with {body[:20]!r}, and not with SELECT or the like")
    return found


def bound(body: str, parameters: Mapping[str, NamedNode | Literal]) -> str:
    """Return a SELECT body with variables bound by a VALUES block that is joined at its end.

    https://www.w3.org/TR/sparql11-query/#inline-data
    """
    if not parameters:
        return body
    names = " ".join(f"?{name}" for name in parameters)
    terms = " ".join(str(term) for term in parameters.values())
    return f"{body}\nVALUES ({names}) {{ ({terms}) }}"


def counted(prologue: str, body: str) -> str:
    """Return a query for the number of rows of a SELECT."""
    return f"{prologue}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {body}\n}} }}"


def page(prologue: str, body: str, offset: int, limit: int) -> str:
    """Return a query for some rows of a SELECT, in the SELECT's own order."""
    return f"{prologue}SELECT * WHERE {{ {{ {body}\n}} }} OFFSET {offset} LIMIT {limit}"
