"""A person has the last word, whatever is read again."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from claimgraph.claim_graph import ClaimGraph
from claimgraph.errors import ReviewError
from claimgraph.model import ALARMS, Decision, DecisionKind, LinkKind, Review, Statistic

_TICK = count()


def decide(graph: ClaimGraph, kind: str, key: str, **fields: str) -> None:
    date = f"2026-01-01T00:00:00.{next(_TICK):06d}+00:00"
    target = graph._target(key)
    graph.review([Decision(DecisionKind(kind), "Ada", date, fields=tuple(fields.items()), **target)])


def figure(graph: ClaimGraph, value: int, title: str = "") -> Statistic | None:
    return next(
        (s for s in graph.corpus.statistics if s.value == value and title in (s.article.title or "")), None
    )


def the(graph: ClaimGraph, value: int, title: str = "") -> Statistic:
    found = figure(graph, value, title)
    assert found is not None
    return found


def add_by_file(graph: ClaimGraph, path: Path, entry: dict[str, object]) -> None:
    path.write_text(json.dumps({"decisions": [entry]}), "utf-8")
    graph.review(graph.read_decisions(path, "Ada", lambda: f"2026-01-01T00:00:00.{next(_TICK):06d}+00:00"))


def test_a_rejected_figure_goes_with_its_alarms_and_stays_away(graph: ClaimGraph, articles: Path) -> None:
    wrong = the(graph, 66)
    assert any(wrong.id in c.members for c in graph.comparisons)
    decide(graph, "reject", wrong.id)
    assert figure(graph, 66) is None
    assert not any(wrong.id in c.members for c in graph.comparisons)
    retold = articles / "retold.txt"
    retold.write_text(retold.read_text("utf-8").replace("It found", "The survey found"), "utf-8")
    graph.add([articles])
    assert figure(graph, 66) is None
    assert graph.validate() == []


def test_a_figure_that_was_rejected_comes_back_when_it_is_accepted(graph: ClaimGraph, tmp_path: Path) -> None:
    wrong = the(graph, 66)
    target = graph._target(wrong.id)
    decide(graph, "reject", wrong.id)
    graph.review([Decision(DecisionKind.ACCEPT, "Ada", "2027-01-01", **target)])
    assert the(graph, 66).confidence == 1.0


def test_a_correction_changes_the_figure_and_what_is_derived(graph: ClaimGraph) -> None:
    told = the(graph, 66)
    assert any(c.verdict in ALARMS and told.id in c.members and c.about == "value" for c in graph.comparisons)
    decide(graph, "correct", told.id, value="62", base="380", year="2021")
    corrected = the(graph, 62, "quays")
    assert corrected.id == told.id
    assert corrected.base is not None
    assert corrected.base.n == 380
    assert not any(c.about == "value" and told.id in c.members for c in graph.comparisons)


def test_a_correction_survives_a_changed_text_and_a_new_process(
    graph: ClaimGraph, articles: Path, tmp_path: Path
) -> None:
    decide(graph, "correct", the(graph, 66).id, year="2019")
    retold = articles / "retold.txt"
    retold.write_text(
        retold.read_text("utf-8").replace("New cranes divide the quays\n\n", "Again.\n\n"), "utf-8"
    )
    graph.close()
    with ClaimGraph(tmp_path / "claimgraph.db") as again:
        again.add([articles])
        assert the(again, 66).year == 2019
        assert [d.author for d in again.decisions] == ["Ada"]
        assert again.aside == ()


def test_a_decision_waits_while_its_words_are_gone(graph: ClaimGraph, articles: Path) -> None:
    decide(graph, "reject", the(graph, 66).id)
    retold = articles / "retold.txt"
    before = retold.read_text("utf-8")
    retold.write_text(before.replace("66 percent", "67 percent"), "utf-8")
    graph.add([articles])
    assert figure(graph, 67) is not None
    assert [reason for _, reason in graph.aside] == ["its words are not in the text"]
    retold.write_text(before, "utf-8")
    graph.add([articles])
    assert figure(graph, 66) is None
    assert graph.aside == ()


def test_a_decision_waits_while_its_article_is_away(graph: ClaimGraph, articles: Path) -> None:
    decide(graph, "correct", the(graph, 66).id, value="63")
    before = graph.corpus
    graph.remove(the(graph, 63).article.id)
    assert [reason for _, reason in graph.aside] == ["its article is not in the graph"]
    assert graph.validate() == []
    graph.add([articles])
    assert graph.corpus == before
    assert graph.aside == ()


def test_a_missed_figure_is_added_by_its_words(graph: ClaimGraph, tmp_path: Path) -> None:
    gone = the(graph, 62, "two harbours")
    decide(graph, "reject", gone.id)
    add_by_file(
        graph,
        tmp_path / "add.json",
        {
            "decision": "add",
            "article": gone.article.id,
            "words": "62 percent",
            "fields": {"group": "dockers", "statement": "the new cranes … safer", "study": "Tidewater"},
        },
    )
    added = the(graph, 62, "two harbours")
    assert (added.id, added.unit, added.value) == (gone.id, "percent", Decimal(62))
    assert added.group is not None
    assert added.group.text == "dockers"
    assert added.study == gone.study
    assert graph.validate() == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": "many"}, "write a number"),
        ({"group": "sailors of the moon"}, "is not in the article"),
        ({"unit": ""}, "has a unit"),
        ({"bound": "nearly"}, "write exact"),
        ({"year": "soon"}, "whole number"),
        ({"study": "Nobody"}, "0 studies"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_changes(
    graph: ClaimGraph, fields: dict[str, str], message: str
) -> None:
    before = graph.corpus
    with pytest.raises(ReviewError, match=message):
        decide(graph, "correct", the(graph, 66).id, **fields)
    assert graph.decisions == ()
    assert graph.corpus == before


def test_what_a_person_parts_stays_apart_and_what_one_joins_is_one(graph: ClaimGraph, articles: Path) -> None:
    one, other = sorted(s.id for e in graph.corpus.extractions for s in e.studies)
    assert graph.corpus.canonical(one) == graph.corpus.canonical(other)
    split = Decision(DecisionKind.SPLIT, "Ada", "2026-01-01", between=(one, other), link=LinkKind.SAME_STUDY)
    graph.review([split])
    assert graph.corpus.canonical(one) != graph.corpus.canonical(other)
    assert not any(c.verdict in ALARMS for c in graph.comparisons)
    merge = Decision(DecisionKind.MERGE, "Ada", "2026-01-02", between=(other, one), link=LinkKind.SAME_STUDY)
    graph.review([merge])
    assert graph.corpus.canonical(one) == graph.corpus.canonical(other)
    assert any(link.review is Review.ACCEPTED for link in graph.corpus.links)
    assert any(c.verdict in ALARMS for c in graph.comparisons)


def test_a_decision_on_a_link_waits_for_its_article(graph: ClaimGraph, articles: Path) -> None:
    one, other = sorted(s.id for e in graph.corpus.extractions for s in e.studies)
    graph.review(
        [Decision(DecisionKind.SPLIT, "Ada", "2026-01-01", between=(one, other), link=LinkKind.SAME_STUDY)]
    )
    parted = graph.corpus
    graph.remove(graph.corpus.extractions[0].article.id)
    assert graph.validate() == []
    assert not any({one, other} == {link.subject, link.object} for link in graph.corpus.links)
    graph.add([articles])
    assert graph.corpus == parted


def test_a_rejected_alarm_is_gone_and_a_person_is_not_asked_again(graph: ClaimGraph) -> None:
    alarms = [c for c in graph.comparisons if c.verdict in ALARMS]
    assert {d.record.id for d in graph.doubts} >= {c.id for c in alarms}
    decide(graph, "reject", alarms[0].id)
    decide(graph, "accept", alarms[1].id)
    assert alarms[0].id not in {c.id for c in graph.comparisons}
    assert alarms[1].id in {c.id for c in graph.comparisons}
    assert not {d.record.id for d in graph.doubts} & {c.id for c in alarms[:2]}
    assert graph.validate() == []


def test_a_group_is_placed_in_the_scheme_by_merging(graph: ClaimGraph) -> None:
    unplaced = {row["label"] for row in graph.unplaced()}
    assert "dockers" in unplaced
    merge = Decision(
        DecisionKind.MERGE,
        "Ada",
        "2026-01-01",
        between=("group-dockers", graph.scheme[0].id),
        link=LinkKind.SAME_GROUP,
    )
    graph.review([merge])
    assert graph.corpus.canonical("group-dockers") == graph.scheme[0].id
    assert "dockers" not in {row["label"] for row in graph.unplaced()}
    assert graph.validate() == []


def test_a_register_and_a_scheme_of_ones_own_are_read(articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "own.db"
    db.mkdir()
    (db / "studies.toml").write_text(
        '[[study]]\nid = "study-ports"\nname = "Ports in Transition"\n\n'
        'organisations = ["Tidewater Institute"]\nyear = 2021\npopulation = "people who work in ports"\n',
        "utf-8",
    )
    (db / "groups.ttl").write_text(
        "@prefix cg: <https://w3id.org/claimgraph/ns#> . @prefix id: <https://w3id.org/claimgraph/id/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'id:group-port-workers a cg:RespondentGroup ; skos:prefLabel "port workers"@en ;'
        ' skos:altLabel "dockers"@en .\n',
        "utf-8",
    )
    with ClaimGraph(db) as graph:
        graph.add([articles])
        study = graph.catalogue.study_of(the(graph, 66))
        assert study is not None
        assert study.population == "people who work in ports"
        assert graph.corpus.canonical("group-dockers") == "group-port-workers"
        assert "dockers" not in {row["label"] for row in graph.unplaced()}
        assert len(graph.register) > 1  # the shipped one is read as well


def test_a_changed_register_is_linked_when_articles_are_added_again(
    graph: ClaimGraph, articles: Path, tmp_path: Path
) -> None:
    graph.close()
    (graph.path / "studies.toml").write_text(
        '[[study]]\nid = "study-ports"\nname = "Ports in Transition"\nmode = "telephone"\n'
        'organisations = ["Tidewater Institute"]\nyear = 2021\n',
        "utf-8",
    )
    with ClaimGraph(graph.path) as again:
        report = again.add([articles])
        assert {one.status for one in report.done} == {"unchanged"}
        study = again.catalogue.study_of(the(again, 66))
        assert study is not None
        assert study.mode == "telephone"
