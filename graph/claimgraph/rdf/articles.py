"""One article with everything taken from it as triples, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Article, Claim, Corpus, Extraction, Relation, Statistic, Study, identifier
from claimgraph.rdf.selectors import text_node
from claimgraph.rdf.statements import add_claim, add_statistic, read_claim, read_statistic
from claimgraph.rdf.studies import add_study, read_study
from claimgraph.rdf.triples import Graph, Nodes, instant, web_address

R = TypeVar("R", Study, Statistic, Claim)


def article_quads(extraction: Extraction, corpus: Corpus | None = None) -> Iterator[Quad]:
    """Yield the graph of one article; groups and measures are those that the corpus names.

    What the corpus does not place is said of `group-unstated` and `measure-unstated`. Of two records
    with one id the first is kept.
    """
    corpus = corpus or Corpus()
    graph = Graph(v.article_graph(extraction.article.id))
    _add_article(graph, extraction)
    for position, study in enumerate(_first_of_each(extraction.studies), 1):
        add_study(graph, study, position)
    for statistic in _first_of_each(extraction.statistics):
        add_statistic(graph, statistic, corpus, run_node(extraction))
    for claim in _first_of_each(extraction.claims):
        add_claim(graph, claim, corpus, run_node(extraction))
    for position, relation in enumerate(dict.fromkeys(extraction.relations), 1):
        _add_relation(graph, relation, extraction.article, position)
    return iter(graph)


def run_quads(extraction: Extraction, ended: datetime | None = None) -> Iterator[Quad]:
    """Yield what made an article's graph, for the graph of runs; ended is when, with its time zone."""
    graph, run = Graph(v.RUNS), run_node(extraction)
    name, _, version = extraction.extractor.partition("/")
    agent = v.node("agent-" + (v.slug(extraction.extractor) or identifier("name", extraction.extractor)))
    graph.describe(run, v.ACTIVITY).has(v.USED, text_node(extraction.article)).has(
        v.WAS_ASSOCIATED_WITH, agent
    ).has(v.ENDED_AT, None if ended is None else instant(ended.isoformat()))
    graph.describe(agent, v.SOFTWARE_AGENT).has(v.LABEL, name).has(v.SOFTWARE_VERSION, version or None)
    return iter(graph)


def read_extraction(quads: Iterable[Quad], texts: Callable[[str], str]) -> Extraction:
    """Return the extraction that the graph of one article holds; texts gives a text by its sha256.

    Raises ConversionError where triples are missing, RecordError where the text says other words.
    """
    nodes = Nodes(quads)
    articles = nodes.of_type(v.ARTICLE_CLASS)
    if len(articles) != 1:
        raise ConversionError(f"expected the graph of one article, found {len(articles)}")
    article = _read_article(nodes, articles[0], texts)
    statistics = (read_statistic(nodes, s, article) for s in nodes.of_type(v.STATISTIC))
    claims = (read_claim(nodes, c, article) for c in nodes.of_type(v.CLAIM))
    return Extraction(
        article=article,
        studies=tuple(
            read_study(nodes, study, article) for study in nodes.in_order(nodes.of_type(v.STUDY_CLASS))
        ),
        statistics=tuple(sorted(statistics, key=lambda s: (s.value_quote.start, s.value_quote.end))),
        claims=tuple(sorted(claims, key=lambda c: (c.quote.start, c.quote.end))),
        relations=tuple(_read_relation(nodes, r) for r in nodes.in_order(nodes.of_type(v.RELATION))),
        extractor=nodes.text(articles[0], v.EXTRACTOR) or "",
    )


def read_placements(quads: Iterable[Quad]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the groups of statistics and claims and the measures of statistics, by id, as told.

    These are `Corpus.group_of` and `Corpus.measure_of`; what nothing places is left out.
    """
    groups: dict[str, str] = {}
    measures: dict[str, str] = {}
    unplaced = {v.GROUP_UNSTATED, v.MEASURE_UNSTATED, v.CHANGE_UNSTATED}
    for quad in quads:
        placed = {v.RESPONDENT_GROUP: groups, v.MEASURE: measures}.get(quad.predicate)
        if (
            placed is None
            or not isinstance(quad.object, NamedNode)
            or not isinstance(quad.subject, NamedNode)
        ):
            continue
        if (key := v.key(quad.object)) not in unplaced:
            placed[v.key(quad.subject)] = key
    return groups, measures


def run_node(extraction: Extraction) -> NamedNode:
    """Return the node of the run that made an extraction: one for one text and one extractor."""
    return v.node(identifier("run", extraction.article.id, extraction.article.sha256, extraction.extractor))


def _first_of_each(records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple({record.id: record for record in reversed(records)}.values())[::-1]


def _add_article(graph: Graph, extraction: Extraction) -> None:
    article, text = extraction.article, text_node(extraction.article)
    told = graph.describe(v.node(article.id), v.ARTICLE_CLASS, v.FABIO_ARTICLE, v.ENTITY)
    told.has(v.TITLE, article.title).has(v.AUTHOR_NAME, article.author)
    told.has(v.PUBLISHER_NAME, article.publisher).has(v.ISSUED, article.date)
    told.has(v.URL, None if article.url is None else web_address(article.url)).has(v.PATH, article.path)
    told.has(v.WORDING, v.NOTES if article.kind == "notes" else v.VERBATIM)
    told.has(v.EXTRACTOR, extraction.extractor).has(v.TEXT, text)
    told.has(v.CITES_AS_DATA_SOURCE, *(v.node(study.id) for study in extraction.studies))
    graph.describe(text, v.SOURCE_TEXT).has(v.SHA256, article.sha256).has(v.LENGTH, len(article.text)).has(
        v.READER, article.reader
    ).has(v.IS_FORMAT_OF, v.node(article.id)).has(v.PAGE_STARTS, " ".join(map(str, article.pages)) or None)


def _read_article(nodes: Nodes, subject: NamedNode, texts: Callable[[str], str]) -> Article:
    text = nodes.require(subject, v.TEXT)
    sha256 = nodes.text(text, v.SHA256) if isinstance(text, NamedNode) else None
    if not isinstance(text, NamedNode) or sha256 is None:
        raise ConversionError(f"{subject} does not name its text: add the article again")
    article = Article(
        text=texts(sha256),
        title=nodes.text(subject, v.TITLE),
        author=nodes.text(subject, v.AUTHOR_NAME),
        publisher=nodes.text(subject, v.PUBLISHER_NAME),
        date=nodes.text(subject, v.ISSUED),
        url=nodes.text(subject, v.URL),
        kind="notes" if nodes.node(subject, v.WORDING) == v.NOTES else "verbatim",
        path=nodes.text(subject, v.PATH),
        reader=nodes.text(text, v.READER) or "",
        pages=tuple(map(int, (nodes.text(text, v.PAGE_STARTS) or "").split())),
    )
    if article.sha256 != sha256:
        raise ConversionError(f"the stored text of {subject} is not the one it names: add the article again")
    return article


def _add_relation(graph: Graph, relation: Relation, article: Article, position: int) -> None:
    parts = (article.sha256, relation.type, relation.of or "", *relation.between)
    told = graph.describe(v.node(identifier("relation", *parts)), v.RELATION, v.SEQUENCE, v.ENTITY)
    told.has(v.RELATION_TYPE, relation.type).has(v.POSITION, position).has(v.ARTICLE, v.node(article.id))
    told.has(v.OF, None if relation.of is None else v.node(relation.of)).has(v.HOLDS, relation.holds)
    for place, key in enumerate(relation.between, 1):
        told.has(v.BETWEEN, v.node(key)).has(v.member(place), v.node(key))


def _read_relation(nodes: Nodes, subject: NamedNode) -> Relation:
    kind = nodes.text(subject, v.RELATION_TYPE)
    if kind is None:
        raise ConversionError(f"{subject} does not say how its members stand: add the article again")
    return Relation(
        type=kind,
        between=tuple(v.key(term) for term in nodes.sequence(subject)),
        of=nodes.key(subject, v.OF),
        holds=nodes.boolean(subject, v.HOLDS),
    )
