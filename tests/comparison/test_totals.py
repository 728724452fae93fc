"""Whether samples add up to the total that an article gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph import ClaimGraph, extract
from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import Article, Comparison, Decision, DecisionKind, Group, Verdict

STUDY = 'The survey "Two Harbours" by the Tidewater Institute asked '
FINDING = "\n\nIt found that 58 percent of marketers say that they sleep well.\n"


def totals(text: str, groups: tuple[Group, ...]) -> list[Comparison]:
    told = extract(Article(STUDY + text + FINDING, path="a.txt"))
    return [c for c in compare(link([told], (), groups)) if c.rule == "samples-total/1"]


@pytest.mark.parametrize(
    "text",
    [
        "237 marketers and 211 engineers, {} in all.",
        "237 marketers and 211 engineers in May 2021, {} in all.",
        "237 marketers and 211 engineers, for a total of {} respondents.",
        "237 marketers and 211 engineers. In total, {} people took part in the survey.",
        "{} executives, made up of 237 marketers and 211 engineers.",
        "{} executives, consisting of 237 marketers and 211 engineers in 2021.",
    ],
)
@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        ("448", Verdict.AGREE),
        ("450", Verdict.ROUNDED),
        ("about 430", Verdict.ROUNDED),
        ("468", Verdict.ARITHMETIC),
    ],
)
def test_a_total_is_added_up(text: str, total: str, verdict: Verdict, groups: tuple[Group, ...]) -> None:
    (found,) = totals(text.format(total), groups)
    assert found.verdict is verdict
    assert dict(found.figures)["together"] == "448"
    assert len(found.members) == 3


@pytest.mark.parametrize(
    "text",
    ["468 executives (237 marketers and 211 engineers).", "468 executives: 237 marketers and 211 engineers."],
)
def test_a_list_that_may_leave_some_out_is_no_alarm(text: str, groups: tuple[Group, ...]) -> None:
    (found,) = totals(text, groups)
    assert found.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "text",
    [
        "468 executives, including 237 marketers and 211 engineers.",
        "468 executives, among them 237 marketers and 211 engineers.",
        "468 executives. In a second round, 237 marketers and 211 engineers took part in the survey.",
        "237 marketers and 211 engineers.",
        "400 adults, made up of 237 CIOs and 211 IT executives.",  # one holds the other
        "more than 430 executives, made up of more than 200 marketers and at least 200 engineers.",
    ],
)
def test_no_alarm_where_nothing_is_certain(text: str, groups: tuple[Group, ...]) -> None:
    assert not [c for c in totals(text, groups) if c.verdict is Verdict.ARITHMETIC]


def test_it_is_shown_kept_and_can_be_rejected(tmp_path: Path) -> None:
    path = tmp_path / "harbours.txt"
    path.write_text(STUDY + "468 executives, made up of 237 marketers and 211 engineers." + FINDING, "utf-8")
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        graph.add([path])
        shown = " ".join(graph.contradictions_text().split())
        assert "237 and 211, are 448 together, and the article says that they are 468" in shown
        assert "Two Harbours. Tidewater Institute" in shown
        assert not graph.validate()
        assert "448 together" in graph.page()
        (alarm,) = (c for c in graph.comparisons if c.rule == "samples-total/1")
        query = (
            "SELECT ?n { ?c cg:rule 'samples-total/1' ; cg:compares ?s . ?s a cg:Sample ; cg:sampleSize ?n }"
        )
        assert sorted(int(row["n"]) for row in graph.query(query).rows()) == [211, 237, 468]
        decision = Decision(DecisionKind.REJECT, "Mara", "2021-05-01", between=alarm.members, rule=alarm.rule)
        graph.review([decision])
        assert alarm.id not in {c.id for c in graph.comparisons}
        assert graph.aside == ()
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        assert alarm.id not in {c.id for c in graph.comparisons}
