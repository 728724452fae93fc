"""An article for other programs: CSL-JSON and RIS, as Zotero writes and reads them.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html. RIS: `ELEC` with the fields that
Zotero's translator has for web pages (https://github.com/zotero/translators/blob/master/RIS.js).
"""

from __future__ import annotations

import json
import re
from typing import Any

from claimgraph.model import Article
from claimgraph.presentation import references
from claimgraph.presentation.references import Name
from claimgraph.presentation.wording import clean


def csl_item(article: Article, note: str = "") -> dict[str, Any]:
    """Return the article as one CSL-JSON item; what is not known is left out."""
    item: dict[str, Any] = {
        "id": references.citation_key(article),
        "type": "webpage",
        "title": clean(article.title or "Untitled article"),
        "container-title": clean(article.publisher or ""),
        "author": [_csl_name(name) for name in references.authors(article)],
        "issued": _csl_date(article.date),
        "URL": references.url(article),
        "note": clean(note),
    }
    return {name: value for name, value in item.items() if value}


def csl_json(article: Article, note: str = "") -> str:
    """Return a CSL-JSON array of one item."""
    return json.dumps([csl_item(article, note)], ensure_ascii=False, indent=2)


def ris(article: Article, note: str = "") -> str:
    """Return a RIS record; text is on one line a field, so that no text can end or begin one."""
    year, *rest = (article.date or "").split("-")
    fields = [
        ("TY", "ELEC"),
        ("ID", references.citation_key(article)),
        ("TI", clean(article.title or "Untitled article")),
        *(("AU", _ris_name(name)) for name in references.authors(article)),
        ("PY", year),
        ("DA", f"{'/'.join((year, *rest))}{'/' * (3 - len(rest))}" if year else ""),
        ("T2", clean(article.publisher or "")),
        ("UR", references.url(article)),
        ("N1", clean(note)),
    ]
    lines = [f"{tag}  - {text}" for tag, text in fields if text]
    return "\n".join((*lines, "ER  - "))


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {
        key: text
        for key, text in (("family", name.family), ("given", name.given), ("suffix", name.suffix))
        if text
    }


def _ris_name(name: Name) -> str:
    return ", ".join(filter(None, (name.family, name.given, name.suffix)))


def _csl_date(date: str | None) -> dict[str, list[list[int]]]:
    """Return an ISO 8601 date as date parts, as exact as it is known."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date or "")
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {}
