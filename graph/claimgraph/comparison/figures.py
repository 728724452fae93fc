"""Statistics become figures: each with the ids that say what it may be set beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter, itemgetter

from claimgraph.comparison.footing import rests_on
from claimgraph.comparison.labels import cut_short
from claimgraph.comparison.reach import all_meet, possible, told_roundly
from claimgraph.linking import Scheme, Waves, counts, is_whole, waves_of
from claimgraph.linking.wording import Wording, read
from claimgraph.model import Comparison, Corpus, Group, Kind, LinkKind, Statistic, Study, Verdict
from claimgraph.rdf import read_scheme

Bucket = dict[str, dict[str, list["Figure"]]]
"""Figures of one question and wave: group -> article -> figures."""


@dataclass(slots=True, eq=False)  # not frozen, which would double the time that a million take
class Figure:
    """Hold a level with its identities, and what is asked of it most; it is equal to itself alone."""

    id: str  # of the statistic
    statistic: Statistic
    value: Decimal
    unit: str
    roundly: bool  # told as a fraction in words or with a bound
    article: str  # id
    measure: str  # canonical id
    worded: str  # id of the wording
    group: str | None  # canonical id
    whole: bool  # counts all whom the study asked, by its label
    wave: str | None
    series: str | None  # id that the waves of one survey share
    year: int | None  # that it is about: its own, else its wave's
    sure: float | None  # the least of the record's confidence and its links', None where nothing is known


class Figures:
    """Look up the figures of a corpus by what they may be compared with."""

    def __init__(
        self, corpus: Corpus, design_effect: Decimal = Decimal(1), scheme: Sequence[Group] | None = None
    ) -> None:
        self.corpus = corpus
        self.design_effect = design_effect
        self.waves: Waves = waves_of(corpus)
        self._groups: dict[str, Group] = {group.id: group for group in corpus.groups}
        # The whole scheme, not what the corpus names of it: a wording must read alike beside any articles.
        self._scheme = Scheme(read_scheme() if scheme is None else scheme)
        self._above, self._joint = self._broader()
        self._within: dict[tuple[str, str], bool] = {}  # answers given before
        self._strength = self._strengths()
        self._wordings: dict[str, Wording] = {}
        self._modes: dict[str, frozenset[str]] | None = None
        self._dated: dict[tuple[str | None, int | None, int], tuple[str | None, str | None, int | None]] = {}
        self.by_id: dict[str, Figure] = self._read()
        self.all: tuple[Figure, ...] = tuple(self.by_id.values())
        self.related: dict[frozenset[str], str] = {
            frozenset(relation.between): relation.type  # how an article itself sets two figures side by side
            for extraction in corpus.extractions
            for relation in extraction.relations
            if relation.type in ("gap", "trend", "same")
        }

    def _read(self) -> dict[str, Figure]:
        """Return id -> figure, by article and id; what a copied article tells again is told once."""
        found: dict[str, Figure] = {}
        told = [(extraction.article.id, extraction) for extraction in self.corpus.extractions]
        for article, extraction in sorted(told, key=itemgetter(0)):
            for statistic in sorted(extraction.statistics, key=attrgetter("id")):
                key = statistic.id
                worded = self.corpus.measure_of.get(key)
                if worded is not None and statistic.kind is Kind.LEVEL and key not in found:
                    found[key] = self._figure(key, article, worded, statistic)
        return found

    def _figure(self, key: str, article: str, worded: str, statistic: Statistic) -> Figure:
        same_as = self.corpus.same_as
        told = None if cut_short(statistic) else self.corpus.group_of.get(key)
        wave, series, year = self._placed(statistic)
        least = statistic.confidence
        for sure in (self._strength.get(worded), self._strength.get(statistic.study or "")):
            if sure is not None and (least is None or sure < least):
                least = sure
        return Figure(
            id=key,
            statistic=statistic,
            value=statistic.value,
            unit=statistic.unit,
            roundly=told_roundly(statistic),
            article=article,
            measure=same_as.get(worded, worded),
            worded=worded,
            group=same_as.get(told, told) if told else None,
            whole=statistic.group is not None and is_whole(statistic.group.text),
            wave=wave,
            series=series,
            year=year,
            sure=least,
        )

    def _placed(self, statistic: Statistic) -> tuple[str | None, str | None, int | None]:
        """Return wave, series and year of a figure; all that one study dates alike have the same."""
        key = statistic.study, statistic.year, statistic.years_before
        if key not in self._dated:
            wave = self.waves.of(statistic)
            series = None if wave is None else self.waves.series(wave)
            year = statistic.year or (self.waves.year(wave) if wave else None)
            self._dated[key] = wave, series, year
        return self._dated[key]

    def _strengths(self) -> Mapping[str, float]:
        best: dict[str, float] = {}
        for link in self.corpus.links:
            if link.kind in (LinkKind.SAME_MEASURE, LinkKind.SAME_STUDY) and counts(link):
                for end in (link.subject, link.object):
                    best[end] = max(best.get(end, 0.0), link.confidence)
        return best

    def wording(self, figure: Figure) -> Wording | None:
        """Return what a figure's statement says, None where it has none."""
        statement = figure.statistic.statement
        if statement is None:
            return None
        if figure.worded not in self._wordings:
            self._wordings[figure.worded] = self.read(statement.text)
        return self._wordings[figure.worded]

    def read(self, words: str) -> Wording:
        """Return what a statement or a claim says."""
        return read(words, self._scheme)

    def at_odds(self, one: Wording, other: Wording) -> str | None:
        """Name what forbids that two wordings ask one question, or return None."""
        return one.at_odds(other, self._scheme)

    def sure_of(self, studies: Iterable[str]) -> float | None:
        """Return the least confidence of the links of told studies, None where none is linked."""
        known = [self._strength[study] for study in studies if study in self._strength]
        return min(known) if known else None

    def tied(self, figures: Iterable[Figure]) -> float:
        """Return how sure it is that figures answer one question: 1 where all have the same wording."""
        worded = {figure.worded for figure in figures}
        return 1.0 if len(worded) < 2 else min(self._strength.get(wording, 0.0) for wording in worded)

    def _broader(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        above: defaultdict[str, set[str]] = defaultdict(set)
        joint: defaultdict[str, set[str]] = defaultdict(set)
        for group in self.corpus.groups:
            above[self.corpus.canonical(group.id)] |= {self.corpus.canonical(b) for b in group.broader}
        for link in self.corpus.links:
            if link.kind is LinkKind.BROADER_GROUP and counts(link):
                subject, object_ = self.corpus.canonical(link.subject), self.corpus.canonical(link.object)
                if dict(link.evidence).get("part"):
                    joint[object_].add(subject)
                else:
                    above[subject].add(object_)
        return dict(above), dict(joint)

    def above(self, group: str) -> frozenset[str]:
        """Return all groups that hold this one, by scheme and qualifier."""
        found: set[str] = set()
        waiting = [group]
        while waiting:
            for broader in self._above.get(waiting.pop(), ()):
                if broader not in found:
                    found.add(broader)
                    waiting.append(broader)
        return frozenset(found)

    def within(self, one: str, other: str) -> bool:
        """Tell whether one of two groups is part of the other, as a narrower or a joint label says."""
        pair = one, other
        if pair not in self._within:
            self._within[pair] = (
                one in self.above(other)
                or other in self.above(one)
                or self._part(one, other)
                or self._part(other, one)
            )
        return self._within[pair]

    def _part(self, part: str, whole: str) -> bool:
        return any(
            part == p or p in self.above(part) or part in self.above(p) for p in self._joint.get(whole, ())
        )

    def part(self, one: str | None, whole: str | None) -> bool:
        """Tell whether a group is one of those that a joint group's name lists."""
        return one is not None and whole is not None and one != whole and self._part(one, whole)

    def parts(self, group: str) -> frozenset[str]:
        """Return the groups that a joint group's name lists, none where it is not joint."""
        return frozenset(self._joint.get(group, ()))

    def title(self, one: str, other: str) -> bool:
        """Tell whether two groups are names of one side: a wider and a narrower title, or its department."""
        return self._scheme.one_side(one, other)

    def is_joint(self, group: str) -> bool:
        """Tell whether a group joins others by name: "CIOs and CMOs"."""
        return group in self._joint

    def name(self, group: str | None, other: str = "one group") -> str:
        """Return the scheme's label of a group; one told only by articles is not named."""
        found = self._groups.get(group or "")
        return found.label if found and found.scheme else other

    def label(self, group: str) -> str:
        """Return the label of a group, of the scheme or as an article writes it: not for a reason's words."""
        found = self._groups.get(group)
        return found.label if found else ""

    def modes(self, figure: Figure) -> frozenset[str]:
        """Return how those of a figure's wave were asked, as far as anybody says: online, by telephone."""
        if self._modes is None:
            told: defaultdict[str, set[str]] = defaultdict(set)
            for study in self.corpus.studies:
                if study.mode:
                    told[self.corpus.canonical(study.id)].add(study.mode.casefold())
            self._modes = {wave: frozenset(modes) for wave, modes in told.items()}
        return self._modes.get(figure.wave or "", frozenset())

    def told_studies(self) -> Mapping[str, list[Study]]:
        """Return canonical id -> the studies that articles tell of, by article and id."""
        told: defaultdict[str, list[Study]] = defaultdict(list)
        for extraction in self.corpus.extractions:
            for study in extraction.studies:
                told[self.corpus.canonical(study.id)].append(study)
        return dict(sorted(told.items()))

    @cached_property
    def registered(self) -> Mapping[str, Study]:
        """Return id -> study of the register."""
        return {study.id: study for study in self.corpus.register}

    @cached_property
    def buckets(self) -> Mapping[tuple[str, str, str], Bucket]:
        """Return (wave, question, unit) -> group -> article -> figures, all in order of ids."""
        found: dict[tuple[str, str, str], Bucket] = {}
        for figure in self.all:
            if figure.wave is None or figure.group is None:
                continue
            key = figure.wave, figure.measure, figure.unit
            if key not in found:
                found[key] = {}
            if figure.group not in (bucket := found[key]):
                bucket[figure.group] = {}
            if figure.article in (articles := bucket[figure.group]):
                articles[figure.article].append(figure)
            else:
                articles[figure.article] = [figure]
        return dict(sorted(found.items()))


def settled(given: Sequence[Figure]) -> Figure | None:
    """Return the most exact of the figures that one article gives one group for one question.

    None where two of them cannot be one figure: then two questions, or two groups, were taken for one.
    """
    if len(given) == 1:
        return given[0]
    if not all_meet(possible(figure.statistic) for figure in given):
        return None
    return min(given, key=attrgetter("roundly", "id"))


def compared(
    met: Sequence[Figure],
    verdict: Verdict,
    rule: str,
    reason: str,
    about: str | None = None,
    shown: tuple[tuple[str, str], ...] = (),
    tested: bool = False,
) -> Comparison:
    """Set figures of one question side by side, and say what they rest on; `reason` becomes a sentence."""
    return Comparison(
        verdict=verdict,
        members=ids(met),
        rule=rule,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        about=about,
        measure=met[0].measure,
        figures=shown + rests_on(verdict, [(figure.article, figure.series) for figure in met]),
        tested=tested,
        confidence=sure(met),
    )


def sure(figures: Iterable[Figure]) -> float | None:
    """Return the least confidence among figures, None where none is known."""
    known = [figure.sure for figure in figures if figure.sure is not None]
    return min(known) if known else None


def ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return the ids of figures, each once, sorted: the members of a comparison."""
    return tuple(sorted({figure.id for figure in figures}))
