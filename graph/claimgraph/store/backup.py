"""A graph in one archive: its quads as N-Quads, its texts, and what a person keeps beside them."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from pyoxigraph import Quad, RdfFormat, parse

from claimgraph import vocabulary as v
from claimgraph.errors import StoreError
from claimgraph.store import migration
from claimgraph.store.graph_store import GraphStore

QUADS = "graph.nq"
FORMAT = "format"
"""The version of the graph; an archive without it is of the first."""

BESIDE = ("studies.toml", "groups.ttl", "design-effect")
"""Files of a person's own, and what a person set, beside the store."""

_TEXT = re.compile(r"texts/([0-9a-f]{64})\.txt")
_PAGE = re.compile(r"pages/[\w.-]+")


def backup(store: GraphStore, file: Path) -> int:
    """Write a graph into one archive, whole or not at all; return the number of quads.

    Raises StoreError where the file cannot be written or a text of the graph is missing.
    """
    count = 0
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as output:
                with tarfile.open(fileobj=output, mode="w:gz", compresslevel=6) as archive:
                    _add(archive, FORMAT, io.BytesIO(f"{v.VERSION}\n".encode()))
                    with tempfile.TemporaryFile(dir=file.parent) as lines:
                        for quad in store.quads():
                            lines.write(f"{quad} .\n".encode())
                            count += 1
                        _add(archive, QUADS, lines)
                    for sha256 in store.texts:
                        text = store.texts.get(sha256).encode("utf-8", "surrogatepass")
                        _add(archive, f"texts/{sha256}.txt", io.BytesIO(text))
                    for path in _beside(store.path):
                        with path.open("rb") as opened:
                            _add(archive, path.relative_to(store.path).as_posix(), opened)
                output.flush()
                os.fsync(output.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror or error}") from error
    return count


def restore(file: Path, store: GraphStore) -> int:
    """Fill an empty store from an archive; return the number of quads.

    Nothing but what `backup` writes is taken from it. Raises StoreError where the store is not empty, or the
    archive is damaged or none of ours; texts come first, so that a restore that fails can be done again.
    """
    if store.graphs():
        raise StoreError(f"the graph at {store.path} is not empty: restore into a new one")
    try:
        with tarfile.open(file, "r:gz") as archive:
            members = {member.name: member for member in archive if member.isreg()}
            if QUADS not in members:
                raise StoreError(f"{file} is no backup of claimgraph: it holds no {QUADS}")
            version = migration.FIRST
            if FORMAT in members:
                version = _read(archive, members[FORMAT]).decode("utf-8", "replace").strip()
            migration.check(version, file)
            for name, member in members.items():
                if text := _TEXT.fullmatch(name):
                    data = _read(archive, member)
                    if hashlib.sha256(data).hexdigest() != text[1]:
                        raise StoreError(f"{file} is damaged: the text {text[1][:12]}… is not what it was")
                    store.texts.put(data.decode("utf-8", "surrogatepass"))
                elif _PAGE.fullmatch(name) or name in BESIDE:
                    path = store.path / PurePosixPath(name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(_read(archive, member))
            lines = archive.extractfile(members[QUADS])
            assert lines is not None  # noqa: S101 - it is a regular file
            count = 0

            def counted() -> Iterator[Quad]:
                nonlocal count
                for quad in parse(lines, RdfFormat.N_QUADS):
                    count += 1
                    yield quad

            store.load(counted())
            migration.migrate(store, version, store.path)
    except (OSError, EOFError, tarfile.TarError, SyntaxError, UnicodeError) as error:
        raise StoreError(f"{file} cannot be restored: {error}") from error
    return count


def _add(archive: tarfile.TarFile, name: str, data: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = data.seek(0, os.SEEK_END)
    data.seek(0)
    archive.addfile(entry, data)


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    return opened.read() if opened else b""


def _beside(path: Path) -> Iterator[Path]:
    for name in BESIDE:
        if (path / name).is_file():
            yield path / name
    if (path / "pages").is_dir():
        yield from sorted(
            file for file in (path / "pages").iterdir() if _PAGE.fullmatch(f"pages/{file.name}")
        )
