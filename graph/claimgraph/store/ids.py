"""The index of ids: every id that can be looked up, in order, so that one is found by how it begins."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.store.index import Index

IDS = "ids.sqlite"
"""The index's name in the directory of a graph."""


class IdIndex(Index):
    """Keep ids in order."""

    def rebuild(self, ids: Iterable[str], stamp: str) -> None:
        """Replace everything by these ids."""
        with self._begin() as database:
            database.executescript(
                "DROP TABLE IF EXISTS state; DROP TABLE IF EXISTS id;"
                "CREATE TABLE state (stamp TEXT); CREATE TABLE id (id TEXT PRIMARY KEY) WITHOUT ROWID;"
            )
            database.executemany("INSERT INTO id VALUES (?)", ((key,) for key in sorted(set(ids))))
            database.execute("INSERT INTO state VALUES (?)", (stamp,))

    def update(self, gone: Iterable[str], new: Iterable[str], stamp: str) -> None:
        """Take ids away and put others in."""
        with self._database as database:
            database.executemany("DELETE FROM id WHERE id = ?", ((key,) for key in gone))
            database.executemany("INSERT OR IGNORE INTO id VALUES (?)", ((key,) for key in new))
            database.execute("UPDATE state SET stamp = ?", (stamp,))

    def before(self, key: str) -> str | None:
        """Return the last id before a key, or None."""
        found = self._database.execute(
            "SELECT id FROM id WHERE id < ? ORDER BY id DESC LIMIT 1", (key,)
        ).fetchone()
        return str(found[0]) if found else None

    def following(self, key: str, most: int) -> list[str]:
        """Return the first ids from a key on, itself included, at most so many."""
        rows = self._database.execute("SELECT id FROM id WHERE id >= ? ORDER BY id LIMIT ?", (key, most))
        return [str(found) for (found,) in rows]

    def number(self, kind: str) -> int:
        """Return how many ids of a kind there are: of "stat", "article", "cmp"."""
        query = "SELECT COUNT(*) FROM id WHERE id >= ? AND id < ?"
        (found,) = self._database.execute(query, (f"{kind}-", f"{kind}.")).fetchone()
        return int(found)
