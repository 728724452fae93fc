"""PDF: lines are put together to paragraphs by where they stand, page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import lines, printed
from claimgraph.reading.layout import BLANK, left_out, line, table
from claimgraph.reading.lines import Grid, Line, Paragraph
from claimgraph.reading.text import TITLE_WORDS

NAME, WITH_TABLES = "pdf/2", "pdf+tables/1"

MOST_PAGES = 2_000

# What pypdf raises over files that are not as they should be.
PDF_ERRORS = (PyPdfError, ArithmeticError, AttributeError, ImportError, LookupError, TypeError, ValueError)

_NO_TITLE = re.compile(
    r"untitled|microsoft word|powerpoint presentation|\.(?:docx?|pdf|pptx?|indd|html?)$|^\W*$", re.I
)
_NO_AUTHOR = re.compile(r"^(?:admin|user|owner|unknown|author|microsoft|.*@.*|\W*)$", re.I)
_ADDRESS = re.compile(r"https?://[^\s…]+")


def read(data: bytes) -> Article:
    """Read the text of a PDF; `Article.pages` says where each page starts.

    Lines that come back in the margins of pages, and superscript marks, are left out. With the extra
    `tables` the cells of tables become pipe tables; without it they are read as running text. Title and
    author are those of the document's properties where they say something, and the address that a browser
    printed.
    Raises ReadingError where it is no PDF, locked, has too many pages, or holds pictures alone.
    """
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise ReadingError("it is locked with a password: save a copy without one")
        number = len(document.pages)
        if number > MOST_PAGES:
            raise ReadingError(f"more than {MOST_PAGES:,} pages: give the article a file of its own")
        pages = [lines.collect(page, place) for place, page in enumerate(document.pages)]
        properties = document.metadata
    except ReadingError:
        raise
    except PDF_ERRORS as error:
        raise ReadingError(f"no PDF that can be read ({_first(error)}): print it to a new one") from None
    likely = [place for place, (page, _) in enumerate(pages) if printed.may_hold(page)]
    grids, missed = printed.tables(data, likely) if printed.installed() else ([], len(likely))
    article = _article([page for page, _ in pages], sum(marks for _, marks in pages), properties, grids)
    return replace(article, dropped=(*article.dropped, *_columns(missed)))


def _columns(pages: int) -> list[str]:
    """Return, in words, what was left out on pages with tables that were read as running text."""
    cure = "" if printed.installed() else " (claimgraph[tables] reads them)"
    number = f"{pages:,} page{'' if pages == 1 else 's'}"
    return [f"the columns of tables that {number} may hold{cure}"] if pages else []


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:80] or type(error).__name__


def _article(pages: Sequence[Sequence[Line]], marks: int, properties: Any, grids: Sequence[Grid]) -> Article:
    beside = lines.margins(pages)
    kept = [line for page in pages for line in page if line not in beside]
    parts = lines.flow(lines.place(kept, grids))
    paragraphs = [part for part in parts if isinstance(part, Paragraph)]
    text, starts = _write(parts, len(pages))
    if not text:
        raise ReadingError("no text, its pages may be scans: recognise the text (OCR) and save that")
    gone = sum(map(len, pages)) - len(kept)
    addresses = (_ADDRESS.search(line.text) for line in beside)
    title, author = (properties.title, properties.author) if properties else (None, None)
    return Article(
        text=text,
        title=_title(_property(title, _NO_TITLE), paragraphs),
        author=_property(author, _NO_AUTHOR),
        url=next((found[0] for found in addresses if found), None),
        reader=WITH_TABLES if printed.installed() else NAME,
        pages=starts,
        dropped=tuple(
            left_out(
                (gone, "line in the margins of pages", "lines in the margins of pages"),
                (marks, "footnote mark", "footnote marks"),
            )
        ),
    )


def _write(paragraphs: Sequence[Paragraph | Grid], pages: int) -> tuple[str, tuple[int, ...]]:
    """Return the text and the offset at which each page starts; a sentence may go over a page's end."""
    parts: list[str] = []
    starts: list[int] = []
    length, in_list = 0, False
    for paragraph in paragraphs:
        if isinstance(paragraph, Grid):
            paragraph = Paragraph(item=False, runs=[(paragraph.page, table(paragraph.rows))])
        gap = "" if not parts else "\n" if paragraph.item and in_list else BLANK
        gap += "- " if paragraph.item else ""
        for page, words in paragraph.runs:
            length += len(gap)
            starts += [length] * (page + 1 - len(starts))
            parts += (gap, words)
            length += len(words)
            gap = " "
        in_list = paragraph.item
    starts += [length] * (pages - len(starts))
    return ("".join((*parts, "\n")) if parts else ""), tuple(starts)


def _property(text: Any, empty: re.Pattern[str]) -> str | None:
    """Return a property of the document, or None for one that a program filled in."""
    words = line(text) if isinstance(text, str) else ""
    return None if not words or empty.search(words) else words


def _title(told: str | None, paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the title that the properties tell, without the site's name that a browser puts after it."""
    heading = _largest(paragraphs)
    return heading if heading and (told is None or told.startswith(heading)) else told


def _largest(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the words in the largest type on the first page, where they stand out and make one heading."""
    first = [p for p in paragraphs if p.runs and p.runs[0][0] == 0]
    largest = max((p.size for p in first), default=0.0)
    headings = [p for p in first if p.size == largest]
    words = line(" ".join(text for _, text in headings[0].runs)) if headings else ""
    stands_out = len(headings) == 1 < len(first) and 0 < len(words.split()) <= TITLE_WORDS
    return words if stands_out else None
