"""What a reference manager says of articles: CSL-JSON, BibTeX and RIS, as Zotero and others export them.

It completes an article that came without; what the article says itself wins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import encoding

LIMIT = 50_000_000
"""The most bytes that a file of metadata may have."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = ("title", "author", "publisher", "date", "url")


@dataclass(frozen=True)
class Entry:
    """Hold what is said of one work; None where nothing is."""

    title: str | None = None
    author: str | None = None  # several are set apart by semicolons
    publisher: str | None = None
    date: str | None = None  # ISO 8601, as exact as it is known
    url: str | None = None


def read(path: str | Path) -> tuple[Entry, ...]:
    """Read the entries of a `.json` (CSL-JSON), `.bib` (BibTeX) or `.ris` file.

    BibTeX and RIS need the extra `bibliography`. Raises ReadingError, with the path, where the file is none.
    """
    file = Path(path)
    parser = _PARSERS.get(file.suffix.lower())
    try:
        if parser is None:
            raise ReadingError(f"metadata are read from {', '.join(sorted(_PARSERS))}: export one of them")
        with file.open("rb") as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise ReadingError(f"larger than {LIMIT:,} bytes: export fewer works")
        return tuple(entry for entry in parser(encoding.decode(data)) if entry != Entry())
    except OSError as error:
        raise ReadingError(f"{file}: cannot be read ({error.strerror}): check the name") from None
    except ImportError:
        raise ReadingError(f"{file}: install claimgraph[bibliography] to read it") from None
    except ReadingError as error:
        raise ReadingError(f"{file}: {error}") from None


def complete(article: Article, entries: Iterable[Entry]) -> Article:
    """Fill what an article does not say from the entry with its address or its title.

    Two entries that fit and say different things fill nothing.
    """
    entries = tuple(entries)
    found = [one for one in entries if article.url and _address(one.url) == _address(article.url)]
    found = found or [one for one in entries if article.title and _words(one.title) == _words(article.title)]
    if len(set(found)) != 1:
        return article
    told = {name: getattr(found[0], name) for name in _FIELDS}
    missing = {name: value for name, value in told.items() if value and not getattr(article, name)}
    return replace(article, **missing)


def as_before(article: Article, before: Article) -> Article:
    """Fill what an article does not say from what the graph has of it.

    So metadata that were given once stay when the file is added again without them.
    """
    told = {name: getattr(before, name) for name in _FIELDS if not getattr(article, name)}
    return replace(article, **told)


def _csl(text: str) -> Iterable[Entry]:
    try:
        items = json.loads(text)
    except ValueError as error:
        raise ReadingError(f"no JSON ({error}): export it as CSL JSON") from None
    items = items.get("items", [items]) if isinstance(items, dict) else items
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ReadingError("no list of works: export it as CSL JSON")
    for item in items:
        yield Entry(
            title=_text(item.get("title")),
            author=_joined(_csl_name(name) for name in _list(item.get("author"))),
            publisher=_text(item.get("container-title")) or _text(item.get("publisher")),
            date=_csl_date(item.get("issued")),
            url=_url(item.get("URL")),
        )


def _csl_name(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    family = " ".join(filter(None, (_text(name.get("non-dropping-particle")), _text(name.get("family")))))
    return _text(name.get("literal")) or ", ".join(filter(None, (family, _text(name.get("given"))))) or ""


def _csl_date(issued: Any) -> str | None:
    parts = _list(issued.get("date-parts")) if isinstance(issued, dict) else []
    numbers = [str(part) for part in _list(parts[0] if parts else None)]
    return _date(*numbers[:3]) if numbers else None


def _bibtex(text: str) -> Iterable[Entry]:
    from bibtexparser.entrypoint import parse_string
    from pylatexenc.latex2text import LatexNodes2Text

    plain = LatexNodes2Text().latex_to_text
    for work in parse_string(text).entries:
        fields = {name.lower(): str(field.value) for name, field in work.fields_dict.items()}
        said = {name: _text(plain(value)) for name, value in fields.items() if name != "url"}
        names = re.split(r"\s+and\s+", said.get("author") or "")
        year, month, day = [*re.split(r"[-/]", said.get("date") or ""), "", ""][:3]
        yield Entry(
            title=said.get("title"),
            author=_joined(names),
            publisher=next(
                (
                    said[key]
                    for key in ("journaltitle", "journal", "titleaddon", "organization", "publisher")
                    if said.get(key)
                ),
                None,
            ),
            date=_date(
                year or said.get("year") or "", month or said.get("month") or "", day or said.get("day") or ""
            ),
            url=_url(fields.get("url")),
        )


def _ris(text: str) -> Iterable[Entry]:
    import rispy

    try:
        works = rispy.loads(text, skip_unknown_tags=True)
    except (ValueError, KeyError, OSError) as error:
        raise ReadingError(f"no RIS ({error}): export it again") from None
    for work in works:
        date = [part for part in re.split(r"[-/]", str(work.get("date") or work.get("year") or "")) if part]
        yield Entry(
            title=_text(work.get("title") or work.get("primary_title")),
            author=_joined(_list(work.get("authors") or work.get("first_authors"))),
            publisher=_text(work.get("secondary_title") or work.get("journal_name") or work.get("publisher")),
            date=_date(*date[:3]),
            url=next(filter(None, map(_url, _list(work.get("urls")))), None) or _url(work.get("url")),
        )


_PARSERS: Mapping[str, Callable[[str], Iterable[Entry]]] = {".json": _csl, ".bib": _bibtex, ".ris": _ris}


def _date(year: str = "", month: str = "", day: str = "") -> str | None:
    """Return an ISO 8601 date as exact as its parts are."""
    if not re.fullmatch(r"\d{4}", year.strip()):
        return None
    month = month.strip().lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    if not 1 <= number <= 12:
        return year.strip()
    exact = day.strip().isdigit() and 1 <= int(day) <= 31
    return f"{year.strip()}-{number:02}" + (f"-{int(day):02}" if exact else "")


def _joined(names: Iterable[Any]) -> str | None:
    return "; ".join(filter(None, map(_text, names))) or None


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _url(value: Any) -> str | None:
    text = _text(value)
    return text if text and re.match(r"https?://[^\s/]+", text) and " " not in text else None


def _address(url: str | None) -> str:
    return re.sub(r"^https?://(?:www\.)?|[/?#]+$", "", (url or "").lower())


def _words(title: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", (title or "").casefold()))
