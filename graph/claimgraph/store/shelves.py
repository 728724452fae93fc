"""The index of shelves: what stands beside what, so that an article finds those that it has to do with."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from claimgraph.linking.rest import Shelf, ShelfKind
from claimgraph.store.index import Index

SHELVES = "shelves.sqlite"
"""The index's name in the directory of a graph."""


class Standing(NamedTuple):
    """Hold that something that an article tells stands on a shelf."""

    kind: ShelfKind
    shelf: Shelf
    node: str  # id of a study, wording, claim or article; the label of a group


class Shelves(Index):
    """Keep who stands where, by article."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the index in a file, or in memory where no path is given."""
        super().__init__(path)
        self._numbers: dict[str, int] = {}  # what was looked up before
        self._names: dict[int, str] = {}

    def rebuild(self, told: Iterable[tuple[str, Iterable[Standing]]], stamp: str) -> None:
        """Replace everything by what each article puts on shelves."""
        self._numbers, self._names = {}, {}
        with self._begin() as database:
            database.executescript(
                "DROP TABLE IF EXISTS state; DROP TABLE IF EXISTS standing; DROP TABLE IF EXISTS name;"
                "CREATE TABLE state (stamp TEXT);"
                "CREATE TABLE name (number INTEGER PRIMARY KEY, name TEXT UNIQUE);"
                "CREATE TABLE standing (shelf INTEGER, node INTEGER, article INTEGER,"
                " PRIMARY KEY (shelf, node, article)) WITHOUT ROWID;"
            )
            numbers: dict[str, int] = {}

            def number(name: str) -> int:
                return numbers.setdefault(name, len(numbers) + 1)

            rows = sorted(
                {
                    (_hash(kind, shelf), number(node), number(article))
                    for article, standings in told
                    for kind, shelf, node in standings
                }
            )
            database.executemany("INSERT INTO standing VALUES (?, ?, ?)", rows)
            database.executemany("INSERT INTO name VALUES (?, ?)", ((n, name) for name, n in numbers.items()))
            database.execute("CREATE INDEX by_article ON standing (article)")
            database.execute("INSERT INTO state VALUES (?)", (stamp,))

    def replace(self, told: Iterable[tuple[str, Iterable[Standing]]], stamp: str) -> None:
        """Put what some articles tell in the place of what they told before; nothing takes one away."""
        with self._database as database:
            for article, standings in told:
                own = self._number(article)
                database.execute("DELETE FROM standing WHERE article = ?", (own,))
                database.executemany(
                    "INSERT OR IGNORE INTO standing VALUES (?, ?, ?)",
                    [(_hash(kind, shelf), self._number(node), own) for kind, shelf, node in standings],
                )
            database.execute("UPDATE state SET stamp = ?", (stamp,))

    def nodes(
        self, kind: ShelfKind, shelf: Shelf, beside: Collection[str] = (), most: int = -1
    ) -> Iterator[str]:
        """Yield the nodes on a shelf that articles tell other than those named, at most so many; -1: all."""
        key, passed, found = _hash(kind, shelf), 0, 0
        left_out = {number for name in beside if (number := self._known(name)) is not None}
        while most < 0 or found < most:
            # Step from node to node: a node that thousands of articles tell is one step.
            row = self._database.execute(
                "SELECT node FROM standing WHERE shelf = ? AND node > ? ORDER BY node LIMIT 1", (key, passed)
            ).fetchone()
            if row is None:
                return
            (passed,) = row
            tellers = self._database.execute(
                "SELECT article FROM standing WHERE shelf = ? AND node = ?", (key, passed)
            )
            if any(article not in left_out for (article,) in tellers):
                found += 1
                yield self._name(passed)

    def articles(self, kind: ShelfKind, shelf: Shelf, node: str | None = None) -> frozenset[str]:
        """Return the ids of the articles that put something, or this node, on a shelf."""
        query = "SELECT DISTINCT name FROM standing JOIN name ON number = article WHERE shelf = ?"
        key = _hash(kind, shelf)
        if node is None:
            return frozenset(name for (name,) in self._database.execute(query, (key,)))
        rows = self._database.execute(f"{query} AND node = ?", (key, self._known(node)))
        return frozenset(name for (name,) in rows)

    def _known(self, name: str) -> int | None:
        if name not in self._numbers:
            row = self._database.execute("SELECT number FROM name WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            self._numbers[name] = int(row[0])
        return self._numbers[name]

    def _number(self, name: str) -> int:
        known = self._known(name)
        if known is not None:
            return known
        return int(self._database.execute("INSERT INTO name (name) VALUES (?)", (name,)).lastrowid or 0)

    def _name(self, number: int) -> str:
        if number not in self._names:
            row = self._database.execute("SELECT name FROM name WHERE number = ?", (number,)).fetchone()
            self._names[number] = str(row[0])
        return self._names[number]


def _hash(kind: ShelfKind, shelf: Shelf) -> int:
    """Return 63 bits for a shelf: they take a tenth of the room of its words."""
    digest = hashlib.blake2b("\x1f".join((kind, *shelf)).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
