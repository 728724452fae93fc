"""The same article in every format gives the same statistics."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.extraction import extract
from claimgraph.model import Article

MARKDOWN = (
    f"# {told.TITLE}\n\n{told.SURVEY}\n\n{told.CRANES}\n\n- {told.TRUST}\n- {told.TONS}\n\n{told.TABLE}\n"
)


def statistics(article: Article) -> set[tuple[object, ...]]:
    return {
        (
            s.value,
            s.unit,
            s.group.text if s.group else None,
            s.statement.text if s.statement else None,
            s.year,
        )
        for s in extract(article).statistics
    }


def test_text_markdown_page_and_document(page: Path, document: Path) -> None:
    page.write_text(page.read_text("utf-8").replace(told.CHART, ""), "utf-8")
    expected = statistics(reading.parse(MARKDOWN.encode(), ".md"))
    assert {(str(value), group) for value, _, group, *_ in expected} == {
        ("62", "dockers"),
        ("81", "shipowners"),
        ("44", "dockers"),
        ("31", "dockers"),
        ("44", "Dockers"),
        ("61", "Shipowners"),
        ("38", "Dockers"),
        ("12", "Shipowners"),
    }
    assert statistics(reading.parse(MARKDOWN.removeprefix("# ").encode(), ".txt")) == expected
    assert statistics(reading.read(page)) == expected
    assert statistics(reading.read(document)) == expected


def test_printed_to_a_pdf(printed: Callable[[str], Path], page: Path) -> None:
    source = page.read_text("utf-8").replace(told.CHART, "")
    article = source[source.index("<article>") : source.index("</article>")]
    style = "<style>td, th { border: 1px solid } table { border-collapse: collapse }</style>"
    read = reading.read(printed(f"<!DOCTYPE html><meta charset='utf-8'>{style}{article}"))
    assert statistics(read) == statistics(reading.parse(MARKDOWN.encode(), ".md"))


def test_the_pages_of_a_printed_article(printed: Callable[[str], Path]) -> None:
    article = reading.read(printed(told.PRINTED % ""))
    pages = {s.value_quote.exact: s.article.page(s.value_quote.start) for s in extract(article).statistics}
    assert pages == {"62 percent": 1, "81 percent": 1, "44 percent": 2, "31 percent": 2}
