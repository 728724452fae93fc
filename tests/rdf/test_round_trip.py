"""Records become triples and come back equal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Quad, Store, Variable

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError, RecordError
from claimgraph.model import (
    Article,
    Base,
    Basis,
    Bound,
    Claim,
    Comparison,
    Corpus,
    Extraction,
    Group,
    Kind,
    Link,
    LinkKind,
    Measure,
    Phrase,
    Quote,
    Relation,
    Review,
    Sample,
    Statistic,
    Study,
    Verdict,
)
from claimgraph.rdf.articles import read_placements
from claimgraph.rdf.triples import literal

slow = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

# Any Unicode but lone surrogates, which no UTF-8 file can hold.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
maybe_words = st.none() | words
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40
)
confidences = st.none() | st.floats(0, 1)
years = st.integers(1000, 3000)
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def stored(quads: Iterator[Quad]) -> list[Quad]:
    """Return quads as Oxigraph gives them back, without blank nodes or default graph."""
    store = Store()
    store.extend(quads)
    found = list(store)
    for quad in found:
        assert not isinstance(quad.graph_name, DefaultGraph)
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
    return found


def spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda s: s[0] < s[1])


@st.composite
def phrases(draw: st.DrawFn, article: Article) -> Phrase | None:
    places = draw(st.lists(spans(len(article.text)), max_size=3))
    return Phrase.of(article, places) if places else None


@st.composite
def studies(draw: st.DrawFn, article: Article, key: str) -> Study:
    quotes = st.none() | spans(len(article.text)).map(lambda s: Quote.of(article, *s))
    names = draw(st.lists(words, max_size=3))
    trades = st.sets(st.tuples(st.sampled_from(names), words), max_size=3) if names else st.just(set())
    return Study(
        id=key,
        name=draw(maybe_words),
        organisations=tuple(names),
        year=draw(st.none() | years),
        year_basis=draw(st.sampled_from(Basis)),
        samples=tuple(
            draw(
                st.lists(
                    st.builds(Sample, st.integers(1), st.sampled_from(Bound), maybe_words, quotes), max_size=3
                )
            )
        ),
        fieldwork=draw(maybe_words),
        population=draw(maybe_words),
        mode=draw(maybe_words),
        url=draw(maybe_words),
        series=draw(st.none() | ids),
        figures_dated=tuple(sorted(draw(st.sets(years, max_size=3)))),
        other_names=tuple(sorted(draw(st.sets(words, max_size=3)))),
        sells=tuple(sorted(draw(trades))),
        source=article.id,
    )


@st.composite
def statistics(draw: st.DrawFn, article: Article, keys: list[str]) -> Statistic:
    start, end = draw(spans(len(article.text)))
    before, after = draw(st.integers(0, start)), draw(st.integers(end, len(article.text)))
    year = draw(st.none() | years)
    basis = Basis.UNKNOWN if year is None else draw(st.sampled_from([*Basis][:3]))
    return Statistic(
        value_quote=Quote.of(article, start, end),
        quote=Quote.of(article, before, after),
        value=draw(decimals),
        unit=draw(st.sampled_from(["percent", "points", "percent_change", "count", "ratio", "USD"]) | words),
        bound=draw(st.sampled_from(Bound)),
        kind=draw(st.sampled_from(Kind)),
        group=draw(phrases(article)),
        statement=draw(phrases(article)),
        study=draw(st.sampled_from([None, *keys])),
        year=year,
        year_basis=basis,
        years_before=0 if basis in (Basis.STATED, Basis.INFERRED) else draw(st.integers(0, 40)),
        base=draw(
            st.none()
            | st.builds(Base, st.integers(1), st.sampled_from(Bound), st.booleans(), st.sampled_from(Basis))
        ),
        confidence=draw(confidences),
    )


@st.composite
def claims(draw: st.DrawFn, article: Article, keys: list[str]) -> Claim:
    year = draw(st.none() | years)
    return Claim(
        quote=Quote.of(article, *draw(spans(len(article.text)))),
        holder=draw(phrases(article)),
        study=draw(st.sampled_from([None, *keys])),
        group=draw(phrases(article)),
        year=year,
        year_basis=Basis.UNKNOWN if year is None else Basis.INFERRED,
        confidence=draw(confidences),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    article = Article(
        text=draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)),
        title=draw(maybe_words),
        author=draw(maybe_words),
        publisher=draw(maybe_words),
        date=draw(maybe_words),
        url=draw(maybe_words),
        kind=draw(st.sampled_from(["verbatim", "notes"])),
        path=draw(maybe_words),
        reader=draw(words),
        pages=tuple(draw(st.lists(st.integers(0, 60), max_size=3, unique=True).map(sorted))),
    )
    keys = draw(st.lists(ids, max_size=3, unique=True))
    told = draw(st.lists(statistics(article, keys), max_size=4, unique_by=lambda s: s.id))
    said = draw(st.lists(claims(article, keys), max_size=3, unique_by=lambda c: c.id))
    between = st.lists(st.sampled_from([s.id for s in told] or ["stat-x"]), min_size=1, max_size=3)
    relation = st.builds(
        Relation,
        st.sampled_from(["gap", "trend", "difference_of", "change_of", "same"]),
        between.map(tuple),
        st.none() | st.sampled_from([s.id for s in told] or ["stat-x"]),
        st.none() | st.booleans(),
    )
    return Extraction(
        article=article,
        studies=tuple(draw(studies(article, key)) for key in keys),
        statistics=tuple(sorted(told, key=lambda s: (s.value_quote.start, s.value_quote.end))),
        claims=tuple(sorted(said, key=lambda c: (c.quote.start, c.quote.end))),
        relations=tuple(draw(st.lists(relation, max_size=3, unique_by=lambda r: (r.type, r.of, r.between)))),
        extractor=draw(words),
    )


@slow
@given(extractions())
def test_an_extraction_comes_back_equal(extraction: Extraction) -> None:
    article = extraction.article
    quads = stored(rdf.article_quads(extraction))
    assert rdf.read_extraction(quads, {article.sha256: article.text}.__getitem__) == extraction


@slow
@given(extractions())
def test_telling_it_again_tells_the_same(extraction: Extraction) -> None:
    once, again = stored(rdf.article_quads(extraction)), stored(rdf.article_quads(extraction))
    assert set(once) == set(again)
    # Nothing changes by being stored: what is told is in canonical form already.
    assert set(once) == set(rdf.article_quads(extraction))


@slow
@given(
    st.lists(
        st.builds(
            Link,
            st.sampled_from(LinkKind),
            ids,
            ids,
            st.lists(st.tuples(words, words), max_size=3).map(tuple),
            st.floats(0, 1),
            st.sampled_from(Review),
        ),
        max_size=5,
        unique_by=lambda link: link.id,
    )
)
def test_links_come_back_equal(links: list[Link]) -> None:
    ordered = tuple(sorted(links, key=lambda link: link.id))
    assert rdf.read_links(stored(rdf.link_quads(Corpus(links=ordered)))) == ordered


@slow
@given(
    st.lists(
        st.builds(
            Comparison,
            st.sampled_from(Verdict),
            st.sets(ids, min_size=2, max_size=4).map(lambda members: tuple(sorted(members))),
            words,
            words,
            maybe_words,
            st.none() | ids,
            st.lists(st.tuples(words, words | decimals.map(str)), max_size=3).map(tuple),
            st.booleans(),
            confidences,
        ),
        max_size=5,
        unique_by=lambda comparison: comparison.id,
    )
)
def test_comparisons_come_back_equal(comparisons: list[Comparison]) -> None:
    ordered = tuple(sorted(comparisons, key=lambda comparison: comparison.id))
    assert rdf.read_comparisons(stored(rdf.derived_quads(Corpus(), ordered))) == ordered


@slow
@given(
    st.lists(
        st.builds(
            Group,
            ids,
            words,
            st.sets(words, max_size=3).map(lambda names: tuple(sorted(names))),
            st.sets(ids, max_size=2).map(lambda broader: tuple(sorted(broader))),
            st.booleans(),
        ),
        max_size=4,
        unique_by=lambda group: group.id,
    ),
    st.lists(
        st.builds(Measure, ids, words, st.none() | ids), max_size=4, unique_by=lambda measure: measure.id
    ),
)
def test_groups_and_measures_come_back_equal(groups: list[Group], measures: list[Measure]) -> None:
    quads = stored(rdf.entity_quads(Corpus(groups=tuple(groups), measures=tuple(measures))))
    assert rdf.read_groups(quads) == tuple(sorted(groups, key=lambda group: group.id))
    assert rdf.read_measures(quads) == tuple(sorted(measures, key=lambda measure: measure.id))


def test_a_corpus_comes_back_equal(example: ModuleType) -> None:
    corpus: Corpus = example.CORPUS
    texts = {extraction.article.sha256: extraction.article.text for extraction in corpus.extractions}
    back = rdf.read_corpus(
        [stored(rdf.article_quads(extraction, corpus)) for extraction in corpus.extractions],
        stored(rdf.entity_quads(corpus)),
        stored(rdf.link_quads(corpus)),
        texts.__getitem__,
    )
    assert back == corpus


def test_the_plain_triple_says_who_what_and_how_much(example: ModuleType) -> None:
    store = Store()
    store.extend(rdf.article_quads(example.EXTRACTIONS[0], example.CORPUS))
    rows = store.query(
        "SELECT ?group ?measure ?value { ?group ?measure ?value }",
        use_default_graph_as_union=True,
        substitutions={
            Variable("group"): v.node("group-teachers"),
            Variable("measure"): v.node("measure-tablets-save-time-in-class"),
        },
    )
    assert [row["value"].value for row in rows] == ["41"]


def test_a_change_has_a_measure_of_its_own(example: ModuleType) -> None:
    level, change = (
        next(q.object for q in quads if q.subject == v.node(record.id) and q.predicate == v.PREDICATE)
        for quads in [list(rdf.article_quads(example.EXTRACTIONS[0], example.CORPUS))]
        for record in (example.LEADERS, example.DISTANCE)
    )
    assert level != change
    entities = set(rdf.entity_quads(example.CORPUS))
    assert Quad(change, v.CHANGE_OF, level, v.ENTITIES) in entities


def test_nobody_named_is_a_group_of_its_own_and_no_group_in_the_record(example: ModuleType) -> None:
    quads = list(rdf.article_quads(example.EXTRACTIONS[0], example.CORPUS))
    subject = v.node(example.DISTANCE.id)
    named = [q.object for q in quads if q.subject == subject and q.predicate == v.SUBJECT]
    assert named == [v.node("group-unstated")]
    groups, _ = read_placements(quads)
    assert example.DISTANCE.id not in groups


def test_the_spelling_of_a_value_outlives_its_canonical_form(example: ModuleType) -> None:
    article = Article("It cost 12.50 dollars in all.")
    quote = Quote.of(article, 8, 13)
    statistic = Statistic(quote, quote, Decimal("12.50"), "dollars", Bound.EXACT, Kind.LEVEL, None, None)
    quads = stored(rdf.article_quads(Extraction(article, statistics=(statistic,))))
    said = {q.predicate: q.object.value for q in quads if q.subject == v.node(statistic.id)}
    assert (said[v.VALUE], said[v.VALUE_TEXT]) == ("12.5", "12.50")
    assert said[v.UNIT] == v.ID + "unit-dollars"


def test_every_node_stands_for_itself_or_for_another(example: ModuleType) -> None:
    stands = {
        v.key(q.subject): v.key(q.object)
        for q in rdf.link_quads(example.CORPUS)
        if q.predicate == v.CANONICAL
    }
    assert stands["group-principals"] == "group-school-leaders"
    assert stands["group-school-leaders"] == "group-school-leaders"
    assert {key: one for key, one in stands.items() if key != one} == example.CORPUS.same_as


def test_the_first_of_two_records_with_one_id_is_kept() -> None:
    article = Article("Half of them did.")
    one, other = (Study("study-x", name=name, source=article.id) for name in ("One", "Other"))
    quads = stored(rdf.article_quads(Extraction(article, studies=(one, other))))
    back = rdf.read_extraction(quads, {article.sha256: article.text}.__getitem__)
    assert back.studies == (one,)


def test_a_text_that_was_changed_is_noticed(example: ModuleType) -> None:
    quads = list(rdf.article_quads(example.EXTRACTIONS[0]))
    with pytest.raises(ConversionError, match="not the one it names"):
        rdf.read_extraction(quads, lambda _: example.SURVEY.text.replace("62", "63"))


def test_a_quote_that_says_other_words_cannot_be_read(example: ModuleType) -> None:
    quads = [
        Quad(q.subject, q.predicate, literal("other words"), q.graph_name) if q.predicate == v.EXACT else q
        for q in rdf.article_quads(example.EXTRACTIONS[0])
    ]
    with pytest.raises(RecordError):
        rdf.read_extraction(quads, lambda _: example.SURVEY.text)


def test_a_missing_triple_is_named(example: ModuleType) -> None:
    quads = [q for q in rdf.article_quads(example.EXTRACTIONS[0]) if q.predicate != v.BOUND]
    with pytest.raises(ConversionError, match="bound"):
        rdf.read_extraction(quads, lambda _: example.SURVEY.text)


def test_a_value_without_end_is_no_value() -> None:
    article = Article("Infinitely many.")
    quote = Quote.of(article, 0, 10)
    statistic = Statistic(quote, quote, Decimal("Infinity"), "count", Bound.EXACT, Kind.LEVEL, None, None)
    with pytest.raises(ConversionError, match="finite"):
        list(rdf.article_quads(Extraction(article, statistics=(statistic,))))
