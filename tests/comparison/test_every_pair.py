"""What is found through shared keys is what a look at every pair of figures finds, in a crowd of tellings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random
from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.comparison.figures import Figure, Figures
from claimgraph.comparison.reach import possible
from claimgraph.linking import link
from claimgraph.model import ALARMS, Bound, Comparison, Corpus, Extraction, Group, Verdict

GROUPS = ("nurses", "teachers", "dockers", "respondents", "CIOs", "CMOs", "CIOs and CMOs")
STATEMENTS = (
    "say that the rota gives them enough rest",
    "said that the rota gives them enough rest",
    "say that the rota does not give them enough rest",
    "support the new pier",
    "strongly support the new pier",
    "oppose the new pier",
)
SURVEYS = (
    (("Harbour Institute",), "Tides of Work", 2013),
    (("Harbour Institute",), "Tides of Work", 2015),
    (("Lamp Council",), "Light at Night", 2015),
)
TEXTS = (
    ("58 percent", 58, Bound.EXACT),
    ("57 percent", 57, Bound.EXACT),
    ("31 percent", 31, Bound.EXACT),
    ("66.4 percent", None, Bound.EXACT),
    ("two-thirds", 67, Bound.EXACT),
    ("about 60 percent", 60, Bound.ABOUT),
    ("more than half", 50, Bound.MORE_THAN),
)


@pytest.fixture(scope="module", params=[1, 2, 3])
def crowd(request: pytest.FixtureRequest, tellings: ModuleType, groups: tuple[Group, ...]) -> Corpus:
    """Return sixty articles that tell three surveys, often wrongly."""
    pick = Random(request.param)  # noqa: S311 - no secret

    def told(name: str) -> Extraction:
        organisations, title, year = pick.choice(SURVEYS)
        survey = tellings.Survey(
            organisations, title, year, ((pick.choice((412, 412, 415)), Bound.EXACT, None),)
        )
        figures = [
            tellings.Told(text, pick.choice(GROUPS), pick.choice(STATEMENTS), value, bound=bound)
            for text, value, bound in pick.choices(TEXTS, (8, 2, 4, 1, 1, 1, 1), k=pick.randint(1, 6))
        ]
        related = [("gap", (0, 1), None)] if len(figures) > 1 and pick.random() < 0.3 else []
        article: Extraction = tellings.tell(name, figures, [survey], related)
        return article

    return link([told(f"article {number}") for number in range(60)], (), groups)


def once_each(corpus: Corpus) -> list[tuple[Figure, Figure]]:
    """Return pairs of one wave, question, unit and group that two articles tell, each of them once."""
    figures = Figures(corpus)

    def key(figure: Figure) -> tuple[object, ...]:
        return figure.wave, figure.measure, figure.unit, figure.group

    told = Counter((key(figure), figure.article) for figure in figures.all)
    doubtful = {where for (where, _), number in told.items() if number > 1}
    return [
        (one, other)
        for one, other in combinations(figures.all, 2)
        if one.article != other.article and key(one) == key(other) and key(one) not in doubtful
        if one.group is not None
    ]


def together(found: tuple[Comparison, ...], one: Figure, other: Figure) -> set[tuple[Verdict, str]]:
    return {(c.verdict, c.rule.split("/")[0]) for c in found if {one.id, other.id} <= set(c.members)}


def test_every_pair_of_tellings_that_meet_or_clash_is_found(crowd: Corpus) -> None:
    found, pairs = compare(crowd), once_each(crowd)
    same = [
        pair for pair in pairs if pair[0].value == pair[1].value and not (pair[0].roundly or pair[1].roundly)
    ]
    apart = [(a, b) for a, b in pairs if not possible(a.statistic).meets(possible(b.statistic))]
    assert same and apart
    for one, other in same:
        assert (Verdict.AGREE, "same-figure") in together(found, one, other)
    for one, other in apart:
        verdicts = {verdict for verdict, rule in together(found, one, other) if rule != "same-figure"}
        assert verdicts & (ALARMS | {Verdict.CANNOT_TELL})


def test_nothing_depends_on_the_order_in_which_a_crowd_is_held(crowd: Corpus) -> None:
    shuffled = list(crowd.extractions), list(crowd.links), list(crowd.groups)
    for held in shuffled:
        Random(0).shuffle(held)  # noqa: S311 - no secret
    extractions, links, groups = map(tuple, shuffled)
    assert compare(replace(crowd, extractions=extractions, links=links, groups=groups)) == compare(crowd)


def test_each_comparison_has_an_id_of_its_own(crowd: Corpus) -> None:
    found = compare(crowd)
    assert len({comparison.id for comparison in found}) == len(found) > 20
