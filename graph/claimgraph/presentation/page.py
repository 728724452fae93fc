"""One HTML file that shows a graph: style, scripts and data inside, nothing loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib.resources import files

from claimgraph.model import Comparison, Corpus
from claimgraph.presentation.network import script
from claimgraph.presentation.view import view

SCRIPTS = (
    *("data.js", "filters.js", "arrange.js", "network.js", "evidence.js"),
    *("charts.js", "table.js", "search.js", "picture.js", "page.js"),
)
"""The page's own scripts, joined in this order into one."""

POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {style}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def page(corpus: Corpus, comparisons: Iterable[Comparison]) -> str:
    """Return the page as one HTML document.

    Its Content-Security-Policy lets its own scripts and style run, by hash, and no request leave
    (https://www.w3.org/TR/CSP3/). Words of articles stand in the data alone, and are shown as text.
    """
    library = script()
    own = "\n".join(_template(name) for name in SCRIPTS)
    own = f'"use strict";\n(() => {{\n{own}\n}})();'
    style = _template("page.css")
    policy = POLICY.format(scripts=f"{content_hash(library)} {content_hash(own)}", style=content_hash(style))
    data = view(corpus, comparisons)
    details = data.pop("details")
    parts = {
        "policy": policy,
        "style": style,
        "data": as_json(data),
        "details": "\n".join(map(as_json, details)),
        "library": library,
        "script": own,
    }
    # One pass: what is filled in is never looked through for further places.
    return re.sub(r"\{\{ (\w+) \}\}", lambda place: parts[place[1]], _template("page.html"))


def as_json(data: object) -> str:
    """Return JSON that can stand in a script element: no `<`, no line separators, no lone surrogates."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda c: f"\\u{ord(c[0]):04x}", text)


def _template(name: str) -> str:
    return (files("claimgraph.presentation") / "templates" / name).read_text("utf-8")


def content_hash(text: str) -> str:
    """Return the source expression that lets a script or style run by its content."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
