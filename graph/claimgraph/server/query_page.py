"""The page on which queries are asked: one HTML document that loads nothing but answers."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files

from claimgraph import vocabulary
from claimgraph.presentation.page import as_json, content_hash

POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@cache
def html() -> str:
    """Return the page; its Content-Security-Policy lets it run its own script and ask this server alone."""
    script, style = _template("query.js"), _template("query.css")
    queries = [
        {"name": name, "title": query.title, "about": query.description, "text": query.text}
        for name, query in vocabulary.queries().items()
    ]
    parts = {
        "policy": escape(POLICY.format(script=content_hash(script), style=content_hash(style))),
        "style": style,
        "data": as_json({"queries": queries, "prefixes": dict(vocabulary.PREFIXES)}),
        "script": script,
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda place: parts[place[1]], _template("query.html"))


def _template(name: str) -> str:
    return (files("claimgraph.server") / "templates" / name).read_text("utf-8")
