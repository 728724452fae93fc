from __future__ import annotations

import pytest

from claimgraph.model import Article, Quote
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.citations import cite_from
from claimgraph.presentation.evidence import AROUND, Units, alike, details, joined, window


@pytest.fixture
def catalogue(corpus, comparisons):
    return Catalogue(corpus, comparisons)


def cut(told, span):
    return told["text"].encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le")


def test_offsets_count_utf_16_units():
    units = Units("a📚b")
    assert [units(place) for place in range(4)] == [0, 1, 3, 4]


def test_value_group_and_statement_are_marked_after_an_emoji(corpus, catalogue, told):
    words = details(corpus.extractions[0], catalogue)
    own = words["of"][told("58 percent", "Who shapes the list & why?").id]
    assert "📚" in cut(words, own["shown"])
    assert cut(words, own["value"]) == "58 percent"
    assert [cut(words, span) for span in own["group"]] == ["librarians"]
    assert [cut(words, span) for span in own["statement"]] == ["shape the reading list"]
    assert cut(words, own["quote"]).startswith("Of the librarians")


def test_what_is_shown_of_an_article_is_the_words_around_each_quote(corpus, catalogue):
    for extraction in corpus.extractions:
        words = details(extraction, catalogue)
        for record in (*extraction.statistics, *extraction.claims):
            first, last = window(record.quote)
            assert cut(words, words["of"][record.id]["shown"]) == record.article.text[first:last]


def test_words_that_several_quotes_show_stand_in_the_page_once(corpus, catalogue):
    for extraction in corpus.extractions:
        assert len(details(extraction, catalogue)["text"]) <= len(extraction.article.text)


def test_far_quotes_of_a_long_article_leave_out_what_is_between():
    filler = "Nothing to see here. " * 200
    article = Article(f"Aaa said 5 percent. {filler}Bbb said 7 percent.")
    spans = [
        window(Quote.of(article, 0, 19)),
        window(Quote.of(article, len(article.text) - 19, len(article.text))),
    ]
    runs = joined(spans)
    assert len(runs) == 2
    assert sum(end - start for start, end in runs) < 2 * (AROUND + 40)


def test_what_is_around_a_quote_begins_and_ends_with_whole_words(corpus):
    for s in corpus.statistics:
        first, last = window(s.quote)
        text = s.article.text
        assert first == 0 or text[first - 1].isspace()
        assert last == len(text) or text[last].isspace()


def test_a_citation_is_whole_again_with_what_it_shares(corpus, catalogue):
    for extraction in corpus.extractions:
        words = details(extraction, catalogue)
        for s in extraction.statistics:
            for style, name in (("APA", "apa"), ("BibTeX", "bibtex")):
                begin, end = words["cite"][style]
                own = words["of"][s.id]["cite"][style]
                assert begin + own + end == cite_from(s, catalogue, name)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ("", "")),
        (["aba"], ("aba", "")),
        (["aba", "aba"], ("aba", "")),
        (["a1c", "a22c"], ("a", "c")),
        (["xc", "yc"], ("", "c")),
        (["aa", "aaa"], ("aa", "")),
    ],
)
def test_what_texts_share_is_their_beginning_and_their_end(texts, expected):
    assert alike(texts) == expected
