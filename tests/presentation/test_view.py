from __future__ import annotations

import json

from claimgraph.presentation.view import view


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
    assert json.loads(json.dumps(shown)) == json.loads(json.dumps(view(corpus, comparisons)))
    nodes = range(len(shown["ids"]))
    assert all(place in nodes for scene in shown["scenes"].values() for place in scene["at"][::3])
    assert all(one in nodes and other in nodes for one, other, *_ in shown["edges"])


def test_an_empty_corpus_has_a_view():
    from claimgraph.model import Corpus

    assert view(Corpus(), ())["scenes"] == {}
