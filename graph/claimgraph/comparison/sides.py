"""Two sides, asked how they stand to each other: what each answered, or all of both together.

Two groups of respondents speak of each other only where the words name the other side, both, or "each other",
or where the title of the study names both: men and women who say that their relationship has improved do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from claimgraph.comparison.figures import Figure, Figures
from claimgraph.comparison.gaps import sides_of
from claimgraph.extraction.confidence import nine_in_ten
from claimgraph.linking import group_id, is_whole
from claimgraph.linking.language import SYNONYMS
from claimgraph.linking.standing import Frame, Sense, Standing, read_standing
from claimgraph.linking.words import stem, tokens

Said = tuple[Figure, Standing]


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold what two sides were asked of each other, as far as it decides whether questions are near."""

    sides: tuple[str, ...]  # the groups that stand for the two, sorted
    sense: Sense
    degrees: frozenset[str]
    rest: frozenset[str]  # stems and concepts of all else that is said


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Hold what one wave of a survey found when it asked one question of two sides, or of both together."""

    subject: Subject
    answers: tuple[tuple[Figure, ...], ...]  # of each side, as `subject.sides` has them; or of both at once
    frame: Frame

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return all figures, those of the first side first."""
        return tuple(figure for told in self.answers for figure in told)


class Sides:
    """Look up what two sides were asked of how they stand to each other."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._told = _told(figures)

    def asked(self) -> Iterator[Asked]:
        """Yield the questions by wave; what both answered together only where neither is told alone."""
        for told in self._told:
            found = list(self._of_each(told))
            yield from found or self._of_both(told)

    def _of_each(self, told: Iterable[Said]) -> Iterator[Asked]:
        by_side: defaultdict[str, list[Said]] = defaultdict(list)
        for figure, standing in told:
            if figure.group and not figure.whole and not self._figures.is_joint(figure.group):
                by_side[self._side[figure.group]].append((figure, standing))
        for pair in combinations(sorted(by_side), 2):
            if self._figures.within(*pair):
                continue
            met: defaultdict[Subject, tuple[list[Said], list[Said]]] = defaultdict(lambda: ([], []))
            for place, side in enumerate(pair):
                for said in by_side[side]:
                    met[self._subject(said[1], pair)][place].append(said)
            for subject, both in met.items():
                if all(both) and any(
                    self._of_each_other(said, pair, named=(pair[1 - place],))
                    for place, answered in enumerate(both)
                    for said in answered
                ):
                    yield _asked(subject, both)

    def _of_both(self, told: Iterable[Said]) -> Iterator[Asked]:
        met: defaultdict[Subject, list[Said]] = defaultdict(list)
        for said in told:
            groups = _counted(said[0], self._figures, self._sampled)
            pair = tuple(sorted({self._side[group] for group in groups}))
            if len(pair) == 2 and self._of_each_other(said, pair, named=pair):
                met[self._subject(said[1], pair)].append(said)
        for subject, answered in met.items():
            yield _asked(subject, (answered,))

    def _of_each_other(self, said: Said, pair: Sequence[str], named: Sequence[str]) -> bool:
        """Tell whether two sides speak of each other, as the words say or the study's title."""
        figure, standing = said
        by_words = standing.mutual or self._name(named, standing.names, standing.rest)
        return by_words or self._titled(figure, pair)

    def _subject(self, standing: Standing, pair: Sequence[str]) -> Subject:
        others = {name for name in standing.names if not any(self._is(name, side) for side in pair)}
        own = {form for side in pair for form in self._forms(side)}
        return Subject(tuple(pair), standing.sense, standing.degrees, standing.rest - own | others)

    def _name(self, sides: Iterable[str], names: Iterable[str], content: frozenset[str]) -> bool:
        """Tell whether words name each of some sides, by concepts of the scheme or by their own labels."""
        names = tuple(names)
        return all(
            any(self._is(name, side) for name in names) or (self._forms(side) or {""}) <= content
            for side in sides
        )

    def _titled(self, figure: Figure, pair: Sequence[str]) -> bool:
        """Tell whether a title of a figure's study names both sides: "What Nurses Ask of Doctors"."""
        study = (figure.wave or "").partition("@")[0]
        titles = (self._figures.read(title) for title in self._titles.get(study, ()))
        return any(self._name(pair, title.names, title.content) for title in titles)

    @cached_property
    def _titles(self) -> Mapping[str, frozenset[str]]:
        """Return study -> its titles, as articles and the register give them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for study in self._figures.corpus.studies:
            found[self._figures.corpus.canonical(study.id)].update(
                filter(None, (study.name, *study.other_names))
            )
        return {study: frozenset(titles) for study, titles in found.items()}

    def _is(self, name: str, side: str) -> bool:
        return self._figures.title(name, side) or side in self._figures.above(name)

    def _forms(self, side: str) -> frozenset[str]:
        """Return what a side's label would add to the content of a wording, where no scheme knows it."""
        stems = map(stem, tokens(self._figures.label(side)))
        return frozenset(SYNONYMS.get(word, word) for word in stems)

    @cached_property
    def _side(self) -> Mapping[str, str]:
        """Return group -> the group that stands for its side."""
        told = [figure for answers in self._told for figure, _ in answers]
        groups = {figure.group for figure in told if figure.group}
        groups.update(*(_counted(figure, self._figures, self._sampled) for figure in told))
        return sides_of(groups, self._figures)

    @cached_property
    def _sampled(self) -> Mapping[str, frozenset[str]]:
        """Return study -> the groups that it asked, by its samples."""
        corpus = self._figures.corpus
        found: defaultdict[str, set[str]] = defaultdict(set)
        for study in corpus.studies:
            found[corpus.canonical(study.id)] |= {
                corpus.canonical(group_id(sample.group))
                for sample in study.samples
                if sample.group and not is_whole(sample.group)
            }
        return {study: frozenset(groups) for study, groups in found.items()}


def _told(figures: Figures) -> list[list[Said]]:
    """Return the figures that speak of a relationship, by wave and question."""
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    read: dict[str, Standing | None] = {}  # wording -> what it says
    for figure in figures.all:
        statement = figure.statistic.statement
        if statement is None or figure.unit != "percent" or figure.wave is None or figure.year is None:
            continue
        if figure.worded not in read:
            read[figure.worded] = read_standing(statement.text, figures.read)
        if (standing := read[figure.worded]) is not None:
            found[figure.wave, figure.measure].append((figure, standing))
    return list(found.values())


def _counted(figure: Figure, figures: Figures, sampled: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the groups that a figure of more than one counts: by its label, or by its study's samples."""
    if figure.group and figures.is_joint(figure.group):
        return figures.parts(figure.group)
    return sampled.get((figure.wave or "").partition("@")[0], frozenset()) if figure.whole else frozenset()


def _asked(subject: Subject, answered: Sequence[Sequence[Said]]) -> Asked:
    answered = [_surest(told) for told in answered]
    answers = tuple(tuple(figure for figure, _ in told) for told in answered)
    return Asked(subject, answers, frozenset().union(*(s.frame for told in answered for _, s in told)))


def _surest(told: Sequence[Said]) -> Sequence[Said]:
    """Return what was read with certainty of an answer's tellings, or all where none was."""
    certain = [(figure, s) for figure, s in told if figure.sure is None or figure.sure >= nine_in_ten()]
    return certain or told
