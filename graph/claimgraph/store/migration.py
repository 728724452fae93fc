"""Graphs that an earlier version made, brought to the form of this one: a step a version.

The version is that of the vocabulary and of the directory of a graph. A directory names it in the file
`format`, and every graph in a triple. A step is one write, which the embedded store makes in one atomic
update, and it can be done twice without harm: a migration that was interrupted is done again when the graph
is opened next. Ids and decisions stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.errors import StoreError


class Graphs(Protocol):
    """Hold named graphs: a store, or a file that is imported."""

    def graphs(self) -> Iterable[NamedNode]:
        """Return the names of all graphs."""

    def quads(self, graph: NamedNode, /) -> Iterable[Quad]:
        """Return the quads of one graph."""


class Writable(Graphs, Protocol):
    """Hold named graphs that can be replaced."""

    def write(self, graphs: Mapping[NamedNode, Iterable[Quad]], /) -> bool:
        """Replace whole graphs."""


@dataclass(frozen=True)
class Step:
    """Say how a graph of the version before becomes one of this version."""

    version: str
    does: str
    """What the step does to a graph, as an end to "it …"."""
    changed: Callable[[Graphs], dict[NamedNode, list[Quad]]]
    """Return the graphs that become others; that of entities, which tells the version, last."""


def _told(graphs: Graphs, version: str) -> list[Quad]:
    """Return the graph of entities with another version told in it."""
    kept = (quad for quad in graphs.quads(v.ENTITIES) if quad.subject != v.WHOLE)
    return [*kept, *rdf.version_quads(version)]


FIRST = "1"
"""The version of graphs that name none."""

STEPS = (Step("2", "tells the version of its vocabulary", lambda graphs: {v.ENTITIES: _told(graphs, "2")}),)
"""All steps, in the order of their versions; the last one reaches `vocabulary.VERSION`."""


def check(version: str, where: object) -> None:
    """Raise StoreError where this version of claimgraph does not know that version of a graph."""
    if version != FIRST and version not in (step.version for step in STEPS):
        raise StoreError(
            f"{where} has format {version[:20]!r}, this version reads {v.VERSION!r} and earlier ones: "
            "install the version that made it, or a later one"
        )


def migrate(graphs: Writable, version: str, where: object) -> str | None:
    """Bring a graph from a version to that of today; return in words what was done, None for nothing.

    Raises StoreError where the version is not known or the graph cannot be written.
    """
    check(version, where)
    known = [FIRST, *(step.version for step in STEPS)]
    steps = STEPS[known.index(version) :]
    if not steps or not list(graphs.graphs()):
        return None
    for step in steps:
        graphs.write(step.changed(graphs))
    done = "; it now ".join(step.does for step in steps)
    return f"{where} was brought from format {version} to {v.VERSION}: it now {done}"
