"""Markdown with optional front matter; the text is kept as it stands, marks and all."""

from __future__ import annotations

import re

from claimgraph.model import Article
from claimgraph.reading import encoding, front_matter, text

NAME = "markdown/1"

_HEADING = re.compile(r"(?:^|(?<=\r)) {0,3}#[ \t]([^\r\n]*)", re.MULTILINE)
_CLOSING = re.compile(r"(?:^|[ \t])#+$")


def read(data: bytes) -> Article:
    """Read Markdown; the title is that of the front matter, else the first `# ` heading, else a first line.

    Raises ReadingError where the bytes are no text, the front matter is malformed, or no text is left.
    """
    values, body = front_matter.split(encoding.decode(data))
    return text.article(values, body, title=_heading(body) or text.first_line(body), reader=NAME)


def _heading(body: str) -> str | None:
    match = _HEADING.search(body)
    if match is None:
        return None
    return _CLOSING.sub("", match.group(1).strip()).rstrip() or None
