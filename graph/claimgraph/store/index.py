"""An index beside a graph: a file of SQLite that is made from the records and can be thrown away any time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self


class Index:
    """Keep something of a graph at hand, and know of which state of the graph it is."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the index in a file, or in memory where no path is given."""
        self._path = path
        self._database = sqlite3.connect(path or ":memory:")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def stamp(self) -> str | None:
        """Return what the index was last told of the state of the graph, or None for no usable index."""
        try:
            found = self._database.execute("SELECT stamp FROM state").fetchone()
        except sqlite3.DatabaseError:
            return None
        return str(found[0]) if found else None

    def _begin(self) -> sqlite3.Connection:
        """Return the database to be filled anew; a file that is no index is replaced by one."""
        if self._path is not None and self.stamp is None:
            self.close()
            self._path.unlink(missing_ok=True)
            self._database = sqlite3.connect(self._path)
        return self._database
