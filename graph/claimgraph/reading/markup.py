"""A page's tree, brought into a form in which an extractor of articles loses no caption, mark or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from claimgraph.errors import ReadingError
from claimgraph.reading.layout import left_out, line

DEEPEST = 300
"""Elements within elements that a page may have."""

WIDEST = 60
"""Columns or rows that one cell may span."""

CELLS = 20_000
"""Cells that the tables of a page may have, once spans are laid out."""

_FEWEST_WORDS = 4  # of an alternative text without a figure that says something
_INLINE = frozenset(
    {"a", "abbr", "b", "button", "em", "i", "noscript", "p", "picture", "span", "strong", "sup"}
)
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template", "title"})
_MARK = re.compile(
    r"[\s()\[\],*†‡§¶#]*(?:\d{1,3}|[a-z])?[\s()\[\],*†‡§¶#]*|(?:\d{1,3}[,–-]\s?)+\d{1,3}", re.I
)
_NOTE = re.compile(r"note|cite|ref", re.I)
_POWER = re.compile(r"(?:(?<!\d)10|\b(?:[kcm]?m|km|ft|CO))\s*$")


def parse(source: str) -> Any:
    """Return the tree of a page; raises ReadingError where there is none, or it is nested too deep."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ReadingError("there is nothing in this page: save it again") from None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise ReadingError(f"elements are nested more than {DEEPEST} deep: copy the article's text")
    return tree


def prepare(tree: Any) -> list[str]:
    """Change the tree: captions and alternative texts become paragraphs, spans of cells are laid out.

    Superscript marks of footnotes are taken out, so that they do not stick to figures. Return what was
    dropped or could not be read, in words.
    """
    marks = sum(_drop_mark(element) for element in list(tree.iter("sup", "a")))
    silent = sum(not _tell_picture(picture) for picture in list(tree.iter("img")))
    frames = sum(1 for _ in tree.iter("iframe", "object", "embed", "canvas"))
    for caption in list(tree.iter("figcaption", "caption")):
        _tell_caption(caption)
    for figure in tree.iter("figure"):
        figure.tag = "div"
    cells = 0
    for table in tree.iter("table"):
        cells = _lay_out(table, cells)
    return left_out(
        (marks, "footnote mark", "footnote marks"),
        (silent, "picture without a telling alternative text", "pictures without a telling alternative text"),
        (frames, "embedded frame or drawing", "embedded frames or drawings"),
    )


def words(tree: Any) -> int:
    """Return how many words a page shows."""
    hidden = " or ".join(f"ancestor::{tag}" for tag in sorted(_UNSEEN))
    return sum(count(text) for text in tree.xpath(f"//body//text()[not({hidden})]"))


def count(text: str) -> int:
    """Return how many words a text has, without the marks between them."""
    return len(re.findall(r"\w+", text))


def _drop_mark(element: Any) -> bool:
    """Take out a superscript that leads to a footnote; a power or an ordinal stays."""
    text = "".join(element.itertext())
    if element.getparent() is None or not text.strip() or not _MARK.fullmatch(text):
        return False
    linked = element if element.tag == "a" else next(element.iter("a"), None)
    says = " ".join(element.get(key, "") for key in ("class", "role", "epub:type", "rel"))
    refers = linked is not None and "#" in linked.get("href", "")
    if element.tag == "a":  # one inside a superscript goes with it
        if element.getparent().tag == "sup" or not (refers and re.search(r"noteref|\bsup", says)):
            return False
    elif not refers and not _NOTE.search(says) and _POWER.search(_before(element)):
        element.text = "^" + (element.text or "")
        return False
    element.drop_tree()
    return True


def _before(element: Any) -> str:
    """Return the text that stands just before an element."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or "".join(previous.itertext()) or ""
    return element.getparent().text or ""


def _tell_picture(picture: Any) -> bool:
    """Put a picture's alternative text after the paragraph it stands in; return whether it says something."""
    alt = line(picture.get("alt", ""))
    if not re.search(r"\d", alt) and len(alt.split()) < _FEWEST_WORDS:
        return False
    place = picture
    while (parent := place.getparent()) is not None and parent.tag in _INLINE:
        place = parent
    if parent is None:
        return False
    around = " ".join("".join(parent.itertext()).split()) if parent.tag == "figure" else ""
    if alt not in around:
        _insert_after(place, alt)
    return True


def _tell_caption(caption: Any) -> None:
    if caption.tag == "figcaption":
        caption.tag = "p" if not list(caption.iter("p", "div", "ul", "table")) else "div"
        return
    table = caption.getparent()
    if table is not None and table.tag == "table" and table.getparent() is not None:
        caption.tag = "p"
        tail, caption.tail = caption.tail, None
        table.addprevious(caption)
        table.text = (table.text or "") + (tail or "")


def _insert_after(place: Any, text: str) -> None:
    told = etree.Element("p")
    told.text = text
    told.tail, place.tail = place.tail, None
    place.addnext(told)


def _lay_out(table: Any, cells: int) -> int:
    """Repeat cells that span columns or rows; return how many cells there are by now."""
    waiting: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, words
    for row in _rows(table):
        laid: list[Any] = []
        for cell in [c for c in row if c.tag in ("td", "th")]:
            _fill(row, laid, waiting)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            text = line("".join(cell.itertext()))
            for copy in range(wide):
                if high > 1:
                    waiting[len(laid)] = (high - 1, text)
                laid.append(cell if copy == 0 else _cell(cell.tag, text))
        _fill(row, laid, waiting)
        if (cells := cells + len(laid)) > CELLS:
            raise ReadingError(f"the tables have more than {CELLS:,} cells: copy the article's text")
        for cell in laid:
            row.append(cell)
    return cells


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in list(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from [row for row in child if row.tag == "tr"]


def _fill(row: Any, laid: list[Any], waiting: dict[int, tuple[int, str]]) -> None:
    while (place := len(laid)) in waiting:
        left, text = waiting.pop(place)
        if left > 1:
            waiting[place] = (left - 1, text)
        laid.append(_cell("td", text))


def _cell(tag: str, text: str) -> Any:
    made = etree.Element(tag)
    made.text = text
    return made


def _span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell spans, and make it span one."""
    told = cell.attrib.pop(name, "1").strip()
    return min(max(int(told), 1), WIDEST) if told.isascii() and told.isdigit() else 1
