from __future__ import annotations

import json

from claimgraph.presentation.view import utf16, view


def test_offsets_count_utf_16_units():
    assert [utf16("a📚b", place) for place in range(4)] == [0, 1, 3, 4]


def test_evidence_marks_value_group_and_statement_after_an_emoji(corpus, comparisons, told):
    shown = view(corpus, comparisons)
    wanted = told("58 percent", "Who shapes the list & why?")
    (one,) = [s for s in shown["statistics"] if s["id"] == wanted.id]
    evidence = one["evidence"]
    units = evidence["text"].encode("utf-16-le")

    def cut(span):
        return units[2 * span[0] : 2 * span[1]].decode("utf-16-le")

    assert "📚" in evidence["text"]
    assert cut(evidence["value"]) == "58 percent"
    assert [cut(span) for span in evidence["group"]] == ["librarians"]
    assert [cut(span) for span in evidence["statement"]] == ["shape the reading list"]
    assert cut(evidence["quote"]).startswith("Of the librarians")


def test_what_is_around_a_quote_begins_and_ends_with_whole_words(corpus, comparisons):
    for one in view(corpus, comparisons)["statistics"]:
        text = next(s.article.text for s in corpus.statistics if s.id == one["id"])
        start = text.index(one["evidence"]["text"])
        end = start + len(one["evidence"]["text"])
        assert start == 0 or text[start - 1].isspace()
        assert end == len(text) or text[end].isspace()


def test_a_margin_is_given_only_where_the_groups_base_is_known(corpus, comparisons):
    figures = {s["label"]: s for s in view(corpus, comparisons)["statistics"]}
    assert figures["58 %"]["margin"] == 5.6  # 1.96 * sqrt(0.58 * 0.42 / 300)
    assert figures["+10 points"]["margin"] is None


def test_a_study_is_shown_once_with_what_the_register_knows(corpus, comparisons):
    studies = view(corpus, comparisons)["studies"]
    assert [study["label"] for study in studies] == ["Shelf Life: Who Chooses What We Read", "Tidewater"]
    assert studies[0]["samples"] == ["300 librarians", "320 teachers"]


def test_the_gravest_comparisons_stand_first(corpus, comparisons):
    verdicts = [one["verdict"] for one in view(corpus, comparisons)["comparisons"]]
    assert verdicts[:4] == ["arithmetic", "misreport", "disagreement", "gap"]


def test_the_data_is_ready_for_json_and_every_scene_names_nodes(corpus, comparisons):
    shown = view(corpus, comparisons)
    assert json.loads(json.dumps(shown)) == shown
    nodes = shown["network"]["nodes"]
    assert all(0 <= place < len(nodes) for scene in shown["scenes"].values() for place, _, _ in scene)


def test_an_empty_corpus_has_a_view():
    from claimgraph.model import Corpus

    assert view(Corpus(), ())["scenes"] == {}
