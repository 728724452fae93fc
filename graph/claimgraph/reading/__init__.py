"""Files to articles: a module a format, chosen by the file's suffix."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import encoding
from claimgraph.reading.worker import WORKER

Reader = Callable[[bytes], Article]
"""Make an article of a file's bytes, without its path; raise ReadingError where they make none."""

READERS: Mapping[str, str] = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
    ".xhtml": "html",
}
"""The module that reads each suffix, in lower case. A new format is a module and a line here."""

PLAIN = frozenset({"markdown", "text"})
"""The modules that need no process of their own: their time and memory grow with the file alone."""

STANDARD_INPUT = "-"
"""What stands for standard input in the place of a path."""

LIMIT = 20_000_000
"""The most bytes that a file may have."""

__all__ = [
    "LIMIT",
    "READERS",
    "Reader",
    "contents",
    "is_address",
    "parse",
    "path_from",
    "read",
    "read_with_head",
    "reader",
]


def read(path: str | os.PathLike[str], root: str | os.PathLike[str] | None = None) -> Article:
    """Read the file at a path, or `-` for Markdown or plain text from standard input, as an article.

    The article's own path is relative to `root`, the directory of the graph, or to the current directory.
    Raises ReadingError, with the path, where the file is missing, no regular file, locked, larger than
    `LIMIT`, of a format without reader, or no text.
    """
    return read_with_head(path, root)[0]


def read_with_head(
    path: str | os.PathLike[str], root: str | os.PathLike[str] | None = None
) -> tuple[Article, str]:
    """Read as `read` does, and return with the article what stands before its text in the file.

    That is the front matter of a plain format, and nothing in others.
    """
    file = Path(path)
    try:
        if str(path) == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LIMIT + 1)
            article = parse(data, ".md")
        else:
            data = contents(file)
            article = replace(parse(data, file.suffix), path=path_from(file, root))
    except ReadingError as error:
        raise ReadingError(f"{file}: {error}") from None
    plain = article.reader.partition("/")[0] in PLAIN
    return article, encoding.decode(data).removesuffix(article.text) if plain else ""


def parse(data: bytes, suffix: str) -> Article:
    """Read bytes, from standard input for one, as an article of the format that a suffix names.

    Formats that can hide more than they show are read in a process with limits of time and memory.
    """
    name = READERS.get(suffix.lower())
    if name is None:
        raise ReadingError(f"no reader for {suffix or 'a name without suffix'}: save it as {_known()}")
    if len(data) > LIMIT:
        raise ReadingError(f"larger than {LIMIT:,} bytes: give one article a file")
    if name not in PLAIN and not data:
        raise ReadingError("the file is empty: save the article's text in it")
    return reader(suffix)(data) if name in PLAIN else WORKER.read(data, suffix.lower())


def reader(suffix: str) -> Reader:
    """Return the reader of a suffix, to be run in this process."""
    found: Reader = import_module(f"claimgraph.reading.{READERS[suffix.lower()]}").read
    return found


def is_address(source: object) -> bool:
    """Tell whether what a person gave is a web address, and no path."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def contents(file: Path) -> bytes:
    """Return the bytes of a file, one more than `LIMIT` at most; raises ReadingError as `read` does."""
    try:
        if file.is_dir():
            raise ReadingError("this is a directory: name the files in it")
        if file.exists() and not file.is_file():
            raise ReadingError("this is no regular file: save the article as a file")
        with file.open("rb") as stream:
            return stream.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadingError("no such file: check the name") from None
    except PermissionError:
        raise ReadingError("you may not read it: change its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadingError(f"cannot be read ({error}): check the name and the disk") from None


def path_from(file: Path, root: str | os.PathLike[str] | None = None) -> str:
    """Return the path that an article has: from `root`, or the current directory, in POSIX form."""
    try:
        path = os.path.relpath(file, root or Path.cwd())
    except ValueError:  # another drive
        path = str(file.absolute())
    name = Path(path).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        raise ReadingError("the name is not UTF-8: rename the file") from None
    return name


def _known() -> str:
    return " or ".join((".md", ".txt", ".html", ".pdf", ".docx"))
