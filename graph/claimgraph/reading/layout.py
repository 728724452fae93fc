"""The parts of a document, in order, written as the text of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BLANK = "\n\n"


@dataclass(frozen=True)
class Block:
    """Hold a paragraph, heading or list item: words on one line."""

    text: str
    item: bool = False


@dataclass(frozen=True)
class Table:
    """Hold the cells of a table, row by row; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


Part = Block | Table


def write(parts: Iterable[Part]) -> str:
    """Return the text: an empty line between parts, none between list items, tables as Markdown has them.

    White space within a part is run together; a part without words is left out.
    """
    text: list[str] = []
    in_list = False
    for part in parts:
        item = isinstance(part, Block) and part.item
        words = table(part.rows) if isinstance(part, Table) else line(part.text)
        if not words:
            continue
        if text:
            text.append("\n" if item and in_list else BLANK)
        text.append(f"- {words}" if item else words)
        in_list = item
    return "".join((*text, "\n")) if text else ""


def left_out(*counted: tuple[int, str, str]) -> list[str]:
    """Return what was left out, in words: number, singular and plural of each; nothing where none was."""
    return [f"{number:,} {one if number == 1 else many}" for number, one, many in counted if number]


def line(text: str) -> str:
    """Return text on one line, without soft hyphens and marks of no width at its ends."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split()).strip("\ufeff\u200b ")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the pipe table (https://github.github.com/gfm/#tables-extension-) of rows of any length."""
    filled = [[line(cell).replace("|", r"\|") for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    width = max(map(len, filled), default=0)
    if not width:
        return ""
    filled = [row + [""] * (width - len(row)) for row in filled]
    filled.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in filled)
