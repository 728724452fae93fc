"""What every home of a graph can do, whether it is a directory here or a server elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from pyoxigraph import Literal, NamedNode, Quad, Store

from claimgraph import vocabulary as v
from claimgraph.errors import StoreError
from claimgraph.store.results import Result
from claimgraph.store.texts import Texts

if TYPE_CHECKING:
    from rdflib import Dataset


class GraphStore(ABC):
    """Keep the quads of one graph, and the texts that they quote."""

    path: Path
    """The directory of what stays on this machine: texts, the search index, fetched pages."""
    texts: Texts
    migrated: str | None = None
    """What was done on opening to a graph that an earlier version made, in words."""
    changeable = False
    """Whether single quads can go and come in one atomic step, by `change`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections; closing twice is no error."""

    @property
    @abstractmethod
    def size(self) -> int:
        """Return the number of quads."""

    @abstractmethod
    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs, sorted."""

    @abstractmethod
    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the word of RDF
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads with these terms; None stands for any."""
        for quad in self.quads(graph):
            if (
                subject in (None, quad.subject)
                and predicate in (None, quad.predicate)
                and object in (None, quad.object)
            ):
                yield quad

    def holds(self, quad: Quad) -> bool:
        """Tell whether a quad is in the store."""
        graph = quad.graph_name
        return isinstance(graph, NamedNode) and quad in self.quads(graph)

    @abstractmethod
    def write(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> bool:
        """Replace whole graphs; return whether anything changed.

        A graph with no quads is removed. Texts are put before the graph that names them is written.
        Raises StoreError where a quad is of another graph, or the store refuses.
        """

    @abstractmethod
    def load(self, quads: Iterable[Quad]) -> None:
        """Fill an empty store as fast as it can be done; raises StoreError where it holds something."""

    @abstractmethod
    def query(self, sparql: str, parameters: Mapping[str, NamedNode | Literal] | None = None) -> Result:
        """Answer a SPARQL query over the union of all graphs, or those it names by FROM.

        The prefixes of claimgraph are known. Parameters are bound to selected variables by name, never pasted
        into the text.
        Raises QueryError where the query is malformed, an update, or would call another server.
        """

    @abstractmethod
    def _oxigraph(self) -> Store:
        """Return the quads as Oxigraph holds them: the store itself, or a copy as of now."""

    def dataset(self) -> Dataset:
        """Return an rdflib Dataset whose queries see the union of all graphs; of a remote graph, a copy.

        rdflib would read a file that `FROM <file:…>` names: this is switched off for the whole process. Its
        queries are the caller's own: unlike `query`, it does not refuse SERVICE.
        """
        import rdflib.plugins.sparql
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
        dataset = Dataset(store=OxigraphStore(store=self._oxigraph()), default_union=True)
        for prefix, namespace in v.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def article_graphs(self) -> tuple[NamedNode, ...]:
        """Return the names of the graphs that hold an article each, sorted."""
        return tuple(name for name in self.graphs() if name.value.startswith(v.ARTICLE_GRAPH))

    def remove(self, *graphs: NamedNode) -> bool:
        """Remove graphs; return whether there was anything to remove."""
        return self.write(dict.fromkeys(graphs, ()))

    def unused_texts(self, among: Iterable[str] | None = None) -> list[str]:
        """Return the hashes of the texts that no graph names, among some or all."""
        named = {
            quad.object.value
            for name in self.article_graphs()
            for quad in self.quads(name)
            if quad.predicate == v.SHA256 and isinstance(quad.object, Literal)
        }
        return [sha256 for sha256 in (self.texts if among is None else among) if sha256 not in named]

    def change(self, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Take quads out and put others in, in one atomic step, where the store is changeable."""
        raise StoreError("single quads of this store cannot be changed: write its graphs")

    def sweep_texts(self, among: Iterable[str] | None = None) -> int:
        """Take away the texts that no graph names any more, among some hashes or all; return how many."""
        unused = self.unused_texts(among)
        for sha256 in unused:
            self.texts.remove(sha256)
        return len(unused)

    def export(self, form: str, output: BinaryIO) -> None:
        """Write everything in one of the forms of `claimgraph.store.export`."""
        from claimgraph.store.export import export

        export(self.quads(), form, output)

    def validate(self) -> list[dict[str, str]]:
        """Return what is wrong with the graph, a row a violation; see `claimgraph.store.validation`."""
        from claimgraph.store.validation import validate

        return [asdict(violation) for violation in validate(self)]
