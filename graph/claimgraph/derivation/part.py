"""The part of a graph that a change touches, derived as it was and as it is, so that both can be told apart.

What an article tells decides on more than its own figures: a study that two articles told is told by three, a
question has one more wording, the years of a series are others. The part grows, article by article, until
whatever the change decides on lies within it; what lies at its edge comes out alike before and after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from claimgraph.comparison import claims, uncollected
from claimgraph.comparison.figures import Figures
from claimgraph.derivation.company import Company
from claimgraph.derivation.standings import labels_of, standings
from claimgraph.derivation.whole import Derived, Grounds, identify, weigh
from claimgraph.linking import Scheme, group_id, groups, measures, studies
from claimgraph.linking.rest import Rest, Shelf, ShelfKind
from claimgraph.linking.wording import read
from claimgraph.model import Corpus, Extraction
from claimgraph.store import GraphStore, records
from claimgraph.store.shelves import Shelves, Standing
from claimgraph.store.surroundings import Surroundings

Change = Mapping[str, Extraction | None]
"""Article id -> what it tells from now on; None where it goes."""


def touched_by(
    change: Change, grounds: Grounds, store: GraphStore, shelves: Shelves, most: int
) -> tuple[Derived, Derived] | None:
    """Derive the part that a change touches as the store holds it, and as it is with the change.

    The store was derived on the same grounds, and the shelves are those of its articles. None where more than
    `most` articles are touched: then it is cheaper to derive everything.
    """
    part = _Part(change, grounds, store, shelves)
    wanted: Collection[str] = change.keys()
    with uncollected():
        while wanted:
            if len(part.held) + len(wanted) > most + len(change):
                return None
            part.take(wanted)
            run = _Run(part, part.identified(before=True)), _Run(part, part.identified(before=False))
            wanted = part.wanted(*run) - part.taken
        return weigh(run[0].corpus, grounds), weigh(run[1].corpus, grounds)


@dataclass
class _Part:
    """Hold the articles of a part, and look up which ones it lacks."""

    change: Change
    grounds: Grounds
    store: GraphStore
    shelves: Shelves
    taken: set[str] = field(default_factory=set)
    held: dict[str, Extraction] = field(default_factory=dict)  # as the store holds them

    def __post_init__(self) -> None:
        self.scheme = Scheme(self.grounds.scheme)
        self.near = Surroundings(self.store)
        self.company = Company(self.shelves, self.near, self.scheme, self.change)
        self._asked: set[str] = set()  # wordings whose mates are in the part already

    def take(self, articles: Iterable[str]) -> None:
        """Add articles to the part."""
        for article in articles:
            self.taken.add(article)
            if (held := records.read_article(self.store, article)) is not None:
                self.held[article] = held

    def identified(self, before: bool) -> Corpus:
        """Return the part with its identities, as it was or as it is."""
        told = self.held if before else {**self.held, **self.change}
        return identify([one for one in told.values() if one is not None], self.grounds, self._rest)

    @property
    def _rest(self) -> Rest:
        taken = frozenset(self.taken)
        told = [one for one in (*self.held.values(), *self.change.values()) if one is not None]
        stands = {groups.shelf(label, self.scheme) for one in told for label in labels_of(one)}
        labels = {label for shelf in stands for label in self.shelves.nodes(ShelfKind.LABEL, shelf, taken)}

        own = {study.id for one in told for study in one.studies}
        return Rest(frozenset(labels), partial(self.company.beside, own=own))

    # What the part lacks

    def wanted(self, before: _Run, after: _Run) -> set[str]:
        """Return the ids of the articles without which the change would not be told apart rightly."""
        differing = {
            key
            for key in before.figures.by_id.keys() | after.figures.by_id.keys()
            if before.figures.by_id.get(key) != after.figures.by_id.get(key)
        }
        surveys = self._touched_studies(before, after)
        wordings = self._touched_wordings(before, after, surveys, differing)
        met = (f for run in (before, after) for f in run.figures.all if f.worded in wordings)
        answered = {figure.statistic.study for figure in met}
        moved = {
            standing for article in self.taken for standing in before.stands(article) ^ after.stands(article)
        }
        reworded = {s.node for s in moved if s.kind is ShelfKind.WORDING}
        reworded |= {run.worded[key] for run in (before, after) for key in differing if key in run.worded}
        return {
            *self._one_and_all(wordings),
            *self._told_of(surveys | {study for study in answered if study is not None}),
            *self._study_mates({s.node for s in moved if s.kind is ShelfKind.STUDY}, before, after),
            *self._wording_mates(reworded, before, after),
            *self._group_mates(before.corpus, after.corpus),
            *self._claim_mates(moved, before.corpus, after.corpus),
            *(a for s in moved if s.kind is ShelfKind.TEXT for a in self.near.sharing(s.shelf[0])),
            *self._decided(before.corpus, after.corpus),
        }

    def _touched_studies(self, before: _Run, after: _Run) -> set[str]:
        """Return the told studies whose surveys or series the change has to do with."""
        touched = {
            study.id
            for told in (self.held, self.change)
            for article in self.change
            for study in getattr(told.get(article), "studies", ())
        }
        both = before.series.keys() & after.series.keys()
        touched |= {key for key in both if before.of(key) != after.of(key)}
        near = {run.series[key] for run in (before, after) for key in touched if key in run.series}
        return {key for run in (before, after) for key, series in run.series.items() if series in near}

    def _touched_wordings(
        self, before: _Run, after: _Run, surveys: set[str], differing: set[str]
    ) -> set[str]:
        """Return the wordings of all questions that a touched figure answers."""
        found: set[str] = set()
        for run in (before, after):
            questions = {
                figure.measure
                for figure in run.figures.all
                if figure.id in differing
                or figure.statistic.study in surveys
                or figure.article in self.change
            }
            found |= {figure.worded for figure in run.figures.all if figure.measure in questions}
            found |= {
                measure
                for extraction in run.corpus.extractions
                if extraction.article.id in self.change
                for s in extraction.statistics
                if (measure := run.corpus.measure_of.get(s.id)) is not None
            }
        return found

    def _one_and_all(self, wordings: Iterable[str]) -> Iterator[str]:
        for key in {one for wording in wordings for one in self.near.one_with(wording)}:
            yield from self.near.telling(key)

    def _told_of(self, surveys: Iterable[str]) -> Iterator[str]:
        for study in self.near.of_one_series(surveys):
            yield from self.near.describing(study)

    def _study_mates(self, moved: set[str], before: _Run, after: _Run) -> Iterator[str]:
        """Yield the articles on studies that share a title, a sample or enough figures with one."""
        shared: defaultdict[tuple[str, str], set[Shelf]] = defaultdict(set)
        for study in moved:
            for shelf in {s for run in (before, after) for s in run.shelves_of.get(study, ())}:
                if shelf[0] != "figure":
                    yield from self.shelves.articles(ShelfKind.STUDY, shelf)
                    continue
                mates, crosses = self.company.on(
                    ShelfKind.STUDY, shelf, after.standing[ShelfKind.STUDY, shelf]
                )
                for mate in mates:
                    shared[study, mate].add(("crosses",) if crosses else shelf[2:])
        for (_, mate), figures in shared.items():
            if len(figures) >= studies.ENOUGH or ("crosses",) in figures:
                yield from self.near.describing(mate)

    def _wording_mates(self, moved: set[str], before: _Run, after: _Run) -> Iterator[str]:
        """Yield the articles that tell wordings which may ask what one that moved asks."""
        mates: set[str] = set()
        for wording in moved - self._asked:
            said = after.said.get(wording) or before.said.get(wording)
            mine = read(said or self.near.label(wording) or "", self.scheme)
            for shelf in measures.shelves(mine):
                new = after.standing[ShelfKind.WORDING, shelf]
                beside, crosses = self.company.on(ShelfKind.WORDING, shelf, new)
                mates |= {mate for mate in beside if crosses or self.company.alike(mine, mate)}
        self._asked |= moved
        yield from self._one_and_all(mates)

    def _group_mates(self, before: Corpus, after: Corpus) -> Iterator[str]:
        """Yield the articles that tell of groups which another id stands for now."""
        known = {group.id for group in before.groups} & {group.id for group in after.groups}
        for key in known:
            if before.canonical(key) != after.canonical(key):
                yield from self._naming(key)

    def _naming(self, group: str) -> Iterator[str]:
        label = self.near.label(group)
        shelf = groups.shelf(label, self.scheme) if label else ()
        for other in self.shelves.nodes(ShelfKind.LABEL, shelf):
            if group_id(other) == group:
                yield from self.shelves.articles(ShelfKind.LABEL, shelf, other)

    def _claim_mates(self, moved: set[Standing], before: Corpus, after: Corpus) -> Iterator[str]:
        """Yield the articles whose claims may meet one that moved; of a crowded shelf so many that it is."""
        stands = {s.shelf for s in moved if s.kind is ShelfKind.CLAIM}
        for extraction in after.extractions:
            for claim in extraction.claims:
                if claim.study and before.canonical(claim.study) != after.canonical(claim.study):
                    stands.add(claims.shelf(read(claim.quote.exact, self.scheme)) or ())
        for shelf in filter(None, stands):
            for node in self.shelves.nodes(ShelfKind.CLAIM, shelf, (), claims.CROWDED + 2):
                yield from self.shelves.articles(ShelfKind.CLAIM, shelf, node)

    def _decided(self, before: Corpus, after: Corpus) -> Iterator[str]:
        """Yield the articles that tell of the other end of a link that a person decided on."""
        links = [decision.between for decision in self.grounds.decisions if decision.link is not None]
        if not links:
            return
        known = {
            record.id
            for corpus in (before, after)
            for records_ in (corpus.studies, corpus.measures, corpus.groups)
            for record in records_
        }
        for ends in links:
            if not known.isdisjoint(ends):
                yield from self._one_and_all(ends)
                yield from self._told_of(ends)
                for end in ends:
                    yield from self._naming(end)


class _Run:
    """Hold one derivation of a part with what is asked of it."""

    def __init__(self, part: _Part, corpus: Corpus) -> None:
        self.corpus = corpus
        self._part = part
        self.figures = Figures(corpus, part.grounds.design_effect, part.grounds.scheme)
        self.series = {
            study.id: self.figures.waves.series(corpus.canonical(study.id)) for study in corpus.studies
        }

    def of(self, study: str) -> tuple[str, str, float | None]:
        """Return what stands for a study and for its series, and how sure its links are."""
        return self.corpus.canonical(study), self.series[study], self.figures.sure_of((study,))

    def stands(self, article: str) -> frozenset[Standing]:
        """Return where what one article tells stands."""
        return self.standings.get(article, frozenset())

    @cached_property
    def standings(self) -> dict[str, frozenset[Standing]]:
        """Return where what each article tells stands."""
        return {
            one.article.id: frozenset(standings(one, self.corpus, self._part.scheme))
            for one in self.corpus.extractions
        }

    @cached_property
    def standing(self) -> defaultdict[tuple[ShelfKind, Shelf], set[str]]:
        """Return who stands on each shelf."""
        found: defaultdict[tuple[ShelfKind, Shelf], set[str]] = defaultdict(set)
        for told in self.standings.values():
            for standing in told:
                found[standing.kind, standing.shelf].add(standing.node)
        return found

    @cached_property
    def shelves_of(self) -> dict[str, set[Shelf]]:
        """Return the shelves of each study."""
        found: defaultdict[str, set[Shelf]] = defaultdict(set)
        for (kind, shelf), nodes in self.standing.items():
            for node in nodes if kind is ShelfKind.STUDY else ():
                found[node].add(shelf)
        return dict(found)

    @cached_property
    def worded(self) -> dict[str, str]:
        """Return the wording of each figure."""
        return {figure.id: figure.worded for figure in self.figures.all}

    @cached_property
    def said(self) -> dict[str, str]:
        """Return the words of each wording."""
        return {measure.id: measure.label for measure in self.corpus.measures}
