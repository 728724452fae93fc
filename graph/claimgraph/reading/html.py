"""Web pages: what belongs to the article, with captions, alternative texts and tables.

Trafilatura tells the article from menus, comments and margins. Before that the page is put in a form in
which nothing is lost that a figure may depend on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import encoding, markup
from claimgraph.reading.layout import Block, Part, Table, left_out, line, write

NAME = "html/1"

_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?|\?xml[^>]{0,100}?en)(?:charset|coding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_CURE = "save the page when it is drawn in full, or copy its text into a .txt file"


def read(data: bytes) -> Article:
    """Read a web page as it was saved.

    Title, author, date and publisher are those that the page declares (JSON-LD, meta elements), else those
    that trafilatura finds. Raises ReadingError where the page holds no article, or is nested too deep.
    """
    source = decode(data)
    tree = markup.parse(source)
    dropped = markup.prepare(tree)
    written = markup.words(tree)
    authors = _line("; ".join(tree.xpath("//meta[@name='citation_author']/@content")))
    page = _article_of(tree)
    text = write(_parts(page.body))
    if not text:
        raise ReadingError(f"there is no article in this page: {_CURE}")
    beside = max(written - markup.count(text), 0)
    dropped += left_out(
        (beside, "word beside the article", "words beside the article (menus, comments, margins)")
    )
    return Article(
        text=text,
        title=_title(_line(page.title), _line(page.sitename)),
        author=authors or _line(page.author),
        publisher=_line(page.sitename),
        date=page.date or None,
        url=_address(page.url) or _saved_from(source),
        reader=NAME,
        dropped=tuple(dropped),
    )


def _title(title: str | None, site: str | None) -> str | None:
    """Return a title without the site's name that pages put behind it."""
    if not title or not site:
        return title
    return re.sub(rf"(?<=\S)\s+[|–—·:-]\s+{re.escape(site)}$", "", title, flags=re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return the page's characters: UTF-8, else what it declares, else what is detected for certain."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            return data.decode(_web_name(declared[1].decode("ascii", "replace")))
        except (LookupError, ValueError):
            pass
    return encoding.decode(data)


def _web_name(name: str) -> str:
    """Return the encoding that browsers take a name for (https://encoding.spec.whatwg.org/#names-and-labels)."""
    return "cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name


def _article_of(tree: Any) -> Any:
    """Return trafilatura's document; its body is a tree of p, head, list, quote and table."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    # A short article is an article, and keeps its form.
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", size, "1")
    page: Any = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
        config=config,
    )
    if page is None or page.body is None:
        raise ReadingError(f"there is no article in this page: {_CURE}")
    return page


def _parts(body: Any) -> Iterator[Part]:
    """Yield the parts of trafilatura's body in order."""
    for element in body:
        if element.tag == "list":
            yield from _items(element)
        elif element.tag == "table":
            yield Table(tuple(tuple(_text(cell) for cell in row) for row in element.iter("row")))
        elif element.tag == "quote" and len(element):
            yield Block(element.text or "")
            yield from _parts(element)
        else:
            yield Block(_text(element))
        yield Block(element.tail or "")


def _items(listed: Any) -> Iterator[Part]:
    for item in listed.iterchildren("item"):
        inner = [child for child in item if child.tag == "list"]
        own = "".join(item.itertext()) if not inner else (item.text or "")
        yield Block(own, item=True)
        for child in inner:
            yield from _items(child)
            yield Block(child.tail or "", item=True)


def _text(element: Any) -> str:
    for rule in element.iter("lb"):
        rule.tail = "\n" + (rule.tail or "")
    return "".join(element.itertext())


def _line(text: str | None) -> str | None:
    return line(text or "") or None


def _saved_from(source: str) -> str | None:
    """Return the address that a browser wrote into the page when it saved it."""
    found = _SAVED_FROM.search(source[:4096])
    return _address(found[1]) if found else None


def _address(url: str | None) -> str | None:
    """Return a web address without its fragment, or None for anything else."""
    try:
        parts = urlsplit(url or "")
        if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", url or ""):
            return urldefrag(url or "").url
    except ValueError:
        pass
    return None
