"""One survey, dated differently by two articles.

Linking takes two years for two waves. Two waves that asked the same numbers of persons and found the same
are one: then one of the years is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from claimgraph.comparison.figures import Figure, Figures
from claimgraph.comparison.reach import possible
from claimgraph.model import Basis, Comparison, Sample, Study, Verdict

RULE = "survey-dated-differently/1"

ENOUGH = 3
"""Figures and odd numbers of persons that two dated tellings must share before they are one survey."""

Tellers = int
"""Tellings as bits of one number: a survey may be told by thousands of articles, too many to pair."""

Question = tuple[str, str | None]
"""Question and group."""

Answer = tuple[Decimal, str, str, str]
"""Value, unit, bound and value expression: all that decides which figures another may be."""


def find(figures: Figures) -> Iterator[Comparison]:
    """Find surveys that articles date differently."""
    series: defaultdict[str, list[Study]] = defaultdict(list)
    for extraction in figures.corpus.extractions:
        for study in extraction.studies:
            if study.year is not None and study.year_basis is Basis.STATED:
                series[figures.waves.series(figures.corpus.canonical(study.id))].append(study)
    found = [studies for studies in series.values() if len({study.year for study in studies}) > 1]
    told: dict[str, list[Figure]] = {study.id: [] for studies in found for study in studies}
    for figure in figures.all if found else ():
        if figure.statistic.study in told:
            told[figure.statistic.study].append(figure)
    for studies in found:
        for one, other, shared, asked in _alike(studies, told):
            yield _dated(one, other, shared, asked, figures)


def _alike(
    studies: Iterable[Study], told: Mapping[str, Sequence[Figure]]
) -> Iterator[tuple[Study, Study, int, int]]:
    """Yield tellings of two years that share ENOUGH and tell no question otherwise, and what they share.

    What they share: the number of figures, and of odd numbers of persons asked.
    """
    ordered = sorted(studies, key=lambda study: study.id)
    dated: defaultdict[int | None, Tellers] = defaultdict(int)
    asked: defaultdict[tuple[int, str], Tellers] = defaultdict(int)
    answers, given = _Answers(), [list[tuple[Question, Answer]]() for _ in ordered]
    for place, study in enumerate(ordered):
        dated[study.year] |= 1 << place
        for number in _odd(study.samples):
            asked[number] |= 1 << place
        given[place] = [answers.add(figure, 1 << place) for figure in told[study.id]]
    for place, other in enumerate(ordered):
        same, apart = [], dated[other.year]
        for question, answer in given[place]:
            alike, otherwise = answers.met(question, answer)
            same.append(alike)
            apart |= otherwise
        may_be = ((1 << place) - 1) & ~apart  # of those before it in order
        if not may_be:
            continue
        numbers = [asked[number] for number in _odd(other.samples)]
        enough = _at_least(ENOUGH, same + numbers) & (_at_least(1, same) | _at_least(2, numbers))
        for at in _places(may_be & enough):
            one = ordered[at]
            if one.source != other.source:
                yield one, other, sum(who >> at & 1 for who in same), sum(who >> at & 1 for who in numbers)


class _Answers:
    """Hold who answers each question how."""

    def __init__(self) -> None:
        self._told: defaultdict[Question, dict[Answer, tuple[Figure, Tellers]]] = defaultdict(dict)
        self._met: dict[tuple[Question, Answer], tuple[Tellers, Tellers]] = {}

    def add(self, figure: Figure, who: Tellers) -> tuple[Question, Answer]:
        """Add a figure that one telling gives, and return what it answers."""
        statistic, question = figure.statistic, (figure.measure, figure.group)
        answer = figure.value, figure.unit, statistic.bound, statistic.value_quote.exact
        told = self._told[question]
        told[answer] = figure, who | (told[answer][1] if answer in told else 0)
        return question, answer

    def met(self, question: Question, answer: Answer) -> tuple[Tellers, Tellers]:
        """Return who tells the same figure, and who tells one that cannot be the same."""
        if (question, answer) not in self._met:
            figure, same, otherwise = self._told[question][answer][0], 0, 0
            for given, who in self._told[question].values():
                if given.value == figure.value and not given.roundly:
                    same |= who
                elif not possible(given.statistic).meets(possible(figure.statistic)):
                    otherwise |= who
            self._met[question, answer] = same, otherwise & ~same
        return self._met[question, answer]


def _at_least(number: int, sets: Iterable[Tellers]) -> Tellers:
    """Return who stands in at least a number of sets."""
    levels = [-1, *[0] * number]
    for who in sets:
        for level in range(number, 0, -1):
            levels[level] |= levels[level - 1] & who
    return levels[number]


def _places(who: Tellers) -> Iterator[int]:
    while who:
        yield (who & -who).bit_length() - 1
        who &= who - 1


def _odd(samples: Sequence[Sample]) -> set[tuple[int, str]]:
    """Return numbers of persons that two surveys do not share by chance."""
    return {(s.n, s.bound) for s in samples if s.n >= 100 and s.n % 50}


def _dated(one: Study, other: Study, shared: int, asked: int, figures: Figures) -> Comparison:
    years = sorted((one.year or 0, other.year or 0))
    near = years[1] - years[0] == 1
    what = [f"{shared} figures"] * bool(shared) + [f"{asked} numbers of persons asked"] * bool(asked)
    reason = f"Articles date one survey {years[0]} and {years[1]}: they share {' and '.join(what)}"
    reason += "; one may be the year of fieldwork, the other of publication" if near else ""
    return Comparison(
        verdict=Verdict.CANNOT_TELL if near else Verdict.MISREPORT,
        members=tuple(sorted((one.id, other.id))),
        rule=RULE,
        reason=f"{reason}.",
        about="year",
        figures=(("years", f"{years[0]}; {years[1]}"),),
        confidence=figures.sure_of((one.id, other.id)),
    )
