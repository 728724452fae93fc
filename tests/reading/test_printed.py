"""Tables of PDF: cells with their headings, with rules around them or without, never at the cost of text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.extraction import extract
from claimgraph.model import Place, Quote
from claimgraph.reading import aligned, pdf, printed
from claimgraph.reading.aligned import Run
from claimgraph.review import find

Words = tuple[float, float, str]
"""Left and baseline in points from the page's left and lower edge, and what is written there."""

PROSE = (
    (60, 700, "Dockers and shipowners see two harbours"),
    (60, 670, "The Tidewater Institute asked 400 dockers and 250 shipowners about what they"),
    (60, 656, "think of the harbour in 2021. The answers were written down in a long list."),
)
HEAD = ((60, 610, "Statement"), (260, 610, "Dockers"), (380, 610, "Shipowners"))
CELLS = (
    *((60, 590, "Trust the port authority"), (270, 590, "44%"), (390, 590, "61%")),
    *((60, 570, "Fear for their jobs"), (270, 570, "38%"), (390, 570, "12%")),
)
AFTER = ((60, 520, "So the two see two harbours, as 17 percent of pilots have always said they do."),)


def made(*pages: Sequence[Words], rules: str = "") -> bytes:
    """Return a PDF with words at places, and with `rules` drawn on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{name}")
            for key, name in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
        }
    )
    for words in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): writer._add_object(font)})}
        )
        stream = DecodedStreamObject()
        text = "".join(f"BT /F 11 Tf 1 0 0 1 {x} {y} Tm ({what}) Tj ET\n" for x, y, what in words)
        stream.set_data(f"{rules}\n{text}".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def grid(columns: Sequence[float], rows: Sequence[float]) -> str:
    """Return rules around cells."""
    down = [f"{x} {rows[0]} m {x} {rows[-1]} l S" for x in columns]
    across = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in rows]
    return "0.5 w\n" + "\n".join((*down, *across))


RULES = {
    "none": "",
    "around": grid((55, 250, 370, 480), (624, 604, 584, 564)),
    "across": grid((55,), (604, 564)),
}


@pytest.mark.parametrize("rules", RULES)
def test_cells_stand_with_their_headings(rules: str) -> None:
    article = reading.parse(made((*PROSE, *HEAD, *CELLS, *AFTER), rules=RULES[rules]), ".pdf")
    paragraphs = article.text.rstrip("\n").split("\n\n")
    assert paragraphs[2] == told.TABLE
    assert [p[:11] for p in (paragraphs[0], paragraphs[1], paragraphs[3])] == [
        "Dockers and",
        "The Tidewat",
        "So the two ",
    ]
    found = {(s.value_quote.exact, s.group and s.group.text) for s in extract(article).statistics}
    assert found >= {("44%", "Dockers"), ("61%", "Shipowners"), ("38%", "Dockers"), ("12%", "Shipowners")}


def test_without_the_extra_tables_are_running_text_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made((*PROSE, *HEAD, *CELLS, *AFTER))
    monkeypatch.setattr(printed, "installed", lambda: False)
    article = pdf.read(data)
    assert "Trust the port authority 44% 61%" in article.text
    assert article.dropped == ("the columns of tables that 1 page may hold (claimgraph[tables] reads them)",)
    monkeypatch.undo()
    assert pdf.read(data).reader != article.reader
    assert pdf.read(data).dropped == ()


def test_figures_are_found_again_when_the_extra_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made((*PROSE, *HEAD, *CELLS, *AFTER), rules=RULES["around"])
    with monkeypatch.context() as patched:
        patched.setattr(printed, "installed", lambda: False)
        before = pdf.read(data)
    after = pdf.read(data)
    for words in ("44%", "61%", "38%", "12%", "17 percent"):
        start = before.text.index(words)
        found = find(Place.of(Quote.of(before, start, start + len(words))), after.text)
        assert found == (after.text.index(words), after.text.index(words) + len(words))


def test_prose_that_ends_in_numbers_is_no_table() -> None:
    words = [(60, 700 - 14 * n, f"A sentence on the harbour of 20{n:02} and of {n + 40}") for n in range(10)]
    article = reading.parse(made(words), ".pdf")
    assert "|" not in article.text
    assert article.dropped == ()


def test_a_table_that_goes_on_over_the_page_keeps_its_pages() -> None:
    article = reading.parse(made((*PROSE, *HEAD, *CELLS), (*HEAD, *CELLS, *AFTER)), ".pdf")
    assert article.text.count("| Fear for their jobs | 38% | 12% |") == 2
    assert article.text[article.pages[1] :].startswith("| Statement")


def test_what_is_drawn_too_densely_is_read_as_running_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MOST_BYTES", 3_000)
    dense = made((*PROSE, *HEAD, *CELLS), (*HEAD, *CELLS), rules="0 0 m 9 9 l S\n" * 150)
    article = pdf.read(dense)
    assert article.text.count("| Trust the port authority | 44% | 61% |") == 1
    assert article.text.count("Trust the port authority 44% 61%") == 1
    assert article.dropped == ("the columns of tables that 1 page may hold",)


def test_a_table_that_lacks_words_of_its_lines_does_not_replace_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = printed.tables(made((*PROSE, *HEAD, *CELLS)), [0])[0]
    poorer = [type(one)(one.rows[1:], one.page, one.left, one.right, one.foot, one.top) for one in found]
    monkeypatch.setattr(printed, "tables", lambda data, pages: (poorer, 0))
    assert "Statement Dockers Shipowners" in pdf.read(made((*PROSE, *HEAD, *CELLS))).text


@pytest.mark.browser
@pytest.mark.parametrize(
    "style",
    [
        "table { border-collapse: collapse } td, th { border: 1px solid; padding: 4px }",
        "table { border-collapse: collapse; width: 90% } tr { border: 0 solid; border-top-width: 1px }",
        "td, th { padding: 3px 14px; text-align: right } td:first-child { width: 90px; text-align: left }",
    ],
)
def test_a_table_printed_by_a_browser_gives_the_figures_of_the_page(
    printed: Callable[[str], Path], page: Path, style: str
) -> None:
    source = page.read_text("utf-8")
    source = source[source.index("<table>") : source.index("</table>")].replace("44%", "44%<sup>3</sup>")
    source = f"<!DOCTYPE html><style>{style}</style><h1>{told.TITLE}</h1><p>{told.CRANES}</p>{source}</table>"
    article = reading.read(printed(f"{source}<p>{told.TRUST}</p>"))
    assert article.text.endswith(f"{told.TABLE}\n\n{told.TRUST}\n")
    assert "1 footnote mark" in article.dropped


RUNS = st.builds(
    lambda text, left, line, size: Run(text, left, left + 6 * len(text), 20 * line - size, 20 * line, size),
    st.sampled_from(
        ["44%", "12", "Dockers", "Trust the port", "–", "2021", "a longer line of words in prose"]
    ),
    st.sampled_from([20.0, 150.0, 160.0, 300.0]),
    st.integers(1, 8),
    st.sampled_from([10.0, 12.0]),
)


@given(st.lists(RUNS, max_size=30))
def test_tables_of_any_page_hold_words_of_the_page_alone(runs: list[Run]) -> None:
    words = " ".join(run.text for run in runs).split()
    for (left, top, right, bottom), rows in aligned.tables(runs):
        assert left < right
        assert top < bottom
        assert len({len(row) for row in rows}) == 1
        cells = " ".join(cell for row in rows for cell in row).split()
        assert all(cells.count(word) <= words.count(word) for word in cells)
