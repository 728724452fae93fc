"""Linking and comparison do not depend on what they should not depend on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.claim_graph import ClaimGraph
from claimgraph.comparison import compare
from claimgraph.comparison.sampling import two_proportions
from claimgraph.linking import Scheme, link
from claimgraph.linking.measures import Use, against
from claimgraph.linking.names import organisations_agree, titles_agree
from claimgraph.linking.samples import samples_agree
from claimgraph.linking.wording import read
from claimgraph.model import Base, Bound, Comparison, Corpus, Extraction, Group, Sample, Statistic, Study
from claimgraph.store import records

slow = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

GROUPS = [
    "CIOs",
    "CMOs",
    "IT executives",
    "marketers",
    "dockers",
    "respondents",
    "older dockers",
    "CIOs and CMOs",
]
STATEMENTS = [
    "said that their budgets will grow next year",
    "expect their budgets to grow next year",
    "expect their budgets to shrink next year",
    "said that the relationship with the other side improved",
    "believe that the relationship has not improved",
    "trust the data that they are given",
    "strongly trust the data they are given",
    "cited costs",
]
OTHER_STATEMENTS = ["kept bees on the roof of the bakery", "would rather sail than row across the bay"]
SURVEYS = [
    (("Harbour Institute",), "Tides of Work", 2013),
    (("Harbour Institute", "Quay Review"), "Tides of Work", 2014),
    (("Harbour Institute",), None, None),
    (("Lamp Council",), "Light at Night", 2014),
]


@st.composite
def articles(draw: st.DrawFn, tellings: ModuleType, name: str) -> Extraction:
    surveys = [
        tellings.Survey(organisations, title, year, ((draw(st.sampled_from([300, 400])), Bound.EXACT, None),))
        for organisations, title, year in draw(
            st.lists(st.sampled_from(SURVEYS), min_size=1, max_size=2, unique=True)
        )
    ]
    figures = [
        tellings.Told(
            f"{draw(st.integers(1, 99))} percent",
            draw(st.sampled_from(GROUPS)),
            draw(st.sampled_from(STATEMENTS)),
            year=draw(st.none() | st.sampled_from([2012, 2013, 2014])),
            study=draw(st.integers(0, len(surveys) - 1)),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    related = [("gap", (0, 1), None)] if len(figures) > 1 and draw(st.booleans()) else []
    told: Extraction = tellings.tell(name, figures, surveys, related)
    before = draw(st.sets(st.sampled_from([s.id for s in told.statistics])))
    sold = draw(st.booleans())
    return replace(
        told,
        statistics=tuple(
            replace(s, years_before=1) if s.id in before and s.year is None else s for s in told.statistics
        ),
        studies=tuple(
            replace(s, sells=((s.organisations[0], "budgets"),)) if sold else s for s in told.studies
        ),
    )


def several(tellings: ModuleType, least: int = 2, most: int = 4) -> st.SearchStrategy[list[Extraction]]:
    names = [f"article {letter}" for letter in "abcd"[:most]]
    return st.integers(least, most).flatmap(
        lambda n: st.tuples(*(articles(tellings, name) for name in names[:n])).map(list)
    )


def both(told: Sequence[Extraction], groups: Sequence[Group]) -> tuple[Corpus, tuple[Comparison, ...]]:
    corpus = link(told, (), groups)
    return corpus, compare(corpus)


@slow
@given(data=st.data())
def test_the_order_of_the_articles_does_not_matter(
    tellings: ModuleType, groups: tuple[Group, ...], data: st.DataObject
) -> None:
    told = data.draw(several(tellings))
    assert both(data.draw(st.permutations(told)), groups) == both(told, groups)


@slow
@given(data=st.data())
def test_an_unrelated_article_changes_nothing_among_the_others(
    tellings: ModuleType, groups: tuple[Group, ...], data: st.DataObject
) -> None:
    told = data.draw(several(tellings))
    figures = [
        tellings.Told(f"{data.draw(st.integers(1, 99))} percent", group, statement)
        for group, statement in zip(["beekeepers", "rowers"], OTHER_STATEMENTS, strict=True)
    ]
    other = tellings.tell("another", figures, [tellings.Survey(("Society of Rowers",), "Bees and Bays")])
    (alone, before), (joined, after) = both(told, groups), both([*told, other], groups)
    theirs = {s.id for s in other.statistics} | {s.id for s in other.studies}
    assert [c for c in after if theirs.isdisjoint(c.members)] == list(before)
    known = {s.id for s in alone.studies} | {m.id for m in alone.measures} | {g.id for g in alone.groups}
    assert {k: v for k, v in joined.same_as.items() if k in known} == dict(alone.same_as)
    assert [one for one in joined.links if {one.subject, one.object} <= known] == list(alone.links)


@slow
@given(data=st.data())
def test_adding_again_changes_nothing_and_removing_undoes(
    tellings: ModuleType, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = data.draw(several(tellings, 2, 3))
    path: Path = tmp_path_factory.mktemp("graph") / "claimgraph.db"
    with ClaimGraph(path) as graph:
        graph._write(told[:-1])
        before = set(graph.store.quads())
        graph._write([*graph.corpus.extractions, told[-1]])
        after = set(graph.store.quads())
        held = graph.corpus, graph.comparisons
        assert held == (records.read_corpus(graph.store), records.read_comparisons(graph.store))
        graph._write(graph.corpus.extractions)
        assert set(graph.store.quads()) == after
        graph._write([*told[:-1], told[-1]])
        assert set(graph.store.quads()) == after
        graph.remove(told[-1].article.id)
        assert set(graph.store.quads()) == before
    with ClaimGraph(path.with_name("at-once.db")) as graph:
        graph._write(told)
        assert set(graph.store.quads()) == after  # written step by step or at once: one graph


@slow
@given(one=st.sampled_from(STATEMENTS), other=st.sampled_from(STATEMENTS), near=st.booleans(), data=st.data())
def test_wordings_are_held_against_each_other_alike_both_ways(
    scheme: Scheme, one: str, other: str, near: bool, data: st.DataObject
) -> None:
    who = st.sets(st.sampled_from(sorted(scheme.groups)[:6]), max_size=2)
    a, b = (
        Use(key, "percent", read(text, scheme), groups=data.draw(who))
        for key, text in (("measure-a", one), ("measure-b", other))
    )
    assert (against(a, b, scheme, near) is None) == (against(b, a, scheme, near) is None)
    assert a.wording.closeness(b.wording) == b.wording.closeness(a.wording)


names = st.lists(st.sampled_from(["Harbour Institute", "Harbour Institute Ltd", "Lamp Council"]), max_size=2)
samples = st.lists(st.builds(Sample, n=st.integers(1, 2000), bound=st.sampled_from(Bound)), max_size=3)
titled = st.sampled_from(
    [None, "Tides of Work", "Tides of Work: a study", "Light at Night", "The Tides at Work"]
)


@given(names, names, samples, samples, titled, titled)
def test_studies_are_held_against_each_other_alike_both_ways(
    mine: list[str],
    yours: list[str],
    few: list[Sample],
    many: list[Sample],
    one: str | None,
    other: str | None,
) -> None:
    assert organisations_agree(mine, yours) == organisations_agree(yours, mine)
    assert samples_agree(few, many) == samples_agree(many, few)
    a, b = Study("study-a", one), Study("study-b", other)
    assert titles_agree(a, b) == titles_agree(b, a)


@slow
@given(data=st.data())
def test_a_test_of_two_shares_is_the_same_both_ways(tellings: ModuleType, data: st.DataObject) -> None:
    told = tellings.tell(
        "both", [tellings.Told(f"{data.draw(st.integers(0, 100))} percent", "them", "said so") for _ in "ab"]
    )
    bases = st.none() | st.builds(Base, n=st.integers(2, 5000), of_study=st.booleans())
    one, other = (replace(s, base=data.draw(bases)) for s in told.statistics)
    assert isinstance(one, Statistic)
    there, back = two_proportions(one, other), two_proportions(other, one)
    assert (there.tested, there.significant) == (back.tested, back.significant)
