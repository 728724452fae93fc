"""The search index: words and exact values of statistics, in SQLite's FTS5.

It is made from the records and can be thrown away at any time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log
from pathlib import Path

TYPO_SCORE = 75.0
"""How alike, in percent, a word that no row holds must be to one that some row holds."""

KIN = 0.6
"""What a word counts that stands in the sentence or the study, and not in group or statement."""

MATCHING = "SELECT id FROM statistic WHERE statistic MATCH ?"


@dataclass(frozen=True)
class Row:
    """Hold what can be searched of one statistic."""

    id: str
    value: Decimal
    words: str  # of the statistic itself: group, statement, year
    kin: str = ""  # of what it hangs on: the sentence, the article, the study, other names of the group


@dataclass(frozen=True)
class Hit:
    """Hold one result: the id and how much of what was asked for it has, 0 to 1."""

    id: str
    score: float


class SearchIndex:
    """Find statistics by words and values."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the index in a file, or in memory where no path is given."""
        self._path = path
        self._database = sqlite3.connect(path or ":memory:")

    def __enter__(self) -> SearchIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def stamp(self) -> str | None:
        """Return what `rebuild` was last told of the state of the graph, or None for no usable index."""
        try:
            found = self._database.execute("SELECT stamp FROM state").fetchone()
        except sqlite3.DatabaseError:
            return None
        return str(found[0]) if found else None

    def rebuild(self, rows: Iterable[Row], stamp: str) -> None:
        """Replace everything by these rows, and a file that is no index by one."""
        if self._path is not None and self.stamp is None:
            self.close()
            self._path.unlink(missing_ok=True)
            self._database = sqlite3.connect(self._path)
        with self._database as database:
            database.executescript(
                "DROP TABLE IF EXISTS state; DROP TABLE IF EXISTS statistic; DROP TABLE IF EXISTS vocabulary;"
                "CREATE TABLE state (stamp TEXT);"
                "CREATE VIRTUAL TABLE statistic USING fts5("
                "id UNINDEXED, value UNINDEXED, words, kin, tokenize = 'porter unicode61');"
                "CREATE TABLE vocabulary (word TEXT PRIMARY KEY);"
            )
            vocabulary: set[str] = set()
            for row in rows:
                database.execute(
                    "INSERT INTO statistic VALUES (?, ?, ?, ?)", (row.id, _key(row.value), row.words, row.kin)
                )
                vocabulary.update(_tokens(f"{row.words} {row.kin}"))
            database.executemany(
                "INSERT INTO vocabulary VALUES (?)", [(word,) for word in sorted(vocabulary)]
            )
            database.execute("INSERT INTO state VALUES (?)", (stamp,))

    def find(self, words: str, values: Sequence[Decimal] = (), limit: int = 20) -> list[Hit]:
        """Return the best hits: an exact value counts as much as all words together; typos are forgiven."""
        weights = self._weights([self._known(token) for token in dict.fromkeys(_tokens(words))])
        scores: dict[str, float] = {}
        total = sum(weight for weight, _, _ in weights)
        share = 1.0 if not values else 0.5
        for weight, own, kin in weights:
            for key in own | kin:
                near = 1.0 if key in own else KIN
                scores[key] = scores.get(key, 0.0) + share * near * weight / total
        if values:
            share = 0.5 if total else 1.0
            marks = ",".join("?" * len(values))
            matches = self._database.execute(
                f"SELECT id FROM statistic WHERE value IN ({marks})",  # noqa: S608 - marks are question marks
                [_key(value) for value in values],
            )
            exact = {str(key) for (key,) in matches}
            scores = {key: scores.get(key, 0.0) + share for key in exact} or scores
        ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 9), item[0]))
        return [Hit(key, round(min(score, 1.0), 3)) for key, score in ranked[:limit]]

    def _weights(self, tokens: Sequence[str]) -> list[tuple[float, set[str], set[str]]]:
        """Return for each token its weight (rarer counts more), the ids it is of, and those it is near to."""
        (rows,) = self._database.execute("SELECT count(*) FROM statistic").fetchone()
        found = []
        for token in tokens:
            own, kin = self._holding("words", token), self._holding("kin", token)
            found.append((log(1 + (rows + 1) / (len(own | kin) + 1)), own, kin))
        return found

    def _holding(self, column: str, token: str) -> set[str]:
        # A token is quoted, so that nothing typed is read as FTS5 syntax.
        query = f'{column} : "{token}"'
        return {str(key) for (key,) in self._database.execute(MATCHING, (query,))}

    def _known(self, token: str) -> str:
        if self._database.execute(f"{MATCHING} LIMIT 1", (f'"{token}"',)).fetchone():
            return token
        from rapidfuzz import fuzz, process

        vocabulary = [word for (word,) in self._database.execute("SELECT word FROM vocabulary")]
        best = process.extractOne(token, vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_SCORE)
        return str(best[0]) if best else token


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def _key(value: Decimal) -> str:
    """Spell equal values alike: 58, 58.0 and 58.00."""
    return format(value.normalize(), "f")
