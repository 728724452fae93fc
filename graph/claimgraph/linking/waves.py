"""A figure belongs to one wave of its study: the year that an article gives it says which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimgraph.linking.identity import counts
from claimgraph.linking.studies import years_of
from claimgraph.model import Corpus, Link, LinkKind, Statistic, Study


class Waves:
    """Tell which wave a figure belongs to, and which waves are of one series."""

    def __init__(self, studies: Iterable[Study], links: Iterable[Link], same_as: Mapping[str, str]) -> None:
        self._same_as = same_as
        self._known: dict[str, list[Study]] = defaultdict(list)  # canonical id -> all tellings of the wave
        for study in studies:
            self._known[same_as.get(study.id, study.id)].append(study)
        self._series: dict[str, str] = {}
        for link in links:
            if link.kind is LinkKind.SAME_SERIES and counts(link):
                one, other = (self._root(same_as.get(end, end)) for end in (link.subject, link.object))
                if one != other:
                    self._series[max(one, other)] = min(one, other)
        self._waves: dict[str, list[str]] = defaultdict(list)
        for wave in sorted(self._known):
            self._waves[self._root(wave)].append(wave)
        self._exact = {
            study: frozenset(s.year for s in told if s.year) for study, told in self._known.items()
        }
        self._dated = {
            study: frozenset(year for s in told for year in years_of(s))
            for study, told in self._known.items()
        }

    def of(self, statistic: Statistic) -> str | None:
        """Return the wave's id: a study's id, with `@year` behind it where no study is known for the year.

        A study's own year comes first, then another wave's, then the other years that figures of a wave are
        told with: 2012 for a study of 2013 whose figures later reports date so. "The year before" is counted
        from the study's own year, as far as anybody says it. None without a study.
        """
        if statistic.study is None:
            return None
        study = self._same_as.get(statistic.study, statistic.study)
        year = statistic.year
        if year is None and statistic.years_before:
            own = self.year(study)
            if own is None:
                return f"{study}@{statistic.years_before} before"
            year = own - statistic.years_before
        if year is None:
            return study
        near = [study, *(other for other in self._waves[self._root(study)] if other != study)]
        for years in (self._exact, self._dated):
            for wave in near:
                if year in years.get(wave, ()):
                    return wave
        return f"{study}@{year}"

    def series(self, wave: str) -> str:
        """Return the id that all waves of one series share."""
        return self._root(wave.split("@")[0])

    def year(self, wave: str) -> int | None:
        """Return the year of a wave, None where nobody tells it."""
        study, _, year = wave.partition("@")
        if year:
            return int(year) if year.isdecimal() else None
        return min(self._exact.get(study, ()), default=None)

    def _root(self, study: str) -> str:
        while study in self._series:
            study = self._series[study]
        return study


def waves_of(corpus: Corpus) -> Waves:
    """Return the waves of a corpus."""
    return Waves(corpus.studies, corpus.links, corpus.same_as)
