"""Web pages: nothing that a figure depends on is lost, nothing beside the article is taken."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import skip
from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.errors import ReadingError


def article_of(source: str) -> str:
    return reading.parse(source.encode(), ".html").text


def test_a_saved_page_is_read_as_its_article(page: Path) -> None:
    article = reading.read(page, page.parent)
    assert (article.title, article.author, article.publisher, article.date) == (
        told.TITLE,
        "Mara Lindqvist",
        "Harbour Weekly",
        "2021-03-04",
    )
    assert article.url == "https://harbour.example/two-harbours"
    for words in (
        told.SURVEY,
        told.CRANES,
        told.CHART,
        told.CAPTION,
        f"- {told.TRUST}",
        told.TONS,
        told.TABLE,
    ):
        assert words in article.text
    for words in ("99 percent", "90 percent", "5 percent of our income"):
        assert words not in article.text


def test_what_was_left_out_is_named(page: Path) -> None:
    marks, beside = reading.read(page).dropped
    assert marks == "2 footnote marks"
    assert beside.endswith("words beside the article (menus, comments, margins)")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("62 percent<sup>1</sup> agree", "62 percent agree"),
        ("62%<sup><a href='#n1'>[1]</a></sup> agree", "62% agree"),
        ("62%<a role='doc-noteref' href='#n1'>1</a> agree", "62% agree"),
        ("62<sup>a</sup> agree", "62 agree"),
        ("10<sup>6</sup> tons", "10^6 tons"),
        ("the 21<sup>st</sup> wharf", "the 21st wharf"),
        ("see <a href='#t'>1 in 4</a> docks", "see 1 in 4 docks"),
    ],
)
def test_superscripts_do_not_stick_to_figures(source: str, text: str) -> None:
    assert article_of(f"<main><article><p>Of the dockers {source}.</p></article></main>").strip() == (
        f"Of the dockers {text}."
    )


def test_cells_that_span_are_repeated() -> None:
    text = article_of(
        "<article><p>Dockers were asked, and so were shipowners, in two years.</p><table>"
        "<tr><th rowspan=2>Statement</th><th colspan=2>Dockers</th></tr><tr><th>2019</th><th>2021</th></tr>"
        "<tr><td>Trust | faith</td><td>31%</td><td>44%</td></tr></table></article>"
    )
    assert "| Statement | Dockers | Dockers |\n| --- | --- | --- |\n| Statement | 2019 | 2021 |" in text
    assert r"| Trust \| faith | 31% | 44% |" in text


def test_a_short_article_keeps_its_form() -> None:
    assert article_of(
        "<article><h1>Quays</h1><p>62 percent agree.</p><p>38 percent do not.</p></article>"
    ) == ("Quays\n\n62 percent agree.\n\n38 percent do not.\n")


def test_an_alternative_text_that_says_nothing_is_counted() -> None:
    article = reading.parse(b"<article><p>62 percent agree.</p><p><img alt='Logo'></p></article>", ".html")
    assert article.dropped == ("1 picture without a telling alternative text",)
    assert "Logo" not in article.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('<meta charset="iso-8859-1"><p>Caf\xe9s: 62 percent'.encode("latin-1"), "Cafés: 62 percent"),
        ('<meta charset="iso-8859-1"><p>Cafés: 62 percent'.encode(), "Cafés: 62 percent"),
        ("<p>Cafés: 62 percent".encode("utf-16"), "Cafés: 62 percent"),
        ('<meta charset="windows-1251"><p>Мост: 62'.encode("cp1251"), "Мост: 62"),
    ],
)
def test_a_page_is_decoded_as_it_declares(data: bytes, words: str) -> None:
    assert words in reading.parse(data, ".html").text


def test_a_browser_s_note_tells_the_address() -> None:
    source = "<!-- saved from url=(0031)https://harbour.example/cranes#x -->\n<p>62 percent agree.</p>"
    assert reading.parse(source.encode(), ".htm").url == "https://harbour.example/cranes"
    hostile = '<link rel="canonical" href="javascript:alert(1)"><p>62 percent agree.</p>'
    assert reading.parse(hostile.encode(), ".htm").url is None


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<div>" * 200_000 + "62 percent", "nested more than 300 deep"),
        (
            "<table>" + "<tr><td colspan=99 rowspan=99>5%</td></tr>" * 3_000 + "</table>",
            "more than 20,000 cells",
        ),
        ("<script>draw()</script>", "no article in this page: save the page when it is drawn"),
        ("<!-- -->", "page"),
    ],
)
def test_a_page_that_is_none_or_too_much_is_refused(source: str, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        reading.parse(source.encode(), ".html")


def test_a_page_saved_by_a_browser(tmp_path: Path) -> None:
    """The page draws a paragraph by script; the browser saves what it shows."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        skip("needs Chromium")
    drawn = "<script>document.querySelector('article').insertAdjacentHTML('beforeend', '<p>%s</p>')</script>"
    (tmp_path / "live.html").write_text(
        told.PAGE.replace(f"<p>{told.SURVEY}", "<p>").replace("</body>", f"{drawn % told.SURVEY}</body>"),
        "utf-8",
    )
    saved = subprocess.run(
        [
            str(chromium),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            (tmp_path / "live.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    ).stdout
    article = reading.parse(saved, ".html")
    assert told.SURVEY in article.text
    assert told.CRANES in article.text
    assert article.author == "Mara Lindqvist"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        (
            (
                '<meta name="citation_author" content="Lind, Mara">'
                '<meta name="citation_author" content="O\'Hara, Ann">'
            ),
            "Cranes",
            "Lind, Mara; O'Hara, Ann",
        ),
        (
            (
                '<meta property="og:title" content="Cranes | Harbour Weekly">'
                '<meta property="og:site_name" content="Harbour Weekly">'
                '<meta property="article:author" content="Mara Lind">'
            ),
            "Cranes",
            "Mara Lind",
        ),
        (
            (
                '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type":'
                '"NewsArticle", "headline": "Cranes", "author": [{"@type": "Person", "name": "Mara Lind"},'
                '{"@type": "Person", "name": "Ann O\'Hara"}]}]}</script>'
            ),
            "Cranes",
            "Mara Lind; Ann O'Hara",
        ),
    ],
)
def test_what_a_page_declares_of_itself(head: str, title: str, author: str) -> None:
    body = f"<article><h1>Cranes</h1><p>{told.SURVEY}</p><p>{told.CRANES}</p></article>"
    article = reading.parse(f"<html><head>{head}</head><body>{body}</body></html>".encode(), ".html")
    assert (article.title, article.author) == (title, author)
