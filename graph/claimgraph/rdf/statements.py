"""Statistics and claims as triples, in both directions.

Each is told twice: as the plain triple that it says, and as a statement node that names this triple by
rdf:subject, rdf:predicate and rdf:object and carries what else is known.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Article, Base, Claim, Corpus, Kind, Statistic, identifier
from claimgraph.rdf.selectors import add_phrase, add_quote, add_span, read_phrase, read_quote, read_span
from claimgraph.rdf.triples import Description, Graph, Nodes, literal


def add_statistic(graph: Graph, s: Statistic, corpus: Corpus, run: NamedNode) -> None:
    """Say `group — measure — value`, and describe the statistic that says it."""
    unplaced = v.MEASURE_UNSTATED if s.kind is Kind.LEVEL else v.CHANGE_UNSTATED
    group = v.node(corpus.group_of.get(s.id, v.GROUP_UNSTATED))
    measure = v.node(corpus.measure_of.get(s.id, unplaced))
    value, subject = literal(s.value), v.node(s.id)
    graph.add(group, measure, value)
    told = graph.describe(subject, v.STATISTIC, v.OBSERVATION, v.STATEMENT, v.ENTITY)
    told.has(v.SUBJECT, group).has(v.PREDICATE, measure).has(v.OBJECT, value)
    told.has(v.RESPONDENT_GROUP, group).has(v.MEASURE, measure).has(v.VALUE, value)
    told.has(v.VALUE_TEXT, s.value_quote.exact).has(v.VALUE_SPAN, add_span(graph, s.value_quote))
    told.has(v.UNIT, v.unit(s.unit)).has(v.UNIT_TEXT, s.unit)
    if s.unit not in v.UNITS:
        graph.describe(v.unit(s.unit), v.UNIT_CLASS).has(v.LABEL, s.unit)
    told.has(v.KIND, v.KINDS[s.kind]).has(v.BOUND, v.BOUNDS[s.bound])
    add_phrase(graph, subject, s.statement, v.STATEMENT_TEXT, v.STATEMENT_SPAN)
    told.has(v.YEARS_BEFORE, s.years_before or None)
    if s.base is not None:
        told.has(v.BASE, _add_base(graph, v.node(s.id + "-base"), s.base))
    _add_provenance(told, s, run)


def read_statistic(nodes: Nodes, subject: NamedNode, article: Article) -> Statistic:
    """Return the statistic that a statement node describes."""
    span, quote = nodes.node(subject, v.VALUE_SPAN), nodes.node(subject, v.QUOTE)
    value, unit = nodes.decimal(subject, v.VALUE), nodes.text(subject, v.UNIT_TEXT)
    if span is None or quote is None or value is None or unit is None:
        raise ConversionError(f"{subject} lacks value, unit or quote: add the article again")
    base = nodes.node(subject, v.BASE)
    return Statistic(
        value_quote=read_span(nodes, span, article),
        quote=read_quote(nodes, quote, article),
        value=value,
        unit=unit,
        bound=nodes.member(subject, v.BOUND, v.BOUNDS),
        kind=nodes.member(subject, v.KIND, v.KINDS),
        group=read_phrase(nodes, subject, v.GROUP_SPAN, article),
        statement=read_phrase(nodes, subject, v.STATEMENT_SPAN, article),
        study=nodes.key(subject, v.STUDY),
        year=nodes.integer(subject, v.YEAR),
        year_basis=nodes.member(subject, v.YEAR_BASIS, v.YEAR_BASES),
        years_before=nodes.integer(subject, v.YEARS_BEFORE) or 0,
        base=None if base is None else _read_base(nodes, base),
        confidence=nodes.number(subject, v.CONFIDENCE),
    )


def _add_base(graph: Graph, subject: NamedNode, base: Base) -> NamedNode:
    graph.describe(subject, v.BASE_CLASS, v.ENTITY).has(v.SAMPLE_SIZE, base.n).has(
        v.BOUND, v.BOUNDS[base.bound]
    ).has(v.BASE_OF_STUDY, base.of_study).has(v.BASE_BASIS, v.BASE_BASES[base.basis])
    return subject


def _read_base(nodes: Nodes, subject: NamedNode) -> Base:
    size = nodes.integer(subject, v.SAMPLE_SIZE)
    if size is None:
        raise ConversionError(f"{subject} does not say how many were asked: add the article again")
    return Base(
        n=size,
        bound=nodes.member(subject, v.BOUND, v.BOUNDS),
        of_study=bool(nodes.boolean(subject, v.BASE_OF_STUDY)),
        basis=nodes.member(subject, v.BASE_BASIS, v.BASE_BASES),
    )


def add_claim(graph: Graph, claim: Claim, corpus: Corpus, run: NamedNode) -> None:
    """Say `holder — cg:asserts — proposition`, and describe the claim that says it."""
    subject, words = v.node(claim.id), claim.quote.exact
    if claim.holder is None:
        holder = v.node(claim.article.id)  # the article's own voice
    else:
        name = claim.holder.text
        holder = v.node("holder-" + (v.slug(name) or identifier("name", name)))
        graph.describe(holder, v.HOLDER, v.AGENT).has(v.LABEL, name)
    proposition = v.node(identifier("proposition", words))
    graph.describe(proposition, v.PROPOSITION).has(v.LABEL, words)
    graph.add(holder, v.ASSERTS, proposition)
    told = graph.describe(subject, v.CLAIM, v.SCHEMA_CLAIM, v.STATEMENT, v.ENTITY)
    told.has(v.SUBJECT, holder).has(v.PREDICATE, v.ASSERTS).has(v.OBJECT, proposition)
    add_phrase(graph, subject, claim.holder, v.HOLDER_TEXT, v.HOLDER_SPAN)
    group = corpus.group_of.get(claim.id)
    told.has(v.RESPONDENT_GROUP, None if group is None else v.node(group))
    _add_provenance(told, claim, run)


def read_claim(nodes: Nodes, subject: NamedNode, article: Article) -> Claim:
    """Return the claim that a statement node describes."""
    quote = nodes.node(subject, v.QUOTE)
    if quote is None:
        raise ConversionError(f"{subject} lacks its quote: add the article again")
    return Claim(
        quote=read_quote(nodes, quote, article),
        holder=read_phrase(nodes, subject, v.HOLDER_SPAN, article),
        study=nodes.key(subject, v.STUDY),
        group=read_phrase(nodes, subject, v.GROUP_SPAN, article),
        year=nodes.integer(subject, v.YEAR),
        year_basis=nodes.member(subject, v.YEAR_BASIS, v.YEAR_BASES),
        confidence=nodes.number(subject, v.CONFIDENCE),
    )


def _add_provenance(told: Description, record: Statistic | Claim, run: NamedNode) -> None:
    """Add what statistics and claims have in common: who, when, where it is told and what found it."""
    add_phrase(told.graph, told.subject, record.group, v.GROUP_TEXT, v.GROUP_SPAN)
    told.has(v.STUDY, None if record.study is None else v.node(record.study))
    told.has(v.YEAR, record.year).has(v.YEAR_BASIS, v.YEAR_BASES[record.year_basis])
    told.has(v.QUOTE, add_quote(told.graph, record.quote)).has(v.ARTICLE, v.node(record.article.id))
    told.has(v.WAS_QUOTED_FROM, v.node(record.article.id)).has(v.WAS_GENERATED_BY, run)
    told.has(v.CONFIDENCE, None if record.confidence is None else float(record.confidence))
