"""PDF: paragraphs from lines, pages that can be cited, nothing from the margins."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.errors import ReadingError

COLOURS = ("red", "green", "blue", "grey", "white")
BIRDS = ("heron", "gull", "tern", "skua", "petrel", "auk", "plover", "swan")
FILLER = "".join(
    f"<p>Note {n}: the masters of {name} think of the fog, of the quays, of what comes in with the tide, "
    f"and of the co-operative warehouse that nobody on {name} can see from the bridge in autumn.</p>"
    for n, name in enumerate(f"the {a} {b}" for a in COLOURS for b in BIRDS)
)


def test_a_printed_page_gives_its_paragraphs_and_pages(printed: Callable[[str], Path]) -> None:
    article = reading.read(printed(told.PRINTED % FILLER))
    assert article.title == told.TITLE
    paragraphs = article.text.split("\n\n")
    assert paragraphs[:3] == [told.TITLE, told.SURVEY, told.CRANES]
    assert sum(paragraph.startswith("Note ") for paragraph in paragraphs) == 40
    assert all("co-operative warehouse that nobody on" in p for p in paragraphs if p.startswith("Note "))
    assert len(article.pages) > 3  # how many depends on the fonts of the machine
    assert article.page(article.text.index(told.SURVEY)) == 1
    assert article.page(article.text.index(told.TRUST)) == len(article.pages)
    assert article.text[article.pages[-1] :].startswith(told.TRUST)


def test_margins_and_footnote_marks_are_left_out_and_named(printed: Callable[[str], Path]) -> None:
    article = reading.read(printed(told.PRINTED % FILLER))
    assert "file://" not in article.text
    assert "Harbour Weekly" not in article.text  # the running head
    lines, marks = article.dropped
    assert lines.endswith(" lines in the margins of pages")
    assert marks == "2 footnote marks"


def test_a_pdf_without_text_says_what_to_do() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    with pytest.raises(ReadingError, match="OCR"):
        reading.parse(out.getvalue(), ".pdf")


def test_a_locked_pdf_says_what_to_do() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(ReadingError, match="password"):
        reading.parse(out.getvalue(), ".pdf")


def test_a_broken_pdf_says_what_to_do() -> None:
    with pytest.raises(ReadingError, match="print it to a new one"):
        reading.parse(b"%PDF-1.7 and then nothing", ".pdf")
