"""Whether the files of a graph are sound, and the mending of what can be mended without its articles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from claimgraph import vocabulary as v
from claimgraph.errors import StoreError
from claimgraph.store.graph_store import GraphStore


@dataclass(frozen=True)
class Finding:
    """Hold one thing that is not as it should be."""

    what: str  # in one sentence, with the cure
    mended: bool


def examine(store: GraphStore, mend: bool = False) -> list[Finding]:
    """Return what is wrong with the files of a graph; what `mend` can mend is mended.

    Left behind by a process that was killed: texts that no article names, unfinished files, copies. Not to be
    mended here: a text that is missing or was changed.
    """
    found = [*_texts(store), *_unused(store, mend), *_leftovers(store.path, mend)]
    return sorted(found, key=lambda finding: (finding.mended, finding.what))


def _texts(store: GraphStore) -> Iterator[Finding]:
    for name in store.article_graphs():
        for quad in store.quads(name):
            if quad.predicate == v.SHA256 and isinstance(quad.object, Literal):
                try:
                    store.texts.get(quad.object.value)
                except StoreError as error:
                    yield Finding(f"{name.value.removeprefix(v.GRAPH)}: {error}", mended=False)


def _unused(store: GraphStore, mend: bool) -> Iterator[Finding]:
    unused = store.unused_texts()
    if unused and mend:
        store.sweep_texts()
    if unused:
        yield Finding(
            f"{len(unused)} texts belong to no article: `claimgraph doctor --mend` removes them", mend
        )


def _leftovers(path: Path, mend: bool) -> Iterator[Finding]:
    copies = path / "copies"
    left = [file for file in path.glob("texts/.new-*") if file.is_file()]
    left += [copy for copy in copies.glob("*-*") if not is_running(copy.name.partition("-")[0])]
    for file in left:
        if mend and file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        elif mend:
            file.unlink(missing_ok=True)
    if left:
        words = f"{len(left)} files were left behind by a process that ended"
        yield Finding(f"{words}: `claimgraph doctor --mend` removes them", mend)


def is_running(process: str) -> bool:
    """Tell whether there is a process with this number."""
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True
