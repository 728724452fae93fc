"""A graph is kept in step: what its articles tell, what follows from it, and the indexes beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import uuid4

from claimgraph import settings
from claimgraph.derivation import Change, Derived, Difference, Grounds, derive, standings, touched_by
from claimgraph.errors import StoreError
from claimgraph.linking import Scheme
from claimgraph.model import Corpus, Extraction
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.searching import search_rows
from claimgraph.store import GraphStore, records
from claimgraph.store.ids import IDS, IdIndex
from claimgraph.store.search import GENERATION, INDEX, SearchIndex
from claimgraph.store.shelves import SHELVES, Shelves, Standing

WITNESS = "witness"
"""The file that says on which register, scheme and design effect the graph was derived."""

SHARE = 8
"""A change that touches one article of so many, or more, is not worth telling apart from the whole."""

FEW = 20
"""Changes that are carried out one by one; more are derived with the whole."""


class Indexes:
    """Hold the indexes open by which a graph is looked up."""

    def __init__(self, path: Path) -> None:
        """Open the indexes in the directory of a graph, or start them."""
        self.search, self.ids = SearchIndex(path / INDEX), IdIndex(path / IDS)
        self._path = path

    @property
    def current(self) -> bool:
        """Tell whether they are of the state in which the graph is; each write leaves another stamp."""
        now = stamp(self._path)
        return now is not None and now == self.ids.stamp == self.search.stamp

    def close(self) -> None:
        """Close the files."""
        self.search.close()
        self.ids.close()


class Upkeep:
    """Write a graph with all that follows from it, and keep its indexes."""

    def __init__(self, store: GraphStore, grounds: Grounds) -> None:
        self.store, self.path, self.grounds = store, store.path, grounds

    # What the graph was derived on

    @property
    def current(self) -> bool:
        """Tell whether links and comparisons stand on the grounds that there are now."""
        file = self.path / WITNESS
        return file.is_file() and file.read_text("ascii", "replace").strip() == self._witness

    @property
    def _witness(self) -> str:
        told = (self.grounds.register, self.grounds.scheme, self.grounds.design_effect)
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()

    # Writing

    def write(self, told: Iterable[Extraction], before: Corpus | None = None) -> Derived:
        """Derive and store everything, and return it; articles that are told as `before` are left alone."""
        derived = derive(told, self.grounds)
        self._begin()
        records.write(self.store, derived.corpus, derived.comparisons, self.grounds.decisions, before)
        self._end()
        self.index(Catalogue(derived.corpus, derived.comparisons))
        return derived

    def change(self, change: Change) -> Derived | None:
        """Store a change with what follows from it, and return the part that it touched, as it is now.

        None, and nothing is done, where it is cheaper or safer to write everything.
        """
        if not (self.store.changeable and self.current and len(change) <= FEW):
            return None
        with Shelves(self.path / SHELVES) as shelves, IdIndex(self.path / IDS) as ids:
            known = stamp(self.path)
            if not known or not known == shelves.stamp == ids.stamp:
                return None
            most = int(ids.number("article") / SHARE)
            part = touched_by(change, self.grounds, self.store, shelves, most)
            difference = Difference.between(*part, self.store) if part else None
            if part is None or difference is None:
                return None
            for told in filter(None, change.values()):
                self.store.texts.put(told.article.text)
            new = self._begin()
            self.store.change(difference.gone, difference.new)
            self.store.sweep_texts(difference.forgotten)
            self._end()
            self._follow(*part, difference, shelves, ids, new, known)
        return part[1]

    def _follow(
        self,
        before: Derived,
        after: Derived,
        difference: Difference,
        shelves: Shelves,
        ids: IdIndex,
        new: str,
        known: str,
    ) -> None:
        """Bring the indexes up to a change."""
        was, now = (Catalogue(one.corpus, one.comparisons) for one in (before, after))
        with SearchIndex(self.path / INDEX) as index:
            if index.stamp == known:
                rows = {row.id: row for row in search_rows(was)}, {row.id: row for row in search_rows(now)}
                gone = [key for key, row in rows[0].items() if rows[1].get(key) != row]
                index.update(gone, (row for key, row in rows[1].items() if rows[0].get(key) != row), new)
        ids.update(was.ids - now.ids - difference.kept, now.ids - was.ids, new)
        held = {one.article.id for one in after.corpus.extractions}
        removed = [one.article.id for one in before.corpus.extractions if one.article.id not in held]
        shelves.replace([*self._stands(after.corpus), *((article, ()) for article in removed)], new)

    def index(self, catalogue: Catalogue) -> None:
        """Make the indexes anew."""
        now = stamp(self.path) or self._stamp_anew()
        with SearchIndex(self.path / INDEX) as index:
            index.rebuild(search_rows(catalogue), now)
        with IdIndex(self.path / IDS) as ids:
            ids.rebuild(catalogue.ids, now)
        if self.store.changeable:
            with Shelves(self.path / SHELVES) as shelves:
                shelves.rebuild(self._stands(catalogue.corpus), now)

    def _stands(self, corpus: Corpus) -> Iterator[tuple[str, Iterable[Standing]]]:
        scheme = Scheme(self.grounds.scheme)
        return ((one.article.id, standings(one, corpus, scheme)) for one in corpus.extractions)

    def _begin(self) -> str:
        """Say that the indexes are behind from here on, and return the stamp that they will have."""
        new = self._stamp_anew()
        (self.path / WITNESS).unlink(missing_ok=True)
        return new

    def _stamp_anew(self) -> str:
        new = uuid4().hex
        try:
            (self.path / GENERATION).write_text(new, "ascii")
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror or error}") from error
        return new

    def _end(self) -> None:
        settings.keep(self.path, self.grounds.design_effect)
        (self.path / WITNESS).write_text(self._witness, "ascii")


def stamp(path: Path) -> str | None:
    """Return what changes with every write of the graph in a directory, None where none was written here."""
    file = path / GENERATION
    return file.read_text("ascii", "replace") if file.is_file() else None
