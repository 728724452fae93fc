"""Linking as a whole: measures, decisions of a person, order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from types import ModuleType

import pytest

from claimgraph.linking import LINK_LEVEL, link
from claimgraph.model import Corpus, Extraction, Group, Kind, Link, LinkKind, Quote, Review, Sample


def pair(
    tellings: ModuleType, one: str, other: str, *, values: tuple[int, int] = (40, 47)
) -> list[Extraction]:
    """Return two articles that tell a figure of nurses from one study, each in its own words."""
    return [
        tellings.tell(name, [tellings.Told(f"{value} percent", "nurses", statement)])
        for name, statement, value in zip(("a", "b"), (one, other), values, strict=True)
    ]


def is_one(corpus: Corpus) -> bool:
    one, other = (corpus.canonical(corpus.measure_of[s.id]) for s in corpus.statistics)
    return one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("say the rota gives them enough rest", "Said that the rota gives them enough rest"),
        ("regard rest between shifts as important", "say that rest between shifts is essential"),
        ("believe training at sea improved", "feel that training at sea has improved"),
    ],
)
def test_reworded_statements_of_one_study_are_one_question(
    one: str, other: str, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    assert is_one(link(pair(tellings, one, other), (), groups))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("say training at sea improved", "say training at sea worsened"),
        ("say training at sea improved over the past year", "say training at sea improved over five years"),
        ("find night work much harder", "find night work harder"),
        ("trust the harbour master", "trust the port chaplain"),
        ("want lights on the pier", "have lights on the pier"),
        ("blame teachers for the delay", "blame drivers for the delay"),
    ],
)
def test_other_questions_stay_apart(
    one: str, other: str, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    assert not is_one(link(pair(tellings, one, other, values=(40, 40)), (), groups))


def test_a_figure_told_twice_is_evidence_for_one_question(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    one, other = "complain about noisy cabins", "are troubled by noisy cabins"
    assert is_one(link(pair(tellings, one, other, values=(40, 40)), (), groups))
    assert not is_one(link(pair(tellings, one, other, values=(40, 63)), (), groups))


def test_two_figures_of_one_group_in_one_article_are_two_questions(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = tellings.tell(
        "a",
        [
            tellings.Told("40 percent", "nurses", "say the new harbour lights help"),
            tellings.Told("55 percent", "nurses", "say the new lights of the harbour help"),
        ],
    )
    assert not is_one(link([told], (), groups))


def test_what_the_article_sets_side_by_side_is_one_question(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    figures = [
        tellings.Told("58 percent", "IT executives", "said they were steering or shaping the digital budget"),
        tellings.Told("19 percent", "marketers", "said IT executives shape the digital budget"),
    ]
    found = link([tellings.tell("a", figures, relations=[("gap", (0, 1), None)])], (), groups)
    assert is_one(found)
    (made,) = [made for made in found.links if made.kind is LinkKind.SAME_MEASURE]
    assert {"relation", "mirror"} <= {feature for feature, _ in made.evidence}


def test_a_relation_does_not_make_one_of_contraries(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    figures = [
        tellings.Told("64 percent", "nurses", "call the year good"),
        tellings.Told("26 percent", "nurses", "call the year bad"),
    ]
    assert not is_one(link([tellings.tell("a", figures, relations=[("gap", (0, 1), None)])], (), groups))


def test_a_change_has_a_measure_of_its_own(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    figures = [
        tellings.Told("64 percent", "nurses", "sleep well on the quay"),
        tellings.Told("nine points", "nurses", "sleep well on the quay", 9, "points", kind=Kind.CHANGE),
    ]
    found = link([tellings.tell("a", figures)], (), groups)
    level, change = (found.measure_of[s.id] for s in found.statistics)
    (measure,) = [measure for measure in found.measures if measure.id == change]
    assert change != level
    assert measure.change_of == level


def test_a_change_told_twice_is_taken(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    figures = [
        tellings.Told("nine points", "nurses", "sleep well on the quay", 9, "points", kind=Kind.CHANGE),
        tellings.Told("9 points", "nurses", "sleep well at the quay", None, "points", kind=Kind.CHANGE),
    ]
    found = link([tellings.tell("a", figures, relations=[("same", (0, 1), None)])], (), groups)
    assert len(set(found.measure_of.values())) == 2


def test_a_wording_that_says_too_little_means_nothing_elsewhere(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    assert not is_one(link(pair(tellings, "agree", "agree"), (), groups))


def test_the_word_of_a_person_counts(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = pair(tellings, "keep a log of every watch", "write down what each watch brings")
    free = link(told, (), groups)
    assert not is_one(free)
    ends = sorted(set(free.measure_of.values()))
    wanted = Link(LinkKind.SAME_MEASURE, ends[0], ends[1], review=Review.ACCEPTED)
    joined = link(told, (), groups, [wanted])
    assert is_one(joined)
    assert joined.same_as[ends[1]] == ends[0]
    assert not is_one(link(told, (), groups, [replace(wanted, review=Review.REJECTED)]))


def test_what_a_person_rejects_stays_apart_by_any_way(
    tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    survey = tellings.Survey(name="The Great Kelp Survey", year=2016)
    told = [tellings.tell(name, [], [survey]) for name in "abc"]
    ids = sorted(extraction.studies[0].id for extraction in told)
    rejected = Link(LinkKind.SAME_STUDY, ids[0], ids[1], review=Review.REJECTED)
    found = link(told, (), groups, [rejected])
    assert found.canonical(ids[0]) != found.canonical(ids[1])
    assert [
        made.review for made in found.links if made.id == rejected.id or made.review is Review.REJECTED
    ] == [Review.REJECTED]


def test_every_link_says_why(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    found = link(pair(tellings, "regard rest as important", "say that rest is essential"), (), groups)
    assert found.links
    for made in found.links:
        assert made.evidence
        assert 0 < made.confidence <= 1


def test_the_order_of_the_articles_changes_nothing(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = pair(
        tellings, "regard rest between shifts as important", "say that rest between shifts is essential"
    )
    told.append(
        tellings.tell("c", [tellings.Told("12 percent", "the Nurses", "call rest between shifts vital")])
    )
    corpora = [link(order, (), groups) for order in permutations(told)]
    assert all(found == corpora[0] for found in corpora)
    assert len({corpora[0].canonical(m) for m in corpora[0].measure_of.values()}) == 1
    assert LINK_LEVEL == 0.8


def test_all_of_a_survey_may_be_of_one_group(tellings: ModuleType, groups: tuple[Group, ...]) -> None:
    told = tellings.tell(
        "It asked 1,143 nurses", [tellings.Told("30 percent", "nurses", "carry a whistle on watch")]
    )
    start = told.article.text.index("1,143")
    sample = Sample(1143, quote=Quote.of(told.article, start, start + len("1,143 nurses")))
    asked = replace(told, studies=(replace(told.studies[0], samples=(sample,)),))
    (statistic,) = link([asked], (), groups).statistics
    assert statistic.base is not None
    assert (statistic.base.n, statistic.base.of_study) == (1143, False)
