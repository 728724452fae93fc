"""The embedded store: Oxigraph on disk, and the texts beside it.

Named graphs are replaced whole, any number of them in one atomic step; queries see the union of all. One
process at a time has the store open.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Variable

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError, StoreError
from claimgraph.store import migration
from claimgraph.store.graph_store import GraphStore
from claimgraph.store.guard import names_graphs, refuse_service
from claimgraph.store.results import Result
from claimgraph.store.texts import Texts


class EmbeddedStore(GraphStore):
    """Keep the quads and the texts of one graph in a directory."""

    changeable = True

    def __init__(self, path: Path) -> None:
        """Open or make the directory; see `open_store`."""
        self.path = path
        self.texts = Texts(path / "texts")
        self._loading = path / "loading"
        try:
            path.mkdir(parents=True, exist_ok=True)
            found = self._found_format()
            self._open: Store | None = Store(str(path / "store"))
            (path / "holder").write_text(f"{os.getpid()}\n", encoding="ascii")
        except OSError as error:
            raise self._explain(error) from error
        if self._loading.exists():  # the bulk loader was interrupted: what it left is not the whole
            self._store.clear()
            self._loading.unlink()
        if found != v.VERSION:
            self.migrated = migration.migrate(self, found, path)
            self._note_format()

    def close(self) -> None:
        """Let other processes open the graph; closing twice is no error."""
        if self._open is not None:
            self._open = None
            with contextlib.suppress(OSError):
                (self.path / "holder").unlink(missing_ok=True)

    @property
    def size(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs, sorted."""
        names = (name for name in self._store.named_graphs() if isinstance(name, NamedNode))
        return tuple(sorted(names, key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""
        return iter(self._store.quads_for_pattern(None, None, None, graph))

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the word of RDF
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads with these terms; None stands for any."""
        return iter(self._store.quads_for_pattern(subject, predicate, object, graph))

    def holds(self, quad: Quad) -> bool:
        """Tell whether a quad is in the store."""
        return quad in self._store

    def change(self, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Take quads out and put others in, in one atomic step; raises StoreError where the disk refuses.

        A graph of which nothing is left is removed with its name.
        """
        gone, new = list(gone), list(new)
        kept = {quad.graph_name for quad in new}
        emptied = []
        for graph in {quad.graph_name for quad in gone} - kept:
            left = {quad for quad in gone if quad.graph_name == graph}
            if isinstance(graph, NamedNode) and all(quad in left for quad in self.quads(graph)):
                emptied.append(graph)
        gone = [quad for quad in gone if quad.graph_name not in emptied]
        if gone or new or emptied:
            self._update(gone, new, emptied)

    def write(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> bool:
        """Replace whole graphs, all in one atomic step; return whether anything changed.

        A graph with no quads is removed. Texts are put before the graph that names them is written.
        Raises StoreError where a quad is of another graph, or the disk refuses.
        """
        if not self.size:
            self.load(quad for name, quads in graphs.items() for quad in _of(name, quads))
            return bool(self.size)
        gone: list[Quad] = []
        new: list[Quad] = []
        emptied: list[NamedNode] = []
        for name, quads in graphs.items():
            before, after = set(self.quads(name)), set(_of(name, quads))
            if after:
                gone += before - after
                new += after - before
            elif before:
                emptied.append(name)
        if gone or new or emptied:
            self._update(gone, new, emptied)
        return bool(gone or new or emptied)

    def load(self, quads: Iterable[Quad]) -> None:
        """Fill an empty store by the bulk loader; a load that fails or is interrupted leaves it empty.

        Raises StoreError where the store holds something, or the disk refuses.
        """
        if self.size:
            raise StoreError(f"the graph at {self.path} is not empty: load into a new one")
        try:
            self._loading.touch()
            try:
                self._store.bulk_extend(quads)
                self._store.flush()
            except BaseException:
                self._store.clear()
                raise
            finally:
                self._loading.unlink()
        except OSError as error:
            raise self._explain(error) from error

    def snapshot(self, folder: Path) -> None:
        """Put a consistent copy of the quads into a folder that is not there yet; hard links where it can.

        Raises StoreError where the disk refuses.
        """
        try:
            self._store.backup(str(folder))
        except OSError as error:
            raise self._explain(error) from error

    def unused_texts(self, among: Iterable[str] | None = None) -> list[str]:
        """Return the hashes of the texts that no graph names, among some or all."""
        hashes = self.texts if among is None else among
        return [sha256 for sha256 in hashes if not any(self.match(None, v.SHA256, Literal(sha256)))]

    def query(self, sparql: str, parameters: Mapping[str, NamedNode | Literal] | None = None) -> Result:
        """Answer a SPARQL query over the union of all graphs, or those it names by FROM.

        The prefixes of claimgraph are known. Parameters are bound to selected variables by name, never pasted
        into the text.
        Raises QueryError where the query is malformed, an update, or would call another server.
        """
        refuse_service(sparql)
        try:
            raw = self._store.query(
                sparql,
                prefixes=dict(v.PREFIXES),
                use_default_graph_as_union=not names_graphs(sparql),
                substitutions={Variable(name): term for name, term in (parameters or {}).items()},
            )
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {error}") from error
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error
        return Result(raw)

    def _oxigraph(self) -> Store:
        return self._store

    @property
    def _store(self) -> Store:
        if self._open is None:
            raise StoreError(f"the graph at {self.path} is closed: open it again")
        return self._open

    def _update(self, gone: Iterable[Quad], new: Iterable[Quad], emptied: Iterable[NamedNode]) -> None:
        steps = [f"DROP GRAPH {name}" for name in emptied] + [
            f"{verb} DATA {{ {_patterns(quads)} }}"
            for verb, quads in (("DELETE", gone), ("INSERT", new))
            if quads
        ]
        try:
            self._store.update(" ; ".join(steps))
            self._store.flush()
        except OSError as error:
            raise self._explain(error) from error

    def _found_format(self) -> str:
        """Return the format that the directory names; a new one gets today's. Raise where it is not known."""
        file = self.path / "format"
        if not file.exists():
            self._note_format()
        found = file.read_text(encoding="utf-8", errors="replace").strip()
        migration.check(found, self.path)
        return found

    def _note_format(self) -> None:
        """Write today's format down, whole or not at all."""
        part = self.path / "format.new"
        part.write_text(v.VERSION + "\n", encoding="ascii")
        part.replace(self.path / "format")

    def _explain(self, error: OSError) -> StoreError:
        if "lock" not in str(error).lower():
            return StoreError(f"the graph at {self.path} cannot be opened or written: {error}")
        try:
            holder = (self.path / "holder").read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            holder = ""
        if holder == str(os.getpid()):
            return StoreError(f"the graph at {self.path} is open in this process already: close it first")
        who = f"process {holder}" if holder.isdigit() else "another process"
        return StoreError(f"{who} has the graph at {self.path} open: wait until it is done, or end it")


def _of(graph: NamedNode, quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if quad.graph_name != graph:
            raise StoreError(f"{quad} is not of the graph {graph}: write each graph by its name")
        yield quad


def _patterns(quads: Iterable[Quad]) -> str:
    by_graph: dict[NamedNode, list[str]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph) or not isinstance(quad.graph_name, NamedNode):
            raise StoreError(f"{quad} is in no named graph: the default graph stays empty")
        by_graph.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
    return " ".join(f"GRAPH {name} {{ {' '.join(triples)} }}" for name, triples in by_graph.items())
