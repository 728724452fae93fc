"""What the check of a draft found, for people, editors and as footnotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimgraph.comparison.drafts import Checked, Standing
from claimgraph.model import Article, Bound, Corpus, Quote, Statistic
from claimgraph.presentation import drafts
from claimgraph.presentation.catalogue import Catalogue

HEAD = "---\ntitle: Two\n---\n"
TEXT = "On shelves 📚\r\n\r\nSome 58 percent agree,\nand 57 percent too. See [^4].\n"


@pytest.fixture
def found(told: Callable[[str, str], Statistic]) -> tuple[Checked, ...]:
    """Return a supported figure and one that differs, of a draft."""
    draft = Article(TEXT, reader="markdown/1")
    source = told("58 percent", "Who shapes the list & why?")
    first, second = TEXT.index("58 percent"), TEXT.index("57 percent")
    quotes = [Quote.of(draft, start, start + 10) for start in (first, second)]
    mine = replace(source, value_quote=quotes[1], quote=quotes[1], group=None, statement=None)
    return (
        Checked(quotes[0], Standing.SUPPORTED, None, source),
        Checked(quotes[1], Standing.DIFFERS, mine, source, ("value",)),
    )


def test_lines_are_those_of_the_file(
    found: tuple[Checked, ...], corpus: Corpus, short: Callable[[str], str]
) -> None:
    rows = drafts.rows(found, "a/two.md", HEAD, Catalogue(corpus, ()), short)
    assert [drafts.line(row).split(": ")[0] for row in rows] == ["a/two.md:6:6", "a/two.md:7:5"]
    assert drafts.line(rows[1]).startswith(
        "a/two.md:7:5: differs (value): “57 percent”; the source says 58 %: "
    )
    assert rows[0]["end_column"] == 16
    assert rows[1]["standing"] == "differs"
    assert str(rows[0]["quote"]).startswith("Of the librarians, 58 percent")


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("ab", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb\n", 2, (2, 1)),
        ("📚x", 1, (1, 2)),
    ],
)
def test_a_place_counts_lines_and_characters(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert drafts.place(text, offset) == expected


def test_a_bound_is_told(found: tuple[Checked, ...], corpus: Corpus, short: Callable[[str], str]) -> None:
    assert found[1].statistic is not None
    vague = replace(found[1], statistic=replace(found[1].statistic, bound=Bound.ABOUT))
    assert "“57 percent” (about 58 %)" in drafts.message(vague, Catalogue(corpus, ()), short)


def test_the_summary_counts(found: tuple[Checked, ...]) -> None:
    assert drafts.summary(found) == "2 figures: 1 supported, 1 differ"
    assert drafts.summary(()) == "0 figures"


def test_footnotes_go_on_after_those_that_are_there(found: tuple[Checked, ...]) -> None:
    draft = found[0].quote.article
    text = drafts.with_footnotes(draft, HEAD, found, lambda s: f"Source of {s.value:.0f}.")
    assert text == (
        HEAD
        + "On shelves 📚\r\n\r\nSome 58 percent[^5] agree,\nand 57 percent too. See [^4].\n\n"
        + "[^5]: Source of 58.\n"
    )


def test_in_plain_text_notes_are_in_brackets(found: tuple[Checked, ...]) -> None:
    plain = replace(found[0].quote.article, reader="text/1")
    assert "58 percent [5] agree" in drafts.with_footnotes(plain, "", found, lambda _: "S.")


def test_a_draft_without_sources_stays_as_it_is(found: tuple[Checked, ...]) -> None:
    assert drafts.with_footnotes(found[0].quote.article, HEAD, found[1:], lambda _: "S.") == HEAD + TEXT
