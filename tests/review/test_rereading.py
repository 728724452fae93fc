"""Articles that are read again: what was decided meets its words, and what is not found again is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph import reading
from claimgraph.claim_graph import ClaimGraph
from claimgraph.model import Article, Decision, DecisionKind, Place, Quote
from claimgraph.reading.metadata import Entry
from claimgraph.review import find

NOW = "2026-11-29T10:00:00Z"
RETOLD = "retold.txt"


def newer(monkeypatch: pytest.MonkeyPatch, change: dict[str, str]) -> None:
    """Let a newer version of the reader of plain text make another text of the same file."""
    older = reading.parse

    def parse(data: bytes, suffix: str) -> Article:
        article = older(data, suffix)
        text = article.text
        for before, after in change.items():
            text = text.replace(before, after)
        return replace(article, text=text, reader="text/2")

    monkeypatch.setattr(reading, "parse", parse)


def decide(graph: ClaimGraph, kind: str, words: str, **fields: str) -> None:
    (statistic,) = (
        s for s in graph.corpus.statistics if s.value_quote.exact == words and s.article.path.endswith(RETOLD)
    )
    told = tuple(fields.items())
    graph.review([Decision(DecisionKind(kind), "Ada", NOW, (Place.of(statistic.value_quote),), fields=told)])


def of_retold(graph: ClaimGraph) -> dict[str, tuple[str, int | None]]:
    return {
        s.value_quote.exact: (str(s.value), s.year)
        for s in graph.corpus.statistics
        if (s.article.path or "").endswith(RETOLD)
    }


def test_a_newer_reader_with_another_text_replaces_the_records_and_loses_nothing(
    graph: ClaimGraph, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(graph, "correct", "66 percent", year="2019")
    before = of_retold(graph)
    newer(
        monkeypatch,
        {"New cranes divide the quays\n\n": "# New cranes\n\n", "It found that ": "It found\nthat  "},
    )
    report = graph.add([articles / RETOLD])
    assert [(one.status, one.lost) for one in report.done] == [("replaced", ())]
    assert report.waiting == ()
    assert of_retold(graph) == before == {"66 percent": ("66", 2019)}
    assert {e.article.reader for e in graph.corpus.extractions} == {"text/1", "text/2"}
    assert graph.validate() == []


def test_what_a_newer_reader_leaves_out_is_named_and_comes_back(
    graph: ClaimGraph, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(graph, "correct", "66 percent", year="2019")
    with monkeypatch.context() as patched:
        newer(patched, {"It found that 66 percent of dockers said": "The dockers said"})
        report = graph.add([articles])
    (lost,) = (gone for one in report.done for gone in one.lost)
    assert (lost.quote.exact, lost.reason) == ("66 percent", "its words are not in the text")
    ((decision, reason),) = report.waiting
    assert (decision.author, reason) == ("Ada", "its words are not in the text")
    assert graph.add([articles / "harbour.txt"]).waiting == ()  # waits still, and is not told again
    report = graph.add([articles])
    assert of_retold(graph)["66 percent"] == ("66", 2019)
    assert graph.aside == report.waiting == ()


def test_words_that_are_no_figure_any_more_are_named(
    graph: ClaimGraph, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch, {"the new cranes make their work safer.": "a card of Lot 66 percentile"})
    newer(monkeypatch, {"66 percent of dockers said that": "No. 66 percent-encoded"})
    (one,) = graph.add([articles / RETOLD]).done
    assert [gone.quote.exact for gone in one.lost] == ["66 percent"]


def test_an_address_that_is_learned_later_makes_no_second_article(articles: Path, tmp_path: Path) -> None:
    file = articles / RETOLD
    bare = "New cranes divide the quays\n\n" + file.read_text("utf-8").split("quays\n\n")[-1]
    file.write_text(bare, "utf-8")
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        graph.add([articles])
        decide(graph, "correct", "66 percent", year="2019")
        entry = Entry(title="New cranes divide the quays", author="Lind, Mara", url="https://coast.example/c")
        report = graph.add([file], entries=[entry])
        assert (report.articles, report.waiting) == (2, ())
        assert [one.status for one in report.done] == ["replaced"]
        assert of_retold(graph) == {"66 percent": ("66", 2019)}
        assert [one.status for one in graph.add([articles]).done] == ["unchanged", "unchanged"]
        file.write_text(bare + "\nA line more.\n", "utf-8")
        graph.add([file])
        assert {e.article.author for e in graph.corpus.extractions} == {"Mara Lindqvist", "Lind, Mara"}


def test_another_article_in_a_file_of_the_same_name_inherits_nothing(
    graph: ClaimGraph, articles: Path
) -> None:
    text = "Bakers rest.\n\nOn Sunday 40 percent of bakers rested, as they had the week before."
    (articles / RETOLD).write_text(text, "utf-8")
    graph.add([articles])
    (baked,) = (e.article for e in graph.corpus.extractions if "bakers" in e.article.text)
    assert (baked.publisher, baked.url) == (None, None)


READINGS = {
    "white space": ("Of all,\n\n62 percent\nof dockers agree.", "62 percent"),
    "a table": ("| Of all, | 62 percent | of dockers agree. |", "62 percent"),
    "marks": ("Of all, **62 percent** of dockers agree.", "62 percent"),
    "a space that does not break": ("Of all, 62\N{NO-BREAK SPACE}percent of dockers agree.", "62\xa0percent"),
}


@pytest.mark.parametrize("name", READINGS)
def test_words_are_found_in_another_reading_of_the_same(name: str) -> None:
    text = "Of all, 62 percent of dockers agree."
    place = Place.of(Quote.of(Article(text), 8, 18))
    other, words = READINGS[name]
    found = find(place, other)
    assert found is not None
    assert other[slice(*found)] == words


def test_a_number_within_another_is_not_found() -> None:
    place = Place.of(Quote.of(Article("Of all, 62 percent of dockers agree."), 8, 18))
    assert find(place, "Of  all, 162 percent of dockers agree.") is None
    assert (
        find(place, "Of  all, 62  percent of dockers agree. Of  all, 62  percent of dockers agree.") is None
    )


@given(st.text("ab 1,.“'-\n|", min_size=1, max_size=80), st.data())
def test_every_quote_is_found_again_with_other_white_space_or_not_at_all(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other = text.replace(" ", "  ").replace("\n", " \n")
    found = find(Place.of(Quote.of(Article(text), start, end)), other)
    assert found is None or "".join(other[slice(*found)].split()) == "".join(text[start:end].split())
