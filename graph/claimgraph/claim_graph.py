"""ClaimGraph: the one face that the command line, a server and a notebook use."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claimgraph import linking, notebook, rdf, review, settings, vocabulary
from claimgraph.comparison import compare, drafts, near
from claimgraph.comparison.drafts import Checked
from claimgraph.comparison.figures import Figures
from claimgraph.derivation import Change, Grounds
from claimgraph.errors import NotFoundError, ReviewError
from claimgraph.extraction import extract
from claimgraph.gathering import Failed, gather
from claimgraph.model import (
    Article,
    Comparison,
    Corpus,
    Decision,
    Extraction,
    Group,
    Statistic,
    Study,
    identifier,
)
from claimgraph.presentation import citations, frames, listing, lookup, tables
from claimgraph.presentation import drafts as draft_notes
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.ids import Ids
from claimgraph.presentation.page import page
from claimgraph.presentation.searching import found_rows
from claimgraph.reading.metadata import Entry
from claimgraph.report import Added, Match, Report
from claimgraph.review import Fitted, fit
from claimgraph.store import Result, open_store, phrases, records
from claimgraph.store.around import Part, around
from claimgraph.store.records import Held
from claimgraph.studies import read_register
from claimgraph.upkeep import Indexes, Upkeep

if TYPE_CHECKING:
    import networkx
    from pandas import DataFrame
    from rdflib import Dataset

DEFAULT_PATH = "claimgraph.db"


class ClaimGraph:
    """Hold a graph of claims and sources in a directory."""

    def __init__(
        self,
        path: str | Path = DEFAULT_PATH,
        *,
        create: bool = True,
        register: str | Path | None = None,
        design_effect: Decimal | float | None = None,
    ) -> None:
        """Open the graph in a directory, or at a SPARQL server by its URL.

        `register`: the user's own register of studies, instead of `studies.toml` beside the graph.
        `design_effect`: that of the samples, 1 or more, instead of the one that the graph keeps; whatever is
        written keeps it. Raises StoreError where there is none and none may be made, or SettingsError.
        """
        given = None if design_effect is None else settings.design_effect(design_effect)
        self.store = open_store(path, create=create)
        self.path = self.store.path
        self._register = register
        self._looked_at: tuple[tuple[str, ...], Part | None] | None = None
        self.design_effect = given or settings.kept(self.path)

    def __enter__(self) -> ClaimGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._forget()
        self.store.close()

    # What is in it

    @cached_property
    def corpus(self) -> Corpus:
        """Return all records with their identities, as the graph holds them."""
        return records.read_corpus(self.store)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Return every comparison that the graph holds, made anew where another design effect is set."""
        if not self.compared_as_set:
            return review.standing(
                compare(self.corpus, self.design_effect, self.scheme), self.decisions, self.corpus
            )
        return records.read_comparisons(self.store)

    @property
    def compared_as_set(self) -> bool:
        """Tell whether the graph holds comparisons made with the design effect that is set."""
        return self.design_effect == settings.kept(self.path)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Return what people decided, by date."""
        return records.read_decisions(self.store)

    @cached_property
    def register(self) -> tuple[Study, ...]:
        """Return the register that is shipped, and the user's; of one id the user's study counts."""
        own = self.path / "studies.toml"
        files = [self._register] if self._register else [own] if own.is_file() else []
        studies = {s.id: s for source in (None, *files) for s in read_register(source)}
        return tuple(studies.values())

    @cached_property
    def scheme(self) -> tuple[Group, ...]:
        """Return the scheme of groups that is shipped, and the user's `groups.ttl` beside the graph."""
        own, shipped = self.path / "groups.ttl", rdf.read_scheme()
        return rdf.read_scheme(own, within=shipped) if own.is_file() else shipped

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the records by id."""
        return Catalogue(self.corpus, self.comparisons)

    @cached_property
    def _indexes(self) -> Indexes:
        """Return the indexes of the graph, made anew where they missed a write."""
        found = Indexes(self.path)
        if found.current:
            return found
        found.close()
        self._upkeep().index(self.catalogue)
        return Indexes(self.path)

    def id(self, prefix: str) -> str:
        """Return the one id that begins so; raises NotFoundError where none or several do."""
        return Ids(self._indexes.ids).find(prefix)

    def short(self, key: str) -> str:
        """Return the shortest beginning of an id that no other id shares."""
        return Ids(self._indexes.ids).short(key)

    def _around(self, *keys: str) -> Part:
        """Return the part of the graph in which records are shown, or all of it where that is as fast."""
        if "corpus" not in self.__dict__ and self.store.changeable and self.compared_as_set:
            if self._looked_at is None or self._looked_at[0] != keys:
                self._looked_at = keys, around(self.store, keys)  # what is found is cited next
            if (part := self._looked_at[1]) is not None:
                return part
        return self.corpus, self.comparisons

    # Articles in, articles out

    def add(
        self,
        sources: Iterable[str | Path],
        allow_hosts: Collection[str] = (),
        entries: Sequence[Entry] = (),
        workers: int = 1,
        scheduler: str | None = None,
    ) -> Report:
        """Read, extract, link and store articles; a broken one is reported and the rest is added.

        A source is a file, a directory or a web address; pages are fetched from public hosts, and from those
        that `allow_hosts` names. `entries` of a reference manager complete what an article does not say of
        itself. Adding an unchanged article again changes nothing. The graph is written in one atomic step.
        Reading is done in so many processes as there are `workers`, or on the dask cluster of a `scheduler`;
        the graph is the same. Raises GatheringError where these cannot be had.
        Where an article is read again, `Added.lost` and `Report.waiting` name what is not found again.
        """
        held = Held(self.store)
        gathered = list(gather(sources, self.path, held, entries, allow_hosts, workers, scheduler))
        read = [one for one in gathered if not isinstance(one, Failed)]
        again = review.Again(
            (one.before, one.extraction) for one in read if one.before and one.status == "replaced"
        )
        change: dict[str, Extraction | None] = dict.fromkeys(again.ids)
        change |= {one.extraction.article.id: one.extraction for one in read if one.status != "unchanged"}
        waited = again.follow(decision for decision, _ in self.aside)
        decisions = again.follow(self.decisions)
        corpus = Corpus()
        if decisions != self.decisions or (read and not self._upkeep().current):
            told = {e.article.id: e for e in self.corpus.extractions} | change
            self._write(filter(None, told.values()), decisions)
            corpus = self.corpus
        elif change:
            corpus = self._change(change)
        lost = again.lost(corpus)
        done = [Added.of(one.name, one.status, one.extraction, one.dropped) for one in read]
        report = self._report(
            [replace(one, lost=lost.get(one.article, ())) for one in done],
            [one for one in gathered if isinstance(one, Failed)],
        )
        return replace(report, waiting=tuple(one for one in self.aside if one[0] not in waited))

    def _report(self, done: Iterable[Added], failed: Iterable[Failed]) -> Report:
        number = self._indexes.ids.number
        return Report(tuple(done), tuple(failed), number("article"), number("stat"), number("cmp"))

    def remove(self, article: str) -> str:
        """Take an article, by id or path, and all that only it supports out; return its name.

        Raises NotFoundError where the graph does not hold it.
        """
        found = self._article(article)
        self._change({found.id: None})
        if found.url and (self.path / "pages").is_dir():
            from claimgraph.reading.web import Web

            Web(self.path / "pages").forget(found.url)
        return found.title or found.path or found.id

    def take_in(self, path: Path, texts: Path | None = None) -> Report:
        """Take in the articles and decisions of a file that `export` wrote; what is here of them is replaced.

        Links and comparisons are made anew. `texts` is the folder of the texts, where they are not here yet.
        Raises StoreError, ConversionError or RecordError where the file does not make sound records.
        """
        from claimgraph.store import incoming

        found, decisions = incoming.read(path, self.store.texts.beside(texts))
        told = {extraction.article.id: extraction for extraction in self.corpus.extractions}
        before = set(told)
        told |= {extraction.article.id: extraction for extraction in found.extractions}
        self._write(told.values(), tuple(dict.fromkeys((*self.decisions, *decisions))))
        done = [
            Added.of(e.article.path or e.article.id, "replaced" if e.article.id in before else "added", e)
            for e in found.extractions
        ]
        return self._report(done, ())

    def mend(self) -> None:
        """Derive links, comparisons and the search index anew from what the articles say."""
        self._write(self.corpus.extractions, whole=True)

    def _write(
        self,
        told: Iterable[Extraction],
        decisions: Sequence[Decision] | None = None,
        whole: bool = False,
    ) -> None:
        """Derive and store everything; of articles only those that changed, or with `whole` all of them."""
        derived = self._upkeep(decisions).write(told, None if whole else self.corpus)
        self._forget()
        # What was written is what would be read; reading takes longer than all the rest.
        self.corpus = derived.corpus
        self.comparisons = tuple(sorted(derived.comparisons, key=lambda one: one.id))

    def _change(self, change: Change) -> Corpus:
        """Store what articles tell from now on, and return at least the part of the graph that it touched."""
        touched = self._upkeep().change(change)
        if touched is not None:
            self._forget()
            return touched.corpus
        told = {e.article.id: e for e in self.corpus.extractions} | dict(change)
        self._write(filter(None, told.values()))
        return self.corpus

    def _upkeep(self, decisions: Sequence[Decision] | None = None) -> Upkeep:
        decided = self.decisions if decisions is None else tuple(decisions)
        return Upkeep(self.store, Grounds(self.register, self.scheme, decided, self.design_effect))

    def _forget(self) -> None:
        """Let go of what was read before a write."""
        if (indexes := self.__dict__.pop("_indexes", None)) is not None:
            indexes.close()
        self._looked_at = None
        for name in ("corpus", "comparisons", "decisions", "catalogue"):
            self.__dict__.pop(name, None)

    def _article(self, name: str) -> Article:
        held = Held(self.store)
        for path in (name, Path(os.path.relpath(name, self.path.parent)).as_posix()):
            if (found := held.at(path)) is not None:
                return found.article
        key = identifier("article", name)  # where the name is its address
        found = held.get(key) or held.get(self.id(name))
        if found is None:
            raise NotFoundError(f"{name!r} is no article; `claimgraph ls articles` lists them")
        return found.article

    # A person has the last word

    @property
    def doubts(self) -> tuple[review.Doubt, ...]:
        """Return what is doubtful and undecided: alarms, links, figures."""
        return review.doubts(self.corpus, self.comparisons, self.decisions)

    @property
    def aside(self) -> tuple[tuple[Decision, str], ...]:
        """Return the decisions that wait for words or nodes that the graph does not hold, and why."""
        return review.aside(self.corpus, self.decisions) if self.decisions else ()

    def review(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Carry out what a person decided, keep it, and derive everything anew; return the new decisions.

        Raises ReviewError where a decision does not fit the articles; then nothing is changed.
        """
        new, told = self.fits(decisions)
        if new:
            self._write(told, (*self.decisions, *new))
        return new

    def fits(self, decisions: Iterable[Decision]) -> Fitted:
        """Return the decisions that are new, with whole places and ids, and what they are carried out on.

        Raises ReviewError where one does not fit the articles.
        """
        return fit(decisions, self.decisions, self.corpus, self.catalogue.ids, self.id)

    def read_decisions(self, path: Path, author: str, now: Callable[[], str]) -> tuple[Decision, ...]:
        """Read decisions from a JSON or TOML file; raises ReviewError."""
        return review.files.read(path, self._article_id, self._target, author, now)

    def _target(self, prefix: str) -> dict[str, Any]:
        record = self.catalogue.get(self.id(prefix))
        if not isinstance(record, review.DOUBTFUL):
            raise ReviewError(f"{prefix!r} is no figure, claim, link or comparison")
        return review.target(record, self.corpus)

    def _article_id(self, name: str) -> str:
        return self._article(name).id

    # Looking things up

    def find(self, phrase: str, limit: int = 10) -> tuple[Match, ...]:
        """Return the statistics that meet a phrase best: exact values, then words; typos are forgiven."""
        hits = self._indexes.search.ask(phrase, limit)
        corpus, _ = self._around(*(hit.id for hit in hits))
        statistics = {statistic.id: statistic for statistic in corpus.statistics}
        return tuple(Match(statistics[hit.id], hit.score) for hit in hits)

    def find_rows(self, phrase: str, limit: int = 10) -> list[dict[str, Any]]:
        """Return a row a match, with its score, from the indexes alone: fast in a large graph."""
        return found_rows(self._indexes.search, self._indexes.ids, phrase, limit)

    def matches(self, what: str) -> tuple[Match, ...]:
        """Return the statistic with this id, or those that meet a phrase as well as the best one does.

        Raises NotFoundError where there is none, or where no statistic has the value that the phrase names.
        """
        if what.startswith("stat-"):
            key = self.id(what)
            corpus, _ = self._around(key)
            return tuple(Match(one, 1.0) for one in corpus.statistics if one.id == key)[:1]
        found = self.find(what)
        if values := phrases.read(what).values:
            found = tuple(match for match in found if match.statistic.value in values)
        if not found:
            raise NotFoundError(f"no statistic meets {what!r}; `claimgraph find` shows what comes near")
        return tuple(match for match in found if match.score >= found[0].score - 0.05)

    def cite(self, statistic: Statistic, style: str = "text", match: float | None = None) -> str:
        """Return the citation of a statistic: text, apa or bibtex."""
        corpus, comparisons = self._around(statistic.id)
        return citations.cite(statistic, corpus, style, comparisons, self.short, match)

    def describe(self, prefix: str) -> str:
        """Return everything about the record with this id, for people to read."""
        key = self.id(prefix)
        return lookup.describe(key, *self._around(key), self.short)

    # A draft

    def check(self, draft: Article) -> tuple[Checked, ...]:
        """Set every figure of a draft against the graph, in text order."""
        return drafts.check(extract(draft), self.corpus, self.register, self.scheme)

    def check_rows(self, checked: Iterable[Checked], name: str, head: str = "") -> list[dict[str, Any]]:
        """Return a row a figure of a draft with this name, `head` standing before its text in the file."""
        return draft_notes.rows(checked, name, head, self.catalogue, self.short)

    def footnoted(self, draft: Article, head: str, checked: Iterable[Checked]) -> str:
        """Return the draft with numbered notes that name the source of each figure."""
        return draft_notes.with_footnotes(draft, head, checked, lambda s: self.cite(s, "footnote"))

    # Rows and texts for the command line

    def rows(self, kind: str, **filters: Any) -> list[dict[str, Any]]:
        """Return a row a record of one kind, filtered by `study`, `group`, `year` and `article`."""
        return listing.rows(kind, self.catalogue, self.short, **filters)

    def unplaced(self) -> list[dict[str, Any]]:
        """Return a row a group that no scheme knows: it is in none, and within none that is."""
        return tables.group_rows(self.corpus, self.short, linking.unplaced(self.corpus))

    def match_rows(self, matches: Iterable[Match]) -> list[dict[str, Any]]:
        """Return a row a match, with its score."""
        matches = tuple(matches)
        rows = tables.statistic_rows([match.statistic for match in matches], self.corpus, self.short)
        return [{"score": match.score, **row} for match, row in zip(matches, rows, strict=True)]

    def contradictions(self, gaps: bool = False) -> list[dict[str, Any]]:
        """Return a row an alarm, or a row a perception gap."""
        return tables.contradiction_rows(self.comparisons, self.corpus, self.short, gaps=gaps)

    def contradictions_text(self, gaps: bool = False, limit: int | None = None) -> str:
        """Return the alarms or the gaps with verdict, reason, test and both quotes."""
        chosen = tables.contradictions(self.comparisons, gaps)[:limit]
        return lookup.comparisons_text(chosen, self.corpus, self.short)

    @property
    def near(self) -> tuple[Comparison, ...]:
        """Return what studies find on near questions; the graph does not hold it."""
        return tables.ordered(near.find(Figures(self.corpus, self.design_effect, self.scheme)))

    def near_rows(self) -> list[dict[str, Any]]:
        """Return a row two studies that ask the same two sides near questions."""
        return tables.comparison_rows(self.near, self.corpus, self.short)

    def near_text(self, limit: int | None = None) -> str:
        """Return near questions with verdict, reason and the quotes of both studies."""
        return lookup.comparisons_text(self.near[:limit], self.corpus, self.short, kept=False)

    def trends(self) -> list[dict[str, Any]]:
        """Return a row a step of a series over the years."""
        return tables.trend_rows(self.comparisons, self.corpus, self.short)

    def trends_text(self) -> str:
        """Return the changes over the years with what the test says of each."""
        return lookup.trends_text(self.comparisons, self.corpus, self.short)

    # The graph as a whole

    def query(self, query: str, **parameters: str) -> Result:
        """Answer SPARQL, or the saved query of this name with its parameters bound.

        The default graph is the union of all. Raises QueryError.
        """
        saved = vocabulary.queries().get(query)
        bound = {name: vocabulary.parameter(name, value) for name, value in parameters.items()}
        return self.store.query(saved.text if saved else query, bound)

    def page(self) -> str:
        """Return one HTML page that shows the graph and needs no network."""
        return page(self.corpus, self.comparisons)

    def _repr_html_(self) -> str:
        """Return the page for a notebook, in a frame of its own."""
        return notebook.frame(self.page(), height=720, title="Graph of claims and sources")

    def export(self, form: str, output: BinaryIO) -> None:
        """Write the graph as turtle (flat), trig, nquads, jsonld, rdf12, graphml or csv."""
        if form == "graphml":
            frames.write_graphml(self.catalogue, output)
        elif form == "csv":
            frames.write_csv(self.catalogue, output)
        else:
            self.store.export(form, output)

    def to_networkx(self) -> networkx.MultiGraph[str]:
        """Return the graph as networkx knows it: nodes with `kind` and `label`, edges with `meaning`."""
        return frames.networkx_graph(self.catalogue)

    def to_pandas(self) -> DataFrame:
        """Return a pandas DataFrame with a row a figure; pandas is the extra `pandas`."""
        return frames.data_frame(self.catalogue)

    def validate(self) -> list[dict[str, str]]:
        """Return what does not conform to the shapes, and every quote that is not where it says."""
        return self.store.validate()

    @property
    def dataset(self) -> Dataset:
        """Return rdflib's view of the graph."""
        return self.store.dataset()
