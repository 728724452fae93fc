r"""What the text of a query gives away before it runs: that it would call another server, which is refused.

The engine obeys SERVICE and has no switch for it, so a query that holds the keyword is refused before it
runs. The text is read by the terminals of https://www.w3.org/TR/sparql11-query/#sparqlGrammar: the word is
harmless in a string, an IRI, a comment, a variable and the local part of a name, and nowhere else. Asking a
second parser instead would leave a hole wherever the two differ: rdflib ends no comment at a carriage return
and resolves `\u0022` before it looks for strings; the engine does neither.
"""

from __future__ import annotations

import re

from claimgraph.errors import QueryError

_HARMLESS = re.compile(
    r"""
      \#[^\n\r]*                                              # comment
    | \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3}           # long strings
    | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
    | \" (?: [^"\\\n\r] | \\. )* \"                           # short strings
    | ' (?: [^'\\\n\r] | \\. )* '
    | < (?: [^<>"{}|^`\\\x00-\x20] | \\[uU] )* >              # IRI
    | [?$] \w+                                                # variable
    | : (?: [\w.:\-] | \\. )*                                # local part of a prefixed name
    | \\.                                                     # escaped character elsewhere
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile("service", re.IGNORECASE)
_FROM = re.compile("from", re.IGNORECASE)


def refuse_service(query: str) -> None:
    """Raise QueryError where a query would call another server."""
    if _SERVICE.search(query) and _SERVICE.search(_HARMLESS.sub(" ", query)):
        raise QueryError("SERVICE is refused: a query reads this graph alone")


def names_graphs(query: str) -> bool:
    """Tell whether a query says itself, by FROM, which graphs it is asked of."""
    return bool(_FROM.search(query) and _FROM.search(_HARMLESS.sub(" ", query)))
