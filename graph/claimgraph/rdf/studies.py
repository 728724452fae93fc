"""Studies, their samples and their organisations as triples, in both directions."""

from __future__ import annotations

from pyoxigraph import NamedNode

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Article, Sample, Study, identifier
from claimgraph.rdf.selectors import add_quote, read_quote
from claimgraph.rdf.triples import Graph, Nodes, web_address


def organisation_node(name: str) -> NamedNode:
    """Return the node of an organisation: one for all spellings that differ in case and punctuation."""
    return v.node("org-" + (v.slug(name) or identifier("name", name)))


def add_study(graph: Graph, study: Study, position: int | None = None) -> NamedNode:
    """Describe a study with its samples, and return its node; position is its place in the article.

    Organisations are attributed in the order and the spelling of the source; what they are is said in the
    graph of entities.
    """
    subject = v.node(study.id)
    told = graph.describe(subject, v.STUDY_CLASS, v.DISCO_STUDY, v.ENTITY)
    told.has(v.POSITION, position).has(v.TITLE, study.name)
    told.has(v.ALTERNATIVE, *study.other_names)
    told.has(v.YEAR, study.year).has(v.YEAR_BASIS, v.YEAR_BASES[study.year_basis])
    told.has(v.FIELDWORK, study.fieldwork).has(v.POPULATION, study.population).has(v.MODE, study.mode)
    told.has(v.URL, None if study.url is None else web_address(study.url))
    if study.series is not None:
        graph.describe(v.node(study.series), v.SERIES_CLASS, v.ENTITY)
        told.has(v.SERIES, v.node(study.series))
    told.has(v.FIGURES_DATED, *study.figures_dated)
    told.has(v.ARTICLE, None if study.source is None else v.node(study.source))
    for place, name in enumerate(study.organisations, 1):
        attribution = v.node(f"{study.id}-organisation-{place}")
        told.has(v.CREATOR, organisation_node(name)).has(v.QUALIFIED_ATTRIBUTION, attribution)
        graph.describe(attribution, v.ATTRIBUTION).has(v.ATTRIBUTED_AGENT, organisation_node(name)).has(
            v.NAME, name
        ).has(v.POSITION, place).has(v.SELLS, *(what for seller, what in study.sells if seller == name))
    for place, (key, sample) in enumerate(zip(study.sample_ids, study.samples, strict=True), 1):
        told.has(v.SAMPLE, _add_sample(graph, v.node(key), sample, place))
    return subject


def _add_sample(graph: Graph, subject: NamedNode, sample: Sample, position: int) -> NamedNode:
    graph.describe(subject, v.SAMPLE_CLASS, v.ENTITY).has(v.POSITION, position).has(
        v.SAMPLE_SIZE, sample.n
    ).has(v.BOUND, v.BOUNDS[sample.bound]).has(v.GROUP_TEXT, sample.group).has(
        v.QUOTE, None if sample.quote is None else add_quote(graph, sample.quote)
    )
    return subject


def read_study(nodes: Nodes, subject: NamedNode, article: Article | None = None) -> Study:
    """Return the study that a node describes; article is the one that tells of it, None for the register.

    Other names, other years and what is sold come back sorted.
    """
    attributions = nodes.in_order(nodes.nodes(subject, v.QUALIFIED_ATTRIBUTION))
    names = [(nodes.text(one, v.NAME), nodes.texts(one, v.SELLS)) for one in attributions]
    return Study(
        id=v.key(subject),
        name=nodes.text(subject, v.TITLE),
        organisations=tuple(name for name, _ in names if name is not None),
        sells=tuple(sorted({(name, what) for name, told in names if name is not None for what in told})),
        year=nodes.integer(subject, v.YEAR),
        year_basis=nodes.member(subject, v.YEAR_BASIS, v.YEAR_BASES),
        samples=tuple(
            _read_sample(nodes, sample, article) for sample in nodes.in_order(nodes.nodes(subject, v.SAMPLE))
        ),
        fieldwork=nodes.text(subject, v.FIELDWORK),
        population=nodes.text(subject, v.POPULATION),
        mode=nodes.text(subject, v.MODE),
        url=nodes.text(subject, v.URL),
        series=nodes.key(subject, v.SERIES),
        figures_dated=tuple(sorted(int(year) for year in nodes.texts(subject, v.FIGURES_DATED))),
        other_names=nodes.texts(subject, v.ALTERNATIVE),
        source=nodes.key(subject, v.ARTICLE),
    )


def _read_sample(nodes: Nodes, subject: NamedNode, article: Article | None) -> Sample:
    size, quote = nodes.integer(subject, v.SAMPLE_SIZE), nodes.node(subject, v.QUOTE)
    if size is None:
        raise ConversionError(f"{subject} does not say how many were asked: add the article again")
    return Sample(
        n=size,
        bound=nodes.member(subject, v.BOUND, v.BOUNDS),
        group=nodes.text(subject, v.GROUP_TEXT),
        quote=None if quote is None or article is None else read_quote(nodes, quote, article),
    )


def add_organisations(graph: Graph, studies: tuple[Study, ...]) -> None:
    """Describe every organisation that ran, commissioned or published one of the studies.

    Of several spellings the first in the order of characters is the preferred label, the others are
    alternative labels.
    """
    spellings: dict[NamedNode, set[str]] = {}
    for study in studies:
        for name in study.organisations:
            spellings.setdefault(organisation_node(name), set()).add(name)
    for subject, names in spellings.items():
        preferred, *others = sorted(names)
        graph.describe(subject, v.ORGANIZATION, v.PROV_ORGANIZATION).has(v.PREF_LABEL, preferred).has(
            v.ALT_LABEL, *others
        )
