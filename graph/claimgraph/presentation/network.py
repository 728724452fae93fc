"""The graph of a corpus: in networkx, and as pyvis hands it to vis-network (no other module knows pyvis)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx

from claimgraph.model import ALARMS, Comparison, Kind, Statistic, Study, Verdict
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.tables import ordered

DIFFERING = ALARMS | {Verdict.GAP, Verdict.TREND}
Graph: TypeAlias = "nx.MultiGraph[str]"
Positions = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Network:
    """Hold the graph of a catalogue: studies ask questions, questions find figures, articles tell them.

    Nodes have a `kind`; edges a `meaning`: asks, finds, tells, reports, counts, says, or compares. Figures
    that say the same (question, group, year, value, study) have one that stands for them: `stands_for[id]`.
    """

    catalogue: Catalogue

    @cached_property
    def stands_for(self) -> dict[str, str]:
        """Return for each figure the one that stands for its equals; an article's words before a note's."""
        first: dict[tuple[object, ...], str] = {}
        found: dict[str, str] = {}
        catalogue = self.catalogue
        figures = sorted(catalogue.statistics.values(), key=lambda s: s.article.kind == "notes")
        for figure in figures:
            measure, group, study = (
                catalogue.measure_of(figure),
                catalogue.group_of(figure),
                catalogue.study_of(figure),
            )
            key = (
                measure.id if measure else figure.id,
                group.id if group else None,
                study.id if study else None,
                figure.year,
                figure.value,
                figure.unit,
                figure.kind,
            )
            found[figure.id] = first.setdefault(key, figure.id)
        return found

    @cached_property
    def questions(self) -> dict[str, tuple[Statistic, ...]]:
        """Return the figures of each question; where sources differ most first, then by number of figures."""
        found: dict[str, list[Statistic]] = {}
        for figure in self.catalogue.statistics.values():
            measure = self.catalogue.measure_of(figure)
            if measure is not None:
                found.setdefault(measure.id, []).append(figure)
        rank: dict[str, int] = {}
        for place, comparison in enumerate(ordered(self.catalogue.comparisons)):
            for key in self.questions_of(comparison):
                rank.setdefault(key, place)
        last = len(self.catalogue.comparisons)
        return {
            key: tuple(found[key])
            for key in sorted(found, key=lambda k: (rank.get(k, last), -len(found[k]), k))
        }

    @cached_property
    def rank(self) -> dict[str, int]:
        """Return the place of each question in that order."""
        return {key: place for place, key in enumerate(self.questions)}

    def questions_of(self, comparison: Comparison) -> tuple[str, ...]:
        """Return the questions of the figures that a comparison sets side by side."""
        measures = (
            self.catalogue.measure_of(member)
            for member in self.catalogue.members(comparison)
            if isinstance(member, Statistic)
        )
        return tuple(dict.fromkeys(measure.id for measure in measures if measure))

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """Return the questions on which sources, groups or years differ, in their order."""
        told = {
            key
            for one in self.catalogue.comparisons
            if one.verdict in DIFFERING
            for key in self.questions_of(one)
        }
        return tuple(key for key in self.questions if key in told)

    @cached_property
    def graph(self) -> Graph:
        """Return the networkx graph of everything."""
        graph: Graph = nx.MultiGraph()
        catalogue = self.catalogue
        for kind, keys in (
            ("study", catalogue.studies),
            ("article", catalogue.articles),
            ("question", self.questions),
            ("statistic", catalogue.statistics),
            ("claim", catalogue.claims),
        ):
            graph.add_nodes_from(keys, kind=kind)
        for figure in catalogue.statistics.values():
            self._tie(graph, figure)
        for claim in catalogue.claims.values():
            graph.add_edge(claim.id, claim.article.id, key="tells")
            study = catalogue.study_of(claim)
            if study is not None:
                graph.add_edge(study.id, claim.id, key="says")
                graph.add_edge(study.id, claim.article.id, key="reports")
        for comparison in catalogue.comparisons:
            self._compare(graph, comparison)
        graph.remove_nodes_from([key for key, degree in list(graph.degree) if degree == 0])
        return graph

    def _tie(self, graph: Graph, figure: Statistic) -> None:
        catalogue = self.catalogue
        measure, group, study = (
            catalogue.measure_of(figure),
            catalogue.group_of(figure),
            catalogue.study_of(figure),
        )
        graph.add_edge(figure.id, figure.article.id, key="tells")
        one = self.stands_for[figure.id]
        if not graph.has_edge(one, figure.article.id):
            graph.add_edge(one, figure.article.id, key="tells", inherited=True)
        if study is not None:
            graph.add_edge(study.id, figure.article.id, key="reports")
        if group is not None:
            graph.add_node(group.id, kind="group")
            graph.add_edge(figure.id, group.id, key="counts")
        if measure is not None:
            graph.add_edge(measure.id, figure.id, key="finds")
        if study is not None:
            graph.add_edge(study.id, measure.id if measure else figure.id, key="asks")

    def _compare(self, graph: Graph, comparison: Comparison) -> None:
        """Tie what is compared, in the order of years or values; of samples, study and article.

        Figures that say the same are tied by the one that stands for them, unless nothing else is compared.
        """
        members = list(self.catalogue.members(comparison))
        over_time = comparison.verdict in (Verdict.TREND, Verdict.ARITHMETIC)
        figures = sorted(
            (member for member in members if isinstance(member, Statistic)),
            key=lambda s: (s.kind is Kind.CHANGE, (s.year or 0) if over_time else 0, s.value, s.id),
        )
        if len(figures) == 3 and figures[2].kind is Kind.CHANGE:
            figures.insert(1, figures.pop())  # it lies between the two levels
        ends = list(dict.fromkeys(self.stands_for[figure.id] for figure in figures))
        if len(ends) < 2:
            ends = [figure.id for figure in figures]
        pairs = list(pairwise(ends)) + [
            (self.catalogue.corpus.canonical(sample.id), sample.source)
            for sample in members
            if isinstance(sample, Study) and sample.source is not None
        ]
        for place, (one, other) in enumerate(pairs):
            # networkx keeps no order of the ends, and a trend has one.
            graph.add_edge(one, other, key=comparison.id, comparison=comparison.id, first=one, place=place)

    @cached_property
    def compared(self) -> tuple[tuple[str, str, str], ...]:
        """Return the two ends and the comparison of each edge that says that something differs."""
        verdicts = {one.id: one.verdict for one in self.catalogue.comparisons}
        edges = self.graph.edges(keys=True)
        return tuple((one, other, key) for one, other, key in edges if verdicts.get(key) in DIFFERING)

    @cached_property
    def steps(self) -> dict[str, set[str]]:
        """Return for each figure that stands for its equals those that a trend ties to it."""
        found: dict[str, set[str]] = {}
        for one in self.catalogue.comparisons:
            if one.verdict is Verdict.TREND:
                ends = {self.stands_for[key] for key in one.members if key in self.stands_for}
                for key in ends:
                    found.setdefault(key, set()).update(ends - {key})
        return found

    @cached_property
    def reported(self) -> dict[str, tuple[str, ...]]:
        """Return the studies that each article tells of."""
        found: dict[str, list[str]] = {}
        for one, other, key in self.graph.edges(keys=True):
            if key == "reports":
                study, article = (one, other) if other in self.catalogue.articles else (other, one)
                found.setdefault(article, []).append(study)
        return {article: tuple(studies) for article, studies in found.items()}

    def tellers(self, key: str) -> list[str]:
        """Return the articles that tell a figure or claim, in order of their ids."""
        nodes = self.graph.nodes
        return sorted(near for near in self.graph.neighbors(key) if nodes[near]["kind"] == "article")


def drawn(graph: Graph, labels: Mapping[str, str], positions: Positions) -> dict[str, Any]:
    """Return the nodes, edges and options of vis-network as pyvis tells them, ready for JSON.

    `net.nodes` and `net.edges` are filled directly: pyvis's `add_node` and `add_edge` look through all that
    is there at each call. Physics is off: every position is computed beforehand.
    """
    from pyvis.network import Network as PyvisNetwork

    net = PyvisNetwork(cdn_resources="in_line")
    net.nodes = [
        {"id": key, "label": labels[key], "kind": kind, "shape": "custom", "x": x, "y": y}
        for key, kind in graph.nodes(data="kind")
        for x, y in (positions.get(key, (0, 0)),)
    ]
    net.edges = [
        {
            "id": f"e{place}",
            "from": data.get("first", one),
            "to": one if data.get("first", one) == other else other,
            "meaning": "compares" if "comparison" in data else key,
            **{name: data[name] for name in ("comparison", "place", "inherited") if name in data},
        }
        for place, (one, other, key, data) in enumerate(graph.edges(keys=True, data=True))
    ]
    net.set_options(
        json.dumps(
            {
                "physics": {"enabled": False},
                "layout": {"randomSeed": 1, "improvedLayout": False},
                "interaction": {
                    "hover": False,  # the page lights neighbours itself
                    "hoverConnectedEdges": False,
                    "selectConnectedEdges": False,
                    "dragNodes": False,
                    "multiselect": False,
                    "keyboard": False,
                    "tooltipDelay": 200,
                },
            }
        )
    )
    nodes, edges, _, _, _, options = net.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options) if isinstance(options, str) else options,
    }


def script() -> str:
    """Return vis-network's script, newest version, as the installed pyvis carries it."""
    library = files("pyvis") / "templates" / "lib"
    folders = [folder for folder in library.iterdir() if folder.name.startswith("vis-")]
    newest = max(folders, key=lambda folder: tuple(int(part) for part in folder.name[4:].split(".")))
    return (newest / "vis-network.min.js").read_text("utf-8")
