"""RDF that `export` wrote, read back as records: whatever a file says, it has to make sound records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.errors import StoreError
from claimgraph.model import Corpus, Decision
from claimgraph.store import migration

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}


def read(path: Path, text_of: Callable[[str], str]) -> tuple[Corpus, tuple[Decision, ...]]:
    """Return the corpus and the decisions of a file in TriG, N-Quads or JSON-LD, by the ending of its name.

    `text_of` gives the text with a hash: RDF holds quotes, not texts. Nothing is fetched: a JSON-LD context
    that is elsewhere is an error. Raises StoreError where the file cannot be read or a later version wrote
    it, ConversionError or RecordError where it holds what is no record or contradicts its text.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise StoreError(f"{path}: what can be imported ends in {', '.join(FORMATS)}; Turtle has no graphs")
    file = Graphs()
    try:
        for quad in parse(path=str(path), format=form):
            if not isinstance(quad.graph_name, NamedNode) or not quad.graph_name.value.startswith(v.GRAPH):
                raise StoreError(f"{path} holds the graph {quad.graph_name}, which is none of claimgraph's")
            file.held[quad.graph_name] += _reified(quad)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path} cannot be imported: {error}") from error
    migration.migrate(file, rdf.read_version(file.quads(v.ENTITIES)) or migration.FIRST, path)
    graphs = file.held
    articles = [quads for name, quads in graphs.items() if name.value.startswith(v.ARTICLE_GRAPH)]
    for quads in articles:
        for quad in quads:
            if quad.predicate == v.SHA256 and isinstance(quad.object, Literal):
                text_of(quad.object.value)  # a missing text is told before anything is made of the rest
    corpus = rdf.read_corpus(articles, graphs[v.ENTITIES], graphs[v.LINKS], text_of)
    return corpus, rdf.read_decisions(graphs[v.DECISIONS])


class Graphs:
    """Hold the graphs of a file."""

    def __init__(self) -> None:
        self.held: defaultdict[NamedNode, list[Quad]] = defaultdict(list)

    def graphs(self) -> Iterable[NamedNode]:
        """Return their names."""
        return self.held

    def quads(self, graph: NamedNode) -> list[Quad]:
        """Return the quads of one graph."""
        return self.held.get(graph, [])

    def write(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> bool:
        """Replace whole graphs."""
        self.held.update({name: list(quads) for name, quads in graphs.items()})
        return bool(graphs)


def _reified(quad: Quad) -> list[Quad]:
    """Return a reifier of RDF 1.2 as the three triples that RDF 1.1 has for it."""
    if not isinstance(quad.object, Triple):
        return [quad]
    parts = zip((v.SUBJECT, v.PREDICATE, v.OBJECT), quad.object, strict=True)
    return [Quad(quad.subject, name, term, quad.graph_name) for name, term in parts]
