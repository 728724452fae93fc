"""Plain text with optional front matter."""

from __future__ import annotations

import re

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import encoding, front_matter

NAME = "text/1"

TITLE_WORDS = 20
"""The most words that a first line may have and still be taken for a title."""

_FIRST_LINE = re.compile(r"\s*(\S[^\r\n]*)(\r\n|\r|\n|\Z)([^\S\r\n]*(?:\r\n|\r|\n))?")


def read(data: bytes) -> Article:
    """Read plain text; the title is that of the front matter, else a first line that looks like one.

    Raises ReadingError where the bytes are no text, the front matter is malformed, or no text is left.
    """
    values, text = front_matter.split(encoding.decode(data))
    return article(values, text, title=first_line(text), reader=NAME)


def article(values: dict[str, str], text: str, *, title: str | None, reader: str) -> Article:
    """Make an article of what front matter says, the text, and the title that the text has."""
    if not text.strip():
        raise ReadingError("there is no text after the front matter: put the article's text there")
    return Article(
        text=text,
        title=values.get("title", title),
        author=values.get("author"),
        publisher=values.get("publisher"),
        date=values.get("date"),
        url=values.get("url"),
        kind=values.get("kind", "verbatim"),
        reader=reader,
    )


def first_line(text: str) -> str | None:
    """Return the first line where it looks like a title: short, an empty line below, no full stop."""
    match = _FIRST_LINE.match(text)
    if match is None or match.group(3) is None:
        return None
    line = match.group(1).rstrip()
    looks_so = len(line.split()) <= TITLE_WORDS and line[-1] not in ".,;:" and line[0] not in "-*•|>#"
    return line if looks_so else None
