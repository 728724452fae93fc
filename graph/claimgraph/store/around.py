"""What stands around one record, read from a store without the rest: enough to show it and to cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.model import SAMPLE, Comparison, Corpus
from claimgraph.store.graph_store import GraphStore
from claimgraph.store.surroundings import Surroundings

MANY = 200
"""Articles beyond which it is faster to read the whole graph than what stands around a record."""

Part = tuple[Corpus, tuple[Comparison, ...]]


def around(store: GraphStore, keys: Iterable[str]) -> Part | None:
    """Return the part of a graph in which records are shown as in the whole, by their ids.

    None for an id that nothing has, and where so much stands around a record that all may as well be read.
    """
    part = _Around(store)
    try:
        for key in keys:
            part.add(key)
    except LookupError:
        return None
    return part.read()


class _Around:
    """Collect the nodes that are to be read, by the graph in which they are described."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._near = Surroundings(store)
        self._whole: set[str] = set()  # articles that are read entirely
        self._told: defaultdict[str, set[NamedNode]] = defaultdict(set)  # article -> records that are read
        self._shared: set[str] = set()  # groups, measures and studies
        self._linked: set[NamedNode] = set()
        self._compared: set[NamedNode] = set()

    def add(self, key: str) -> None:
        """Add a record and what stands around it; raises LookupError where that is all of the graph."""
        if key.startswith("article-"):
            self._add_article(key)
        elif key.startswith("cmp-"):
            self._add_comparison(v.node(key))
        elif key.startswith(("stat-", "claim-")):
            self._add_record(key)
            for comparison in self._near.subjects(v.COMPARES, v.node(key), v.DERIVED):
                self._add_comparison(comparison)
        elif key.startswith("link-"):
            self._add_link(v.node(key))
        else:
            self._add_shared(key)

    def _add_article(self, key: str) -> None:
        if not any(self._store.quads(v.article_graph(key))):
            raise LookupError(key)
        self._whole.add(key)
        if len(self._whole) > MANY:
            raise LookupError(key)

    def _add_record(self, key: str) -> None:
        article = self._near.holding(key)
        if article is None:
            raise LookupError(key)
        self._told[article].add(v.node(key))

    def _add_comparison(self, node: NamedNode) -> None:
        if node in self._compared:
            return
        members = list(self._near.objects(node, v.COMPARES, v.DERIVED))
        if not members:
            raise LookupError(node.value)
        self._compared.add(node)
        for member in members:
            self._add_record(v.key(member).partition(SAMPLE)[0])  # a sample is shown with its study

    def _add_link(self, node: NamedNode) -> None:
        ends = [end for which in (v.SUBJECT, v.OBJECT) for end in self._near.objects(node, which)]
        if not ends:
            raise LookupError(node.value)
        self._linked.add(node)
        for end in ends:
            self._add_node(v.key(end))

    def _add_node(self, key: str) -> None:
        """Add a study, a group or a measure, whether an article or the register tells of it."""
        if (article := self._near.holding(key)) is not None:
            self._told[article].add(v.node(key))
        else:
            self._shared.add(key)

    def _add_shared(self, key: str) -> None:
        """Add a study, group or measure with all articles that tell it and all its links."""
        for one in self._near.one_with(key):
            node = v.node(one)
            self._add_node(one)
            tellers = {*self._near.telling(one), *self._near.describing(one), *self._near.counting(one)}
            tellers |= {
                article for change in self._near.changes(one) for article in self._near.telling(change)
            }
            for article in tellers:
                self._add_article(article)
            for end in (v.SUBJECT, v.OBJECT):
                for link in self._near.subjects(end, node):
                    self._add_link(link)
        if not (self._whole or any(self._store.match(v.node(key), None, None, v.ENTITIES))):
            raise LookupError(key)

    # Reading

    def read(self) -> Part:
        """Read what was collected, with the equals of every study, group and measure in it."""
        articles = {key: list(self._store.quads(v.article_graph(key))) for key in self._whole}
        for key, nodes in self._told.items():
            if key not in articles:
                articles[key] = self._described(nodes, v.article_graph(key))
        compared = self._described(self._compared, v.DERIVED)
        named = self._named([*articles.values(), compared])
        for study in {one for key in named for one in self._near.one_with(key)}:
            article = self._near.holding(study)
            if article is not None and article not in self._whole:
                self._told[article].add(v.node(study))
                articles[article] = self._described(self._told[article], v.article_graph(article))
            elif article is None:
                named.add(study)
        named |= self._shared
        links = [
            quad
            for key in {*named, *(one for told in articles.values() for one in _studies(told))}
            for quad in self._store.match(v.node(key), v.CANONICAL, None, v.LINKS)
        ]
        links += self._described(self._linked, v.LINKS)
        entities = self._described(map(v.node, named), v.ENTITIES)
        corpus = rdf.read_corpus(
            [articles[key] for key in sorted(articles)], entities, links, self._store.texts.get
        )
        return corpus, rdf.read_comparisons(compared)

    def _described(self, nodes: Iterable[NamedNode], graph: NamedNode) -> list[Quad]:
        """Return what a graph says of nodes, and of the nodes that it names with them."""
        found: list[Quad] = []
        seen: set[NamedNode] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                quads = list(self._store.match(node, None, None, graph))
                found += quads
                waiting += [q.object for q in quads if isinstance(q.object, NamedNode)]
        return found

    def _named(self, told: Iterable[Iterable[Quad]]) -> set[str]:
        """Return the ids of the studies, groups and measures that quads name, and what stands for them."""
        terms = {
            quad.object
            for quads in told
            for quad in quads
            if quad.predicate in (v.STUDY, v.RESPONDENT_GROUP, v.MEASURE, v.CITES_AS_DATA_SOURCE)
        }
        keys = {v.key(term) for term in terms if isinstance(term, NamedNode)}
        keys |= {v.key(n) for key in keys for n in self._near.objects(v.node(key), v.CHANGE_OF, v.ENTITIES)}
        return keys | {v.key(n) for key in keys for n in self._near.objects(v.node(key), v.CANONICAL)}


def _studies(quads: Iterable[Quad]) -> Iterable[str]:
    return (
        v.key(quad.subject)
        for quad in quads
        if quad.predicate == v.TYPE and quad.object == v.STUDY_CLASS and isinstance(quad.subject, NamedNode)
    )
