"""Which graphs a query names by FROM, so that one that is not here can be refused by name.

The engine reads no graph from elsewhere: it would answer as if the graph were empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<string> \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3} | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
                | \" (?: [^"\\\n\r] | \\. )* \" | ' (?: [^'\\\n\r] | \\. )* ' )
    | < (?P<iri> (?: [^<>"{}|^`\\\x00-\x20] | \\[uU] )* ) >
    | (?P<variable> [?$] \w+ )
    | (?P<name> (?: [^\W\d_] [\w.\-]* )? : (?: [\w.:\-] | %[0-9A-Fa-f]{2} | \\. )* )
    | (?P<word> \w+ )
    | (?P<other> \S )
    """,
    re.VERBOSE | re.DOTALL,
)


def graphs_named(query: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the IRIs that stand behind FROM or FROM NAMED, prefixes resolved.

    A dataset clause stands before the first brace (https://www.w3.org/TR/sparql11-query/#rDatasetClause),
    or, in a CONSTRUCT, behind its template.
    """
    base, bound = "", dict(prefixes)
    found: list[str] = []
    tokens = list(_tokens(query))
    for place, (kind, text) in enumerate(tokens):
        if kind != "word":
            continue
        after = tokens[place + 1 : place + 4]
        word = text.upper()
        if word == "BASE" and after and after[0][0] == "iri":
            base = urljoin(base, after[0][1])
        elif word == "PREFIX" and len(after) > 1 and after[0][0] == "name" and after[1][0] == "iri":
            bound[after[0][1].rstrip(":")] = urljoin(base, after[1][1])
        elif word == "FROM":
            if after and after[0] == ("word", after[0][1]) and after[0][1].upper() == "NAMED":
                after = after[1:]
            if after and after[0][0] == "iri":
                found.append(urljoin(base, after[0][1]) if base else after[0][1])
            elif after and after[0][0] == "name":
                prefix, _, local = after[0][1].partition(":")
                found.append(bound.get(prefix, "") + re.sub(r"\\(.)", r"\1", local))
    return tuple(found)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind == "iri":
            yield kind, _unescaped(match["iri"])
        elif kind != "comment":
            yield kind, match[0]


def _unescaped(iri: str) -> str:
    def character(escape: re.Match[str]) -> str:
        code = int(escape[1] or escape[2], 16)
        return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", character, iri)
