"""What a change makes other in the store: the quads of one derivation of a part that the other has not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.derivation.whole import Derived
from claimgraph.store import GraphStore, records

R = TypeVar("R")

SHARED = (v.ENTITIES, v.RUNS)
"""The graphs whose nodes other articles may name as well."""


@dataclass(frozen=True)
class Difference:
    """Hold what goes and what comes, quad by quad."""

    gone: frozenset[Quad]
    new: frozenset[Quad]
    kept: frozenset[str] = frozenset()  # ids that the part does not hold any more, and other articles do
    forgotten: frozenset[str] = frozenset()  # hashes of texts that the part does not name any more

    @classmethod
    def between(cls, before: Derived, after: Derived, store: GraphStore) -> Difference | None:
        """Return what turns the one into the other in a store that holds more than them.

        None where the store does not hold what `before` says it does: then the part was not what it seemed.
        """
        was, now = set(_quads(before, after)), set(_quads(after, before))
        gone, new = was - now, now - was
        told = _still_told(gone, {(q.subject, q.graph_name) for q in now}, store)
        gone -= told
        if not all(store.holds(quad) for quad in gone):
            return None
        if _dangling(gone, store):
            return None
        kept = frozenset(v.key(q.subject) for q in told if isinstance(q.subject, NamedNode))
        texts = {one.article.sha256 for one in before.corpus.extractions}
        texts -= {one.article.sha256 for one in after.corpus.extractions}
        return cls(frozenset(gone), frozenset(new), kept, frozenset(texts))


def _quads(derived: Derived, other: Derived) -> Iterator[Quad]:
    """Yield the quads of a derivation, as far as they may differ from those of another one."""
    corpus = derived.corpus
    told = {one.article.id: one for one in other.corpus.extractions}
    for extraction in corpus.extractions:
        yield from rdf.run_quads(extraction)
        beside = told.get(extraction.article.id)
        if beside != extraction or records.placed(beside, other.corpus) != records.placed(extraction, corpus):
            yield from rdf.article_quads(extraction, corpus)
    yield from rdf.entity_quads(
        replace(
            corpus,
            groups=_apart(corpus.groups, other.corpus.groups),
            measures=_apart(corpus.measures, other.corpus.measures),
        )
    )
    yield from rdf.link_quads(replace(corpus, links=_apart(corpus.links, other.corpus.links)))
    yield from rdf.derived_quads(corpus, _apart(derived.comparisons, other.comparisons))


def _apart(records: Iterable[R], others: Iterable[R]) -> tuple[R, ...]:
    """Return the records that are not among the others."""
    known = set(others)
    return tuple(record for record in records if record not in known)


def _still_told(gone: Iterable[Quad], described: Collection[object], store: GraphStore) -> set[Quad]:
    """Return those of the quads that go whose nodes articles beside the part name as well.

    `described`: node and graph of what is told of from now on; of these only what is said of them changes.
    """
    quads = set(gone)
    while True:
        leaving = {q.subject for q in quads if q.graph_name in SHARED} - {
            q.subject for q in quads if (q.subject, q.graph_name) in described
        }
        nodes = {subject for subject in leaving if isinstance(subject, NamedNode)}
        named = {node for node in nodes if any(q not in quads for q in store.match(None, None, node))}
        kept = {
            q for q in quads if q.subject in named and (q.graph_name in SHARED or q.predicate == v.CANONICAL)
        }
        if not kept:
            return set(gone) - quads
        quads -= kept


def _dangling(gone: set[Quad], store: GraphStore) -> bool:
    """Tell whether a link or a comparison that stays names something that goes."""
    leaving = {q.subject for q in gone if q.predicate == v.TYPE}
    return any(
        quad not in gone
        for subject in leaving
        if isinstance(subject, NamedNode)
        for graph in (v.LINKS, v.DERIVED)
        for quad in store.match(None, None, subject, graph)
    )
