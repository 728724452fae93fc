from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest

from claimgraph.model import Article, Comparison, Corpus, Group, Measure, Verdict
from claimgraph.presentation import layout, network
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.network import Network

SIZES = {
    "study": (layout.STUDY, layout.CARD),
    "article": (layout.ARTICLE, layout.CHIP),
    "question": (layout.QUESTION, layout.CARD),
    "statistic": (layout.FIGURE, layout.CARD),
    "group": (layout.GROUP, layout.CHIP),
    "claim": (layout.CLAIM, layout.CARD),
}


@pytest.fixture
def whole(corpus, comparisons):
    return Network(Catalogue(corpus, comparisons))


def test_everything_that_is_told_of_is_a_node(whole, corpus):
    kinds = [kind for _, kind in whole.graph.nodes(data="kind")]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "study": 2,
        "article": 3,
        "question": 3,
        "statistic": 10,
        "group": 2,
        "claim": 1,
    }


def test_questions_on_which_most_is_wrong_come_first(whole):
    assert list(whole.questions) == ["measure-easy", "measure-list", "measure-shelves"]
    assert whole.differing == ("measure-easy", "measure-list")


def test_one_figure_stands_for_its_retellings_in_an_article_before_one_in_notes(whole, told):
    article, note = told("58 percent", "Who shapes the list & why?"), told("58 percent", "Release")
    assert whole.stands_for[note.id] == whole.stands_for[article.id] == article.id


def test_a_trend_points_from_the_earlier_to_the_later_figure(whole, comparisons, told):
    trend = comparisons[3]
    drawn = network.drawn(whole.graph, dict.fromkeys(whole.graph, ""), {})
    (edge,) = [edge for edge in drawn["edges"] if edge.get("comparison") == trend.id]
    assert edge["from"] == told("65 percent", "Who shapes the list & why?").id
    assert edge["to"] == told("71 percent", "Who shapes the list & why?").id


def test_what_does_not_come_out_is_tied_to_the_change_between_the_levels(whole, comparisons, told):
    change = told("10 percent", "Who shapes the list & why?").id
    ties = [{one, other} for one, other, key in whole.graph.edges(keys=True) if key == comparisons[2].id]
    assert len(ties) == 2
    assert all(change in tie for tie in ties)


def test_no_two_cards_of_a_scene_overlap(whole):
    scenes = layout.scenes(whole)
    assert {scene.key for scene in scenes} >= {
        "start",
        "all",
        "study-shelf-life",
        "group-teachers",
        "measure-list",
    }
    for scene in scenes:
        for (one, (x1, y1)), (other, (x2, y2)) in combinations(scene.positions.items(), 2):
            (w1, h1), (w2, h2) = (SIZES[whole.graph.nodes[key]["kind"]] for key in (one, other))
            apart = abs(x1 - x2) >= (w1 + w2) / 2 or abs(y1 - y2) >= (h1 + h2) / 2
            assert apart, f"{one} and {other} overlap in {scene.key}"


def test_years_run_from_left_to_right(whole, told):
    start = layout.scenes(whole)[0].positions
    earlier, later = (told(words, "Who shapes the list & why?").id for words in ("65 percent", "71 percent"))
    assert start[earlier][0] < start[later][0]


def test_one_articles_series_stands_on_one_row(shared_series):
    whole, ids = shared_series
    (scene,) = [scene for scene in layout.scenes(whole) if scene.key == "measure-up"]
    for early, late in ids:
        assert scene.positions[early][1] == scene.positions[late][1]
        assert scene.positions[early][0] < scene.positions[late][0]


@pytest.fixture
def shared_series(figure, extraction):
    """Return the network of two articles that tell one series of one group with other figures each."""
    found = []
    for name, early, late in (("one", 40, 61), ("two", 60, 42)):
        text = f"In 2019 {early} percent of pilots agreed; in 2021 it was {late} percent of pilots."
        article = Article(text, title=name, path=f"{name}.txt")
        figures = [
            figure(text, f"{early} percent", "pilots", "agreed", "s1", year=2019),
            figure(text, f"{late} percent", "pilots", None, "s1", year=2021),
        ]
        studies = [{"key": "s1", "name": "Aloft", "organisations": ["Windsock"], "year": None}]
        found.append(extraction(article, studies, figures))
    told = [s for one in found for s in one.statistics]
    corpus = Corpus(
        tuple(found),
        groups=(Group("group-pilots", "pilots"),),
        measures=(Measure("measure-up", "agreed"),),
        group_of={s.id: "group-pilots" for s in told},
        measure_of={s.id: "measure-up" for s in told},
    )
    pairs = [tuple(s.id for s in one.statistics) for one in found]
    comparisons = [
        Comparison(Verdict.TREND, tuple(sorted(pair)), "invented/1", "It moved.", measure="measure-up")
        for pair in pairs
    ]
    return Network(Catalogue(corpus, tuple(comparisons))), pairs


def test_positions_are_the_same_each_time(whole, corpus, comparisons):
    again = Network(Catalogue(corpus, comparisons))
    assert layout.scenes(whole) == layout.scenes(again)


def test_physics_is_off_and_every_node_is_drawn_by_the_page(whole):
    drawn = network.drawn(whole.graph, dict.fromkeys(whole.graph, "x"), {})
    assert drawn["options"]["physics"] == {"enabled": False}
    assert {node["shape"] for node in drawn["nodes"]} == {"custom"}


def test_pyvis_is_imported_only_when_a_page_is_made():
    code = "import sys, claimgraph.presentation.page; sys.exit('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
