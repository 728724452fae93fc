"""A corpus and its comparisons, written to a store and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.model import Comparison, Corpus, Decision, Extraction
from claimgraph.store.graph_store import GraphStore

P = ParamSpec("P")


def write(
    store: GraphStore,
    corpus: Corpus,
    comparisons: Iterable[Comparison],
    decisions: Iterable[Decision] | None = None,
    before: Corpus | None = None,
) -> bool:
    """Make the store hold this corpus and no other, in one atomic step; return whether anything changed.

    Decisions are left as they are where none are given. `before`: the corpus that the store holds, as it was
    read from it: articles that are told as before are left alone. Texts are kept before the graphs that name
    them, and taken away after no graph names them any more.
    """
    graphs: dict[NamedNode, Iterable[Quad]] = dict.fromkeys(store.article_graphs(), ())
    held = {e.article.id: e for e in before.extractions} if before is not None else {}
    for extraction in corpus.extractions:
        name, known = v.article_graph(extraction.article.id), held.get(extraction.article.id)
        if before is not None and known == extraction and placed(known, before) == placed(known, corpus):
            graphs.pop(name, None)
            continue
        store.texts.put(extraction.article.text)
        graphs[name] = _when_asked(rdf.article_quads, extraction, corpus)
    graphs[v.ENTITIES] = _when_asked(rdf.entity_quads, corpus)
    graphs[v.LINKS] = _when_asked(rdf.link_quads, corpus)
    graphs[v.DERIVED] = rdf.derived_quads(corpus, comparisons)
    graphs[v.RUNS] = (quad for extraction in corpus.extractions for quad in rdf.run_quads(extraction))
    if decisions is not None:
        graphs[v.DECISIONS] = rdf.decision_quads(decisions)
    changed = store.write(graphs)
    if changed:
        store.sweep_texts()
    return changed


def _when_asked(quads: Callable[P, Iterable[Quad]], *args: P.args, **kwargs: P.kwargs) -> Iterator[Quad]:
    """Yield quads that are made when the first is asked for, so that never those of all graphs are held."""
    yield from quads(*args, **kwargs)


def placed(extraction: Extraction, corpus: Corpus) -> list[tuple[str | None, str | None]]:
    """Return the group and the measure that each record of an article was told of."""
    ids = [*(s.id for s in extraction.statistics), *(claim.id for claim in extraction.claims)]
    return [(corpus.group_of.get(key), corpus.measure_of.get(key)) for key in ids]


def read_corpus(store: GraphStore) -> Corpus:
    """Return the corpus that a store holds."""
    return rdf.read_corpus(
        [store.quads(name) for name in store.article_graphs()],
        store.quads(v.ENTITIES),
        store.quads(v.LINKS),
        store.texts.get,
    )


def read_article(store: GraphStore, article: str) -> Extraction | None:
    """Return what an article tells, by the article's id, or None where the store does not hold it."""
    quads = list(store.quads(v.article_graph(article)))
    return rdf.read_extraction(quads, store.texts.get) if quads else None


class Held:
    """Look up what a store holds of single articles."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._read: dict[str, Extraction | None] = {}

    def get(self, article: str) -> Extraction | None:
        """Return what the article with this id tells, or None."""
        if article not in self._read:
            self._read[article] = read_article(self._store, article) if article else None
        return self._read[article]

    def at(self, path: str) -> Extraction | None:
        """Return what the article at this path tells, or None."""
        try:
            path.encode()
        except UnicodeEncodeError:  # bytes of the command line that are not UTF-8: no article has such a path
            return None
        for quad in self._store.match(None, v.PATH, Literal(path)):
            if isinstance(quad.subject, NamedNode):
                return self.get(v.key(quad.subject))
        return None


def read_comparisons(store: GraphStore) -> tuple[Comparison, ...]:
    """Return the comparisons that a store holds."""
    return rdf.read_comparisons(store.quads(v.DERIVED))


def read_decisions(store: GraphStore) -> tuple[Decision, ...]:
    """Return what people decided, by date."""
    return rdf.read_decisions(store.quads(v.DECISIONS))
