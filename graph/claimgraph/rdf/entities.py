"""What articles share, as triples in both directions: groups, measures, organisations, the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError, RegisterError
from claimgraph.model import Corpus, Group, Measure, Study
from claimgraph.rdf.studies import add_organisations, add_study, read_study
from claimgraph.rdf.triples import Graph, Nodes, english

T = TypeVar("T", Group, Measure)


def entity_quads(corpus: Corpus) -> Iterator[Quad]:
    """Yield the graph of entities: the register's studies, organisations, groups and measures.

    A study that only an article tells of stands in the graph of the article.
    """
    yield from version_quads(v.VERSION)
    graph = Graph(v.ENTITIES)
    graph.describe(v.GROUPS, v.CONCEPT_SCHEME).has(v.PREF_LABEL, english("Respondent groups"))
    for study in corpus.register:
        add_study(graph, study)
    add_organisations(graph, corpus.studies)
    unstated = Group(v.GROUP_UNSTATED, "nobody named")
    for group in _completed(corpus.groups, unstated):
        _add_group(graph, group)
    level = Measure(v.MEASURE_UNSTATED, "nothing stated")
    change = Measure(v.CHANGE_UNSTATED, "a change of nothing stated", v.MEASURE_UNSTATED)
    for measure in _completed(corpus.measures, level, change):
        _add_measure(graph, measure)
    yield from graph


def version_quads(version: str) -> Iterator[Quad]:
    """Yield what the graph of entities says of the whole: the version of the vocabulary it is written in."""
    graph = Graph(v.ENTITIES)
    graph.describe(v.WHOLE, v.VOID_DATASET).has(v.CONFORMS_TO, v.version(version))
    return iter(graph)


def read_version(quads: Iterable[Quad]) -> str | None:
    """Return the version of the vocabulary that quads name, or None."""
    stem = v.version("").value
    for quad in quads:
        if quad.subject == v.WHOLE and quad.predicate == v.CONFORMS_TO:
            return str(quad.object.value).removeprefix(stem) if isinstance(quad.object, NamedNode) else ""
    return None


def read_groups(quads: Iterable[Quad]) -> tuple[Group, ...]:
    """Return the groups that quads describe, by id, with aliases and broader groups sorted."""
    nodes = Nodes(quads)
    groups = (_read_group(nodes, subject) for subject in nodes.of_type(v.RESPONDENT_GROUP_CLASS))
    return tuple(sorted((g for g in groups if g.id != v.GROUP_UNSTATED), key=lambda g: g.id))


def read_measures(quads: Iterable[Quad]) -> tuple[Measure, ...]:
    """Return the measures that quads describe, by id."""
    nodes = Nodes(quads)
    measures = (
        Measure(v.key(subject), nodes.text(subject, v.PREF_LABEL) or "", nodes.key(subject, v.CHANGE_OF))
        for subject in nodes.of_type(v.MEASURE_CLASS)
    )
    unstated = (v.MEASURE_UNSTATED, v.CHANGE_UNSTATED)
    return tuple(sorted((m for m in measures if m.id not in unstated), key=lambda m: m.id))


def read_register(quads: Iterable[Quad]) -> tuple[Study, ...]:
    """Return the studies of the register that quads describe, by id."""
    nodes = Nodes(quads)
    studies = (read_study(nodes, subject) for subject in nodes.of_type(v.STUDY_CLASS))
    return tuple(sorted((study for study in studies if study.source is None), key=lambda s: s.id))


def read_scheme(path: Path | None = None, within: Iterable[Group] = ()) -> tuple[Group, ...]:
    """Return the groups of the shipped scheme `ontology/groups.ttl`, or of a user's SKOS file in Turtle.

    `within`: groups that the file may hang its own on, or tell anew; they are returned too. Raises
    RegisterError where the file cannot be read, is no Turtle, or names a broader group that it
    does not define.
    """
    try:
        text = v.read("groups.ttl") if path is None else path.read_text(encoding="utf-8")
        triples = list(parse(text, format=RdfFormat.TURTLE))
        groups = read_groups(triples)
    except (OSError, UnicodeError, SyntaxError, ConversionError) as error:
        raise RegisterError(f"the scheme of groups cannot be read: {error}") from error
    scheme = {group.id: group for group in within}
    scheme |= {group.id: replace(group, scheme=True) for group in groups}
    for group in groups:
        if missing := set(group.broader) - scheme.keys():
            raise RegisterError(f"{group.id} hangs on {', '.join(sorted(missing))}: define it as well")
    return tuple(scheme[key] for key in sorted(scheme))


def _completed(told: Iterable[T], *shared: T) -> Iterator[T]:
    """Yield what every graph shares and what the corpus names, each id once."""
    known: dict[str, T] = {}
    for entity in chain(shared, told):
        known[entity.id] = entity
    yield from known.values()


def _add_group(graph: Graph, group: Group) -> None:
    told = graph.describe(v.node(group.id), v.RESPONDENT_GROUP_CLASS, v.DISCO_UNIVERSE, v.CONCEPT)
    told.has(v.PREF_LABEL, english(group.label)).has(v.ALT_LABEL, *map(english, group.aliases))
    told.has(v.BROADER, *map(v.node, group.broader))
    told.has(v.IN_SCHEME, v.GROUPS if group.scheme else None)


def _read_group(nodes: Nodes, subject: NamedNode) -> Group:
    return Group(
        id=v.key(subject),
        label=nodes.text(subject, v.PREF_LABEL) or "",
        aliases=nodes.texts(subject, v.ALT_LABEL),
        broader=tuple(sorted(v.key(term) for term in nodes.nodes(subject, v.BROADER))),
        scheme=v.GROUPS in nodes.nodes(subject, v.IN_SCHEME),
    )


def _add_measure(graph: Graph, measure: Measure) -> None:
    graph.describe(v.node(measure.id), v.MEASURE_CLASS, v.PROPERTY, v.STATISTICAL_VARIABLE).has(
        v.PREF_LABEL, english(measure.label)
    ).has(v.CHANGE_OF, None if measure.change_of is None else v.node(measure.change_of))
