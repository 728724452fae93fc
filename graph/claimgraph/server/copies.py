"""Copies of a graph as of now, for readers: the live files belong to the one process that has them open.

A copy is made of hard links where the file system has them: it takes no time and no room.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

from claimgraph.errors import StoreError
from claimgraph.store import open_embedded
from claimgraph.store.health import is_running

WAIT = 10.0
"""Seconds to wait for a process that has the graph open."""


class Copies:
    """Make copies of the graph in a directory, and take those away that nobody reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path / "copies"
        self._made = 0
        self._state: object = None

    def take(self, wait: float = WAIT) -> Path:
        """Return a new copy: a directory with `queries`, for many readers, and `page`, a graph of its own.

        Raises StoreError where another process has the graph open for longer than `wait` seconds.
        """
        until = time.monotonic() + wait
        while True:
            try:
                return self._take()
            except StoreError:
                if time.monotonic() >= until or not (self.path / "store").is_dir():
                    raise
                time.sleep(0.1)

    @property
    def changed(self) -> bool:
        """Tell whether somebody wrote to the graph since the last copy was made."""
        return self._state is not None and self._look() != self._state

    def prune(self, used: set[Path]) -> None:
        """Take away copies that are not used, and those of servers that are gone."""
        if self._folder.is_dir():
            for copy in self._folder.iterdir():
                owner = copy.name.partition("-")[0]
                if copy not in used and (owner == str(os.getpid()) or not is_running(owner)):
                    shutil.rmtree(copy, ignore_errors=True)

    def close(self) -> None:
        """Take all copies of this process away."""
        self.prune(set())
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _take(self) -> Path:
        with open_embedded(self.path, create=False) as store:
            self._made += 1
            copy = self._folder / f"{os.getpid()}-{self._made}"
            try:
                (copy / "page").mkdir(parents=True)
                store.snapshot(copy / "queries")
                store.snapshot(copy / "page" / "store")
                shutil.copy(self.path / "format", copy / "page" / "format")
                texts = self.path / "texts"
                texts.mkdir(exist_ok=True)
                (copy / "page" / "texts").symlink_to(texts.resolve(), target_is_directory=True)
            except OSError as error:
                raise StoreError(f"no copy of the graph can be made in {self._folder}: {error}") from error
        self._state = self._look()
        return copy

    def _look(self) -> object:
        """Return what a write changes: the names of the tables, and how much is written ahead of them."""
        tables, ahead = [], 0
        for file in (self.path / "store").iterdir():
            if file.suffix == ".sst":
                tables.append(file.name)
            elif file.suffix == ".log":
                with contextlib.suppress(OSError):
                    ahead += file.stat().st_size
        return sorted(tables), ahead
