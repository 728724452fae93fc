"""Word documents (Office Open XML): paragraphs, lists and tables in order, with changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading.layout import Block, Part, Table, left_out, line, write

NAME = "docx/1"

EXPANDED = 100_000_000
"""The most bytes that the parts of a document may have together, once expanded."""

MOST_PARTS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent", _FALLBACK})
_MARK = re.compile(r"[\s\[\]()]*(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§¶])[\s\[\]()]*")
_POWER = re.compile(r"(?<!\d)10$")
_WORDS = re.compile(rb"<w:t[ >][^<]*\w")
_CURE = "save it again as .docx in the program that it was written with"


def read(data: bytes) -> Article:
    """Read the text of a Word document.

    Title and author are those of its properties, else the title is the paragraph in the style Title or the
    first heading. Raises ReadingError where it is no such document, or expands beyond `EXPANDED` bytes.
    """
    _refuse_bomb(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        parts = list(reader.parts(document.element.body))
    except (KeyError, ValueError, SyntaxError, AttributeError) as error:  # SyntaxError: lxml's XML errors are
        raise ReadingError(f"this is no Word document that can be read ({error}): {_CURE}") from None
    text = write(parts)
    if not text:
        raise ReadingError("the document holds no text: write the article in it")
    properties = document.core_properties
    author = None if properties.author == "python-docx" else properties.author
    return Article(
        text=text,
        title=line(properties.title or "") or reader.title,
        author=line(author or "") or None,
        reader=NAME,
        dropped=tuple(reader.dropped(document)),
    )


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise ReadingError(f"this is no Word document (.docx): {_CURE}") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > EXPANDED:
        raise ReadingError(f"it expands to more than {EXPANDED:,} bytes: {_CURE}, without its pictures")


class _Reader:
    """Read the body of one document, and count what is left out."""

    def __init__(self, document: Any) -> None:
        self.title: str | None = None
        self.marks = 0
        self.silent = 0
        self._styles = {style.style_id: (style.name or "") for style in document.styles}

    def parts(self, parent: Any) -> Iterator[Part]:
        """Yield the parts in order, those inside content controls too."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield Table(tuple(self._rows(element)))
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self.parts(element)

    def dropped(self, document: Any) -> list[str]:
        """Return what was left out, in words."""
        beside = ("footnotes", "endnotes", "comments", "headers", "footers")
        return left_out(
            (self.marks, "footnote mark", "footnote marks"),
            (self.silent, "picture without alternative text", "pictures without alternative text"),
        ) + [f"its {name}" for name in beside if _has(document, name)]

    def _paragraph(self, paragraph: Any) -> Iterator[Part]:
        style = self._styles.get(_value(paragraph, "pStyle"), "")
        text = "".join(self._words(paragraph))
        if self.title is None and line(text) and style.casefold() in ("title", "heading 1"):
            self.title = line(text)
        listed = "list" in style.casefold() or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        yield Block(text, item=listed and not style.casefold().startswith("heading"))
        for picture in paragraph.iter(_DESCRIBED):
            told = line(picture.get("descr", ""))
            self.silent += not told
            yield Block(told)

    def _words(self, element: Any) -> Iterator[str]:
        before = ""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}t":
                words = child.text or ""
            elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                words = " "
            elif child.tag == f"{_W}noBreakHyphen":
                words = "-"
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                self.marks += 1
                continue
            else:
                words = "".join(self._words(child))
                if _is_raised(child) and _MARK.fullmatch(words):
                    if not _POWER.search(before):
                        self.marks += 1
                        continue
                    words = f"^{words}"
            before = words or before
            yield words

    def _rows(self, table: Any) -> Iterator[tuple[str, ...]]:
        for row in table.iter(f"{_W}tr"):
            cells: list[str] = []
            for cell in row.iterchildren(f"{_W}tc"):
                paragraphs = ("".join(self._words(paragraph)) for paragraph in cell.iter(f"{_W}p"))
                span = _value(cell, "gridSpan")
                wide = min(int(span), 60) if span.isdigit() else 1
                cells += [line(" ".join(paragraphs))] * wide
            yield tuple(cells)


def _is_raised(element: Any) -> bool:
    return element.tag == f"{_W}r" and _value(element, "vertAlign") == "superscript"


def _value(element: Any, name: str) -> str:
    """Return the value of a property of a paragraph, run or cell, or an empty string."""
    kind = element.tag.removeprefix(_W)
    found = element.find(f"{_W}{kind}Pr/{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _has(document: Any, name: str) -> bool:
    """Tell whether a part beside the body, named `headers` or `footnotes`, holds words."""
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].rstrip("s")
        if kind == name.rstrip("s") and not relation.is_external and _WORDS.search(relation.target_part.blob):
            return True
    return False
