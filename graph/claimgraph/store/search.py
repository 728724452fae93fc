"""The search index: words and exact values of statistics, in SQLite's FTS5."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from math import log

from claimgraph.store import phrases
from claimgraph.store.index import Index

TYPO_SCORE = 75.0
"""How alike, in percent, a word that no row holds must be to one that some row holds."""

KIN = 0.6
"""What a word counts that stands in the sentence or the study, and not in group or statement."""

INDEX = "search.sqlite"
"""The index's name in the directory of a graph."""

GENERATION = "generation"
"""The name of the file that holds what changes with every write of the graph."""

FINALISTS = 300
"""How many rows that meet a phrase are looked at closely, at least as many as are asked for."""

COMMON = 0.3
"""Share of rows from which on a word is in too many to be looked for; it still counts."""

_STEMMED = "tokenize = 'porter unicode61'"
_HOLDING = "SELECT rowid FROM statistic WHERE statistic MATCH ?"
_COLUMN = {"group": "grp", "study": "study", "article": "article", "year": "year"}
_FIELDS = ("words", "kin", "value", "grp", "study", "article", "year")
_INTO_STATISTIC = f"INSERT INTO statistic (rowid, {', '.join(_FIELDS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608

_OUT_OF_STATISTIC = _INTO_STATISTIC.replace("(rowid", "(statistic, rowid").replace(
    "VALUES (", "VALUES ('delete', "
)
_BY_ID = "SELECT number, words, kin, fields FROM row WHERE id = ?"
_COUNTED = "INSERT INTO vocabulary VALUES (?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows"


@dataclass(frozen=True)
class Row:
    """Hold what can be searched of one statistic."""

    id: str
    value: Decimal
    words: str  # of the statistic itself: group, statement, year
    kin: str = ""  # of what it hangs on: the sentence, the article, the study, other names of the group
    group: str = ""  # its names
    study: str = ""  # its names and organisations
    article: str = ""  # title, publisher, author
    year: str = ""
    shown: str = ""  # what a list of results shows, kept as it is given
    after: bool = False  # comes after others with the same score


@dataclass(frozen=True)
class Hit:
    """Hold one result: the id and how much of what was asked for it has, 0 to 1."""

    id: str
    score: float
    shown: str = ""


class SearchIndex(Index):
    """Find statistics by words and values."""

    def rebuild(self, rows: Iterable[Row], stamp: str) -> None:
        """Replace everything by these rows."""
        with self._begin() as database:
            database.executescript(
                "DROP TABLE IF EXISTS state; DROP TABLE IF EXISTS statistic; DROP TABLE IF EXISTS vocabulary;"
                "DROP TABLE IF EXISTS row;"
                "CREATE TABLE state (stamp TEXT, rows INTEGER);"
                "CREATE TABLE row (number INTEGER PRIMARY KEY, id TEXT, words TEXT, kin TEXT, shown TEXT,"
                " after INTEGER, fields TEXT);"
                f"CREATE VIRTUAL TABLE statistic USING fts5({', '.join(_FIELDS)}, content = '', {_STEMMED});"
                "CREATE TABLE vocabulary (word TEXT PRIMARY KEY, rows INTEGER) WITHOUT ROWID;"
            )
            vocabulary: Counter[str] = Counter()
            number = 0
            for number, row in enumerate(rows, 1):
                self._put(number, row)
                vocabulary.update(_words_of(row.words, row.kin))
            database.executemany("INSERT INTO vocabulary VALUES (?, ?)", sorted(vocabulary.items()))
            database.execute("CREATE INDEX by_id ON row (id)")
            database.execute("INSERT INTO state VALUES (?, ?)", (stamp, number))

    def update(self, gone: Iterable[str], new: Iterable[Row], stamp: str) -> None:
        """Take the rows of statistics away, by their ids, and put others in."""
        with self._database as database:
            vocabulary: Counter[str] = Counter()
            for key in gone:
                for number, words, kin, fields in database.execute(_BY_ID, (key,)).fetchall():
                    # An FTS5 table that keeps no content is told what it forgets.
                    database.execute(_OUT_OF_STATISTIC, (number, *json.loads(fields)))
                    database.execute("DELETE FROM row WHERE number = ?", (number,))
                    vocabulary.subtract(_words_of(words, kin))
            (last,) = database.execute("SELECT COALESCE(MAX(number), 0) FROM row").fetchone()
            for number, row in enumerate(new, last + 1):
                self._put(number, row)
                vocabulary.update(_words_of(row.words, row.kin))
            database.executemany(_COUNTED, [(word, rows) for word, rows in vocabulary.items() if rows])
            database.execute("DELETE FROM vocabulary WHERE rows <= 0")
            database.execute("UPDATE state SET stamp = ?, rows = (SELECT COUNT(*) FROM row)", (stamp,))

    def _put(self, number: int, row: Row) -> None:
        fields = (row.words, row.kin, _key(row.value), row.group, row.study, row.article, row.year)
        self._database.execute(_INTO_STATISTIC, (number, *fields))
        kept = (number, row.id, row.words, row.kin, row.shown, row.after, json.dumps(fields))
        self._database.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)", kept)

    def ask(self, phrase: str, limit: int = 20) -> list[Hit]:
        """Return the best hits for what a person typed: words, values and filters in one phrase."""
        asked = phrases.read(phrase)
        filters = {"group": asked.group, "study": asked.study, "article": asked.article, "year": asked.year}
        return self.find(asked.words, asked.values, limit, filters)

    def find(
        self,
        words: str,
        values: Sequence[Decimal] = (),
        limit: int = 20,
        filters: Mapping[str, str] | None = None,
    ) -> list[Hit]:
        """Return the best hits: an exact value counts as much as all words together; typos are forgiven.

        `filters`: words that group, study, article or year must have. A value that no row has, with the
        filters, leaves the words.
        """
        tokens = [self._known(token) for token in dict.fromkeys(_tokens(words))]
        must = [
            f'{_COLUMN[name]} : "{token}"'
            for name, text in (filters or {}).items()
            for token in _tokens(text)
            if name in _COLUMN
        ]
        wanted = " OR ".join(f'value : "{_key(value)}"' for value in values)
        exact = bool(wanted) and bool(self._matching([*must, f"({wanted})"], 1))
        if exact:
            must.append(f"({wanted})")
        numbers = self._finalists(tokens, must, max(FINALISTS, limit))
        return self._ranked(numbers, tokens, exact, bool(values))[:limit]

    def _finalists(self, tokens: Sequence[tuple[str, int]], must: Sequence[str], most: int) -> list[int]:
        """Return the numbers of rows that have all that they must, and of the words the rarest at least."""
        rare = sorted(tokens, key=lambda token: token[1])
        (rows,) = self._database.execute("SELECT rows FROM state").fetchone()
        sought = [word for word, count in rare if count <= max(COMMON * rows, most)] or [
            w for w, _ in rare[:1]
        ]
        quoted = [f'{{words kin}} : "{word}"' for word in sought]
        found: dict[int, None] = {}
        for number in range(len(quoted), 0, -1):
            found |= dict.fromkeys(self._matching([*must, *quoted[:number]], most))
            if len(found) >= most:
                return list(found)
        if quoted:
            found |= dict.fromkeys(self._matching([*must, f"({' OR '.join(quoted)})"], most))
        if must:
            found |= dict.fromkeys(self._matching(must, most))
        return list(found)

    def _matching(self, parts: Sequence[str], most: int) -> list[int]:
        # Every token is quoted, so that nothing typed is read as FTS5 syntax.
        query = "SELECT rowid FROM statistic WHERE statistic MATCH ? LIMIT ?"
        return [number for (number,) in self._database.execute(query, (" AND ".join(parts), most))]

    def _ranked(
        self, numbers: Sequence[int], tokens: Sequence[tuple[str, int]], exact: bool, asked: bool
    ) -> list[Hit]:
        """Score rows by the words that they have; rarer words count more, a row's own more than its kin's."""
        (rows,) = self._database.execute("SELECT rows FROM state").fetchone()
        marks = ",".join("?" * len(numbers))
        query = f"SELECT id, words, kin, shown FROM row WHERE number IN ({marks}) ORDER BY after, id"  # noqa: S608 - question marks
        found = self._database.execute(query, list(numbers)).fetchall()
        weights = {token: log(1 + (rows + 1) / (count + 1)) for token, count in tokens}
        total = sum(weights.values())
        scores = [0.0] * len(found)
        with closing(
            sqlite3.connect(":memory:")
        ) as near:  # words are compared as the index has them, by stems
            near.execute(f"CREATE VIRTUAL TABLE statistic USING fts5(words, kin, {_STEMMED})")
            near.executemany(
                "INSERT INTO statistic (rowid, words, kin) VALUES (?, ?, ?)",
                [(place, words, kin) for place, (_, words, kin, _) in enumerate(found)],
            )
            for token, weight in weights.items():
                own, kin = (
                    {p for (p,) in near.execute(_HOLDING, (f'{column} : "{token}"',))}
                    for column in ("words", "kin")
                )
                for place in own | kin:
                    scores[place] += (1.0 if place in own else KIN) * weight / total
        share = (0.5 if total else 0.0) if exact else 0.5 if asked and total else 1.0 if total else 0.0
        sure = 1.0 - share if exact or not (total or asked) else 0.0  # filters alone are met wholly
        hits = [
            Hit(str(key), round(min(share * score + sure, 1.0), 3), str(shown))
            for score, (key, _, _, shown) in zip(scores, found, strict=True)
            if score > 0 or exact or not tokens
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _known(self, token: str) -> tuple[str, int]:
        """Return a word that rows have, the word itself or the most like it, and how many have it."""
        count = self._count(token)
        if not count:
            stemmed = self._matching([f'"{token}"'], FINALISTS)
            if stemmed:
                return token, len(stemmed)
            from rapidfuzz import fuzz, process

            vocabulary = [word for (word,) in self._database.execute("SELECT word FROM vocabulary")]
            best = process.extractOne(token, vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_SCORE)
            token = str(best[0]) if best else token
            count = self._count(token)
        return token, count

    def _count(self, word: str) -> int:
        found = self._database.execute("SELECT rows FROM vocabulary WHERE word = ?", (word,)).fetchone()
        return int(found[0]) if found else 0


def _words_of(words: str, kin: str) -> set[str]:
    return set(_tokens(f"{words} {kin}"))


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def _key(value: Decimal) -> str:
    """Spell equal values alike, as one word: 58, 58.0 and 58.00."""
    return "v" + format(value.normalize(), "f").replace(".", "p").replace("-", "m")
