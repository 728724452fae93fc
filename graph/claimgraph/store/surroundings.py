"""What a store says of the surroundings of a record: who tells it, and what is one with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.model import LinkKind
from claimgraph.store.graph_store import GraphStore


class Surroundings:
    """Look up what stands around records without reading the whole graph."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def telling(self, measure: str) -> frozenset[str]:
        """Return the ids of the articles that tell a figure with this wording of a question."""
        return frozenset(_articles(self.store.match(None, v.MEASURE, v.node(measure))))

    def changes(self, measure: str) -> frozenset[str]:
        """Return the ids of the measures of changes in what a measure asks."""
        return frozenset(map(v.key, self.subjects(v.CHANGE_OF, v.node(measure), v.ENTITIES)))

    def counting(self, group: str) -> frozenset[str]:
        """Return the ids of the articles that tell a figure or a claim of this group."""
        return frozenset(_articles(self.store.match(None, v.RESPONDENT_GROUP, v.node(group))))

    def describing(self, study: str) -> frozenset[str]:
        """Return the id of the article that tells of a study; none for a study of the register."""
        return frozenset(_articles(self.store.match(v.node(study), v.TYPE, v.STUDY_CLASS)))

    def sharing(self, sha256: str) -> frozenset[str]:
        """Return the ids of the articles with this very text."""
        return frozenset(_articles(self.store.match(None, v.SHA256, Literal(sha256))))

    def holding(self, key: str) -> str | None:
        """Return the id of the article that tells a statistic, claim or study, or None."""
        return next(_articles(self.store.match(v.node(key), v.TYPE, None)), None)

    def one_with(self, key: str) -> frozenset[str]:
        """Return the ids of all nodes that are one with a node, itself among them."""
        found = {key}
        for one in self.objects(v.node(key), v.CANONICAL):
            found.add(v.key(one))
            found |= {v.key(other) for other in self.subjects(v.CANONICAL, one)}
        return frozenset(found)

    def of_one_series(self, studies: Iterable[str]) -> frozenset[str]:
        """Return the ids of studies and of all that are one with them or waves of one series with them."""
        found: set[str] = set()
        waiting = list(studies)
        while waiting:
            study = waiting.pop()
            if study not in found:
                found.add(study)
                waiting += self.one_with(study) - found
                waiting += self._waves(study)
        return frozenset(found)

    def _waves(self, study: str) -> Iterator[str]:
        waves = v.LINK_PREDICATES[LinkKind.SAME_SERIES]
        for near, far in ((v.SUBJECT, v.OBJECT), (v.OBJECT, v.SUBJECT)):
            for link in self.subjects(near, v.node(study)):
                if waves in self.objects(link, v.PREDICATE):
                    yield from map(v.key, self.objects(link, far))

    def subjects(
        self,
        predicate: NamedNode,
        object: NamedNode,  # noqa: A002 - the word of RDF
        graph: NamedNode = v.LINKS,
    ) -> Iterator[NamedNode]:
        """Yield the nodes of which a graph says this."""
        found = (quad.subject for quad in self.store.match(None, predicate, object, graph))
        return (term for term in found if isinstance(term, NamedNode))

    def objects(
        self, subject: NamedNode, predicate: NamedNode, graph: NamedNode = v.LINKS
    ) -> Iterator[NamedNode]:
        """Yield the nodes that a graph names with a node by a property."""
        found = (quad.object for quad in self.store.match(subject, predicate, None, graph))
        return (term for term in found if isinstance(term, NamedNode))

    def label(self, key: str) -> str | None:
        """Return the label of a group or of a wording, None where it has none."""
        for quad in self.store.match(v.node(key), v.PREF_LABEL, None, v.ENTITIES):
            if isinstance(quad.object, Literal):
                return quad.object.value
        return None


def _articles(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the id of the article in whose graph each quad stands."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(v.ARTICLE_GRAPH):
            yield quad.graph_name.value.removeprefix(v.GRAPH)
