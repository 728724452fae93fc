"""Citations for other programs, read back by the libraries that read them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.conftest import skip

from claimgraph.errors import NotFoundError
from claimgraph.model import Article, Bound, Corpus, Extraction, Kind, Quote, Statistic
from claimgraph.presentation import citations, csl, exchange, references
from claimgraph.reading import metadata

ARTICLES = [
    Article("x", title="New cranes & old quays", author="Mara Lindqvist and Ann O'Hara", date="2021-03-04"),
    Article(
        "x", title="Who pays {it} all?", publisher="Harbour_Weekly 100%", url="https://h.example/a_b?c=50%25"
    ),
    Article("x", title="Cranes\nER  - \nTY  - BOOK", author="Vincent van Gogh Jr.", date="2021-03"),
    Article(
        "x", author="Harbour Desk Staff", date="2021", publisher="Näher & Söhne", url="https://h.example/ü"
    ),
    Article("x"),
]
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
<info><title>Plain</title><id>plain</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><names variable="author"><name/></names><text variable="title" prefix=": "/>
<text variable="container-title" prefix=", "/></layout></bibliography></style>
"""


def expected(article: Article) -> dict[str, str | None]:
    title = " ".join((article.title or "Untitled article").split())
    return {
        "title": title,
        "date": article.date,
        "publisher": article.publisher,
        "url": references.url(article) or None,
    }


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("style", ["json", "bib", "ris"])
def test_what_is_written_is_read_back(article: Article, style: str, tmp_path: Path) -> None:
    write = {"json": exchange.csl_json, "bib": references.bibtex, "ris": exchange.ris}[style]
    file = tmp_path / f"a.{style}"
    file.write_text(write(article, "58 % of {these} & those\nER  - "), "utf-8")
    (entry,) = metadata.read(file)
    found = {name: getattr(entry, name) for name in ("title", "date", "publisher", "url")}
    wanted = expected(article)
    if style == "bib":  # the day is none of its fields
        wanted["date"] = article.date[:7] if article.date else None
    assert found == wanted


def test_ris_is_one_record_of_zotero_s_fields() -> None:
    (record,) = rispy.loads(exchange.ris(ARTICLES[2], "A note."))
    assert record["type_of_reference"] == "ELEC"
    assert record["authors"] == ["van Gogh, Vincent, Jr."]
    assert record["notes"] == ["A note."]
    assert record["date"] == "2021/03//"


def test_csl_json_is_taken_by_citeproc() -> None:
    items = json.loads(exchange.csl_json(ARTICLES[0]))
    source = CiteProcJSON(items)
    (item,) = source.values()
    assert item["author"][1].family == "O'Hara"
    assert (item["issued"].year, item["issued"].month, item["issued"].day) == (2021, 3, 4)
    assert json.loads(exchange.csl_json(ARTICLES[4])) == [
        {"id": references.citation_key(ARTICLES[4]), "type": "webpage", "title": "Untitled article"}
    ]


@pytest.fixture(scope="module")
def language() -> Path:
    """Return a folder with the schema of CSL-JSON and with styles."""
    folder = Path(sys.prefix) / "schemas" / "commonmeta" / "resources"
    if not folder.is_dir():
        skip("needs the schema of CSL-JSON: scripts/test lays it down")
    return folder


AUTHORS = (
    "Mara Lindqvist",
    "Mara D. Lindqvist and Ann O'Hara",
    "Vincent van Gogh Jr.",
    "Harbour Desk Staff",
    "Ada Barnes, Ben Cole, Eve Frost and Gus Hart",
)


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize("date", [None, "2021", "2021-03", "2021-03-04"])
@pytest.mark.parametrize("publisher", [None, "Coast Gazette"])
def test_apa_is_what_its_style_makes(
    language: Path, author: str, date: str | None, publisher: str | None
) -> None:
    url = "https://coast.example/cranes"
    article = Article("x", title="New cranes", author=author, date=date, publisher=publisher, url=url)
    assert references.apa(article) == csl.cite(article, language / "styles" / "apa.csl")


@pytest.fixture(scope="module")
def schema(language: Path) -> Draft7Validator:
    """Return the schema of CSL-JSON as the Citation Style Language has it."""
    found = json.loads((language / "csl-data.json").read_text("utf-8"))
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


def test_csl_json_keeps_its_schema(schema: Draft7Validator) -> None:
    assert not schema.is_valid([{"id": "a", "type": "web page"}])
    assert not schema.is_valid([{"id": "a", "type": "webpage", "quote": "a field that is none"}])
    assert not schema.is_valid([{"id": "a", "type": "webpage", "issued": {"date-parts": [[2021, 3, 4, 5]]}}])
    for article in ARTICLES:
        schema.validate(json.loads(exchange.csl_json(article, "58 % of {these} & those")))


DATES = st.one_of(
    st.none(), st.dates().flatmap(lambda day: st.sampled_from([f"{day}", f"{day}"[:7], f"{day}"[:4]]))
)
WORDS = st.one_of(st.none(), st.text(max_size=30))


@given(st.builds(Article, st.just("x"), WORDS, WORDS, WORDS, DATES, WORDS))
def test_csl_json_of_any_article_keeps_its_schema(schema: Draft7Validator, article: Article) -> None:
    schema.validate(json.loads(exchange.csl_json(article, "A note.")))


def test_bibtex_is_one_entry() -> None:
    library = parse_string(references.bibtex(ARTICLES[1], "50 % } @book{x,"))
    assert len(library.entries) == 1
    assert library.failed_blocks == []


def test_a_style_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "plain.csl").write_text(STYLE)
    article = Article("x", title="<script>alert(1)</script>", author="Mara Lindqvist", publisher="Weekly")
    assert csl.cite(article, tmp_path / "plain.csl") == "Mara Lindqvist: <script>alert(1)</script>, Weekly."


def test_what_is_no_style_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.csl").write_text("<a/>")
    for file in (tmp_path / "none.csl", tmp_path / "missing.csl"):
        with pytest.raises(NotFoundError, match=r"\.csl"):
            csl.cite(ARTICLES[0], file)


def test_each_style_carries_the_quote_and_the_study(
    corpus: Corpus, told: Callable[[str, str], Statistic]
) -> None:
    statistic = told("58 percent", "Who shapes the list & why?")
    for style in ("csl-json", "ris", "footnote"):
        text = citations.cite(statistic, corpus, style)
        assert "Of the librarians, 58 percent say they shape the reading list" in text
        assert "Harbour Institute" in text
    assert "\n" not in citations.cite(statistic, corpus, "footnote")
    note = citations.cite(told("58 percent", "Release"), corpus, "ris")
    assert "[A note's wording, not a quote:" in note


def test_the_page_of_a_paged_article_is_named() -> None:
    text = "On the quays.\n\nOf the dockers, 62 percent agree."
    article = Article(
        text, title="On the quays", author="Mara Lind", date="2021", pages=(0, 15), reader="pdf/1"
    )
    start = text.index("62 percent")
    value = Quote.of(article, start, start + 10)
    statistic = Statistic(
        value, Quote.of(article, 15, len(text)), Decimal(62), "percent", Bound.EXACT, Kind.LEVEL, None, None
    )
    corpus = Corpus((Extraction(article, statistics=(statistic,)),))
    assert "(Lind, 2021, p. 2)" in citations.cite(statistic, corpus, "apa")
    assert f"(p. 2, characters 15–{len(text)})" in citations.cite(statistic, corpus, "ris")
