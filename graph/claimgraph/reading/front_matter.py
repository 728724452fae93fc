"""YAML front matter: what a file says of its article before the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from claimgraph.errors import ReadingError

KEYS = ("title", "author", "publisher", "date", "url", "kind")
"""The keys that front matter may have; each has one line of text."""

KINDS = ("verbatim", "notes")

LIMIT = 65_536
"""The most characters that front matter may have."""

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ].*)?)?)?")


def split(text: str) -> tuple[dict[str, str], str]:
    """Split what a file says of its article from the article's text, which is kept to the letter.

    Front matter stands between a first line `---` and the next line `---` or `...`; a file without it is
    fine. Values come back as written, with a date cut to its day and white space run together. Raises
    ReadingError where the front matter is not closed, too long, not YAML, or says something not allowed.
    """
    opening = re.compile(r"---[ \t]*(?:\r\n|\r|\n)").match(text)
    if opening is None:
        return {}, text
    start = position = opening.end()
    while position < len(text) and position - start <= LIMIT:
        fence = _FENCE.match(text, position)
        if fence:
            return dict(_values(text[start:position])), text[fence.end() :]
        line = _LINE.match(text, position)
        position = line.end() if line else len(text)
    if position - start > LIMIT:
        raise ReadingError(f"the front matter has more than {LIMIT:,} characters: close it with a line ---")
    raise ReadingError(
        "the front matter that begins in line 1 is not closed: end it with a line ---, "
        "or put an empty line before a --- that is part of the text"
    )


def _values(source: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for key, value, line in _pairs(source):
        if key not in KEYS:
            raise ReadingError(
                f"front matter, line {line}: {key[:40]!r} is not known; write {', '.join(KEYS)}"
            )
        if key in seen:
            raise ReadingError(f"front matter, line {line}: {key} stands there twice; keep one")
        seen.add(key)
        if value:
            yield key, _checked(key, value, line)


def _pairs(source: str) -> Iterator[tuple[str, str, int]]:
    """Yield key, value as written ("" for none) and line of each entry.

    The YAML is composed and never constructed: no tag makes an object, no date or number is reformatted.
    """
    try:
        _refuse_structure(source)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line = _line(getattr(error, "problem_mark", None))
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise ReadingError(
            f"front matter, line {line}: {problem}; put a value with a colon or quote marks into quotes"
        ) from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ReadingError("front matter: write one line `key: value` for each key")
    for key, value in root.value:
        empty = value.tag == "tag:yaml.org,2002:null"
        yield key.value, "" if empty else " ".join(value.value.split()), _line(key.start_mark)


def _refuse_structure(source: str) -> None:
    """Stop at the first alias or list, before nesting costs time or memory."""
    mappings = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        mappings += isinstance(event, yaml.MappingStartEvent)
        if isinstance(event, yaml.AliasEvent):
            line = _line(event.start_mark)
            raise ReadingError(f"front matter, line {line}: write the value instead of *{event.anchor}")
        if isinstance(event, yaml.SequenceStartEvent) or mappings > 1:
            line = _line(event.start_mark)
            raise ReadingError(f"front matter, line {line}: write one line of text for each key, no list")


def _line(mark: Any) -> int:
    """Return the line in the file: line 1 is the opening fence, and YAML's marks count from 0."""
    return 2 + int(mark.line if mark else 0)


def _checked(key: str, value: str, line: int) -> str:
    if key == "date":
        return _day(value, line)
    if key == "kind" and value not in KINDS:
        raise ReadingError(f"front matter, line {line}: kind is {value[:40]!r}; write {' or '.join(KINDS)}")
    if key == "url" and not _is_web_address(value):
        raise ReadingError(
            f"front matter, line {line}: url is {value[:60]!r}; write it with http:// or https://"
        )
    return value


def _day(value: str, line: int) -> str:
    """Return an ISO 8601 date as exact as it is written: 2014, 2014-07 or 2014-07-14."""
    match = _DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ReadingError(
            f"front matter, line {line}: date is {value[:40]!r}; write it as 2014, 2014-07 or 2014-07-14"
        ) from None
    return "-".join(part for part in (year, month, day) if part)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value
