from __future__ import annotations

import pytest

from claimgraph.errors import NotFoundError
from claimgraph.model import Article
from claimgraph.presentation import references
from claimgraph.presentation.citations import cite


def test_text_gives_the_quote_first_and_what_stands_against_it(corpus, comparisons, told, short):
    lines = cite(
        told("58 percent", "Who shapes the list & why?"), corpus, "text", comparisons, short, 0.97
    ).splitlines()
    assert lines[0] == "58 %  librarians · shape the reading list · 2020 · base 300"
    assert lines[1].startswith("  “Of the librarians, 58 percent say")
    block = "\n".join(lines)
    assert "Study    Shelf Life: Who Chooses What We Read. Harbour Institute and Oakline, 2020" in block
    assert "(300 librarians, 320 teachers; June to September 2020)" in block
    assert "Article  Lind, M. D. Who shapes the list & why? harbour.example" in block
    assert "Against  19 % of teachers in 2020: a gap of 39 points   claimgraph show cmp-" in block
    assert "Against  57 % of librarians in 2020: told differently (value)" in block
    assert lines[-1].endswith("match 0.97")


def test_apa_cites_the_article_and_names_the_study_as_cited_in_it(corpus, told):
    reference, in_text, words = cite(told("57 percent", "A roundup"), corpus, "apa").splitlines()
    assert reference == "A roundup. (2021, March 4). Weekly Shelf."
    assert in_text == "In the text: (Harbour Institute & Oakline, 2020, as cited in “A roundup,” 2021)"
    assert words == "“Shelf Life says 57 percent of librarians shape the reading list.”"


def test_apa_says_that_a_date_is_missing(corpus, told):
    reference = cite(told("58 percent", "Who shapes the list & why?"), corpus, "apa").splitlines()[0]
    assert reference == (
        "Lind, M. D. (n.d.). Who shapes the list & why? harbour.example. https://harbour.example/list_1?a=b&c=50%"
    )


def test_a_note_is_never_quoted(corpus, comparisons, told, short):
    note = told("58 percent", "Release")
    for style in ("text", "apa", "bibtex"):
        text = cite(note, corpus, style, comparisons, short)
        assert "note's wording, not a quote" in " ".join(text.split())
        assert "“Oakline's release" not in text


def test_bibtex_escapes_what_latex_would_read_as_commands(corpus, told):
    entry = cite(told("58 percent", "Who shapes the list & why?"), corpus, "bibtex")
    assert entry.startswith("@online{lindndwho,\n")
    assert "author = {Lind, Mara D.}," in entry
    assert r"title = {{Who shapes the list \& why?}}," in entry
    assert "year = {n.d.}," in entry
    assert "url = {https://harbour.example/list_1?a=b&c=50%}," in entry
    assert "As told of: Shelf Life: Who Chooses What We Read." in entry


def test_hostile_text_leaves_no_command_and_no_escape_sequence(hostile, short):
    corpus, comparisons = hostile
    (statistic,) = corpus.statistics
    for style in ("text", "apa", "bibtex"):
        text = cite(statistic, corpus, style, comparisons, short)
        assert not any((ord(c) < 32 and c != "\n") or c in "\x7f\u202e" for c in text)
    entry = cite(statistic, corpus, "bibtex")
    assert r"\immediate" not in entry.replace(r"\textbackslash{}immediate", "")
    assert entry.count("{") == entry.count("}")


def test_an_unknown_style_names_the_known_ones(corpus):
    with pytest.raises(NotFoundError, match="text, apa, bibtex"):
        cite(corpus.statistics[0], corpus, "chicago")


@pytest.mark.parametrize(
    ("written", "apa", "bibtex"),
    [
        ("Eric D. Brown", "Brown, E. D.", "Brown, Eric D."),
        ("Brown, Eric D.", "Brown, E. D.", "Brown, Eric D."),
        ("Ann Lee and Bo Chi", "Lee, A., & Chi, B.", "Lee, Ann and Chi, Bo"),
        ("Ann Lee, Bo Chi and Di Fo", "Lee, A., Chi, B., & Fo, D.", "Lee, Ann and Chi, Bo and Fo, Di"),
        ("Lee, Ann; Chi, Bo", "Lee, A., & Chi, B.", "Lee, Ann and Chi, Bo"),
        ("Ludwig van Beethoven", "van Beethoven, L.", "van Beethoven, Ludwig"),
        ("Jean-Paul Sartre", "Sartre, J.-P.", "Sartre, Jean-Paul"),
        ("Martin Luther King Jr.", "King, M. L., Jr.", "King, Jr., Martin Luther"),
        ("News Staff", "News Staff.", "{News Staff}"),
        ("Reuters", "Reuters.", "{Reuters}"),
        ("By Ann Lee", "Lee, A.", "Lee, Ann"),
    ],
)
def test_authors(written, apa, bibtex):
    article = Article("x", title="T", author=written, date="2020")
    assert references.apa(article).startswith(f"{apa} (2020). T.")
    assert f"author = {{{bibtex}}}," in references.bibtex(article, "")


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (None, "n.d."),
        ("2014", "2014"),
        ("2014-07", "2014, July"),
        ("2014-07-14", "2014, July 14"),
        ("2014-13", "2014"),
    ],
)
def test_dates(date, written):
    assert references.apa_date(date) == written


def test_the_publisher_is_not_named_twice():
    article = Article("x", title="Release", author="Oakline", publisher="Oakline", date="2020")
    assert references.apa(article) == "Oakline. (2020). Release."
