"""One survey dated differently, told by a crowd of articles: what a look at every two of them finds."""

from __future__ import annotations

from itertools import combinations
from random import Random
from types import ModuleType

import pytest

from claimgraph.comparison import compare
from claimgraph.comparison.figures import Figure, Figures
from claimgraph.comparison.reach import possible
from claimgraph.comparison.surveys import ENOUGH, RULE
from claimgraph.linking import link
from claimgraph.model import Bound, Group

QUESTIONS = ("carry a whistle on watch", "own a lamp", "keep bees on the roof", "row across the bay")
TOLD = (("58 percent", 58), ("57 percent", 57), ("two-thirds", 67), ("66 percent", 66))


def told(pick: Random, tellings: ModuleType, name: str):  # type: ignore[no-untyped-def]
    """Return an article that tells a survey of one of two years, mostly with the same figures."""
    samples = ((412, Bound.EXACT, "nurses"), (pick.choice((388, 389)), Bound.EXACT, "teachers"))
    figures = [
        tellings.Told(text, group, question, value)
        for question in pick.sample(QUESTIONS, pick.randint(1, 4))
        for group in ("nurses", "teachers")
        for text, value in [pick.choices(TOLD, (12, 1, 1, 1))[0]]
    ]
    year = pick.choice((2013, 2016))
    return tellings.tell(name, figures, [tellings.Survey(year=year, samples=samples[: pick.randint(0, 2)])])


def shared(one: list[Figure], other: list[Figure]) -> int | None:
    """Return how many figures two tellings share, None where they tell one question otherwise."""
    same = 0
    for figure in other:
        met = [f for f in one if (f.measure, f.group) == (figure.measure, figure.group)]
        if any(f.value == figure.value and not f.roundly for f in met):
            same += 1
        elif not all(possible(f.statistic).meets(possible(figure.statistic)) for f in met):
            return None
    return same


@pytest.mark.parametrize("seed", [1, 2])
def test_two_tellings_are_one_survey_where_they_share_enough_and_nothing_clashes(
    seed: int, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    pick = Random(seed)  # noqa: S311 - no secret
    corpus = link([told(pick, tellings, f"article {number}") for number in range(40)], (), groups)
    figures = Figures(corpus)
    expected, apart = set(), 0
    studies = sorted((s for e in corpus.extractions for s in e.studies), key=lambda study: study.id)
    for one, other in combinations(studies, 2):
        mine, yours = ([f for f in figures.all if f.statistic.study == s.id] for s in (one, other))
        series = {figures.waves.series(corpus.canonical(study.id)) for study in (one, other)}
        if one.year == other.year or len(series) > 1:
            continue
        same, asked = shared(mine, yours), len({s.n for s in one.samples} & {s.n for s in other.samples})
        if same is None:
            apart += 1
        elif same + asked >= ENOUGH and (same or asked > 1):
            expected.add((one.id, other.id))
    found = {comparison.members for comparison in compare(corpus) if comparison.rule == RULE}
    assert found == expected
    assert len(found) > 10 and apart > 10
