"""Every figure of a draft against the graph: which thing differs, and no alarm without one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.conftest import HARBOUR, RETOLD
from tests.seeded import drafts

from claimgraph import reading
from claimgraph.comparison.drafts import Checked, Standing, check
from claimgraph.extraction import extract
from claimgraph.linking import link
from claimgraph.model import Article, Corpus
from claimgraph.rdf import read_scheme
from claimgraph.studies import read_register


def corpus_of(articles: Sequence[Article]) -> Corpus:
    return link([extract(article) for article in articles], read_register(), read_scheme())


@pytest.fixture(scope="module")
def harbour() -> Corpus:
    texts = {"harbour.txt": HARBOUR, "retold.txt": RETOLD.replace("66 percent", "62 percent")}
    return corpus_of([reading.parse(text.encode(), ".txt") for text in texts.values()])


def checked(text: str, corpus: Corpus) -> tuple[Checked, ...]:
    return check(extract(Article(text)), corpus, read_register(), read_scheme())


@pytest.mark.parametrize(
    ("sentence", "standing", "about"),
    [
        ("62 percent of dockers said that the new cranes make their work safer.", "supported", None),
        ("About 60 percent of dockers said that the new cranes make their work safer.", "rounded", None),
        ("26 percent of dockers said that the new cranes make their work safer.", "differs", "value"),
        ("81 percent of dockers said that the new cranes make their work safer.", "differs", "group"),
        ("In 2019, 44 percent of dockers said that they trust the port authority.", "differs", "year"),
        ("In 2019, 31 percent of dockers said that they trust the port authority.", "supported", None),
        (
            "62 percent of dockers said that the new cranes do not make their work safer.",
            "differs",
            "polarity",
        ),
        (
            "A survey by Oakline found that 62 percent of dockers said the new cranes make their work safer.",
            "differs",
            "study",
        ),
        ("62 percent of bakers said that bread tastes best in the morning.", "not found", None),
    ],
)
def test_one_thing_that_differs_is_named(
    harbour: Corpus, sentence: str, standing: str, about: str | None
) -> None:
    (one,) = checked(sentence, harbour)
    assert (one.standing.value, one.about) == (standing, (about,) if about else ())
    assert (one.source is None) == (one.standing is Standing.NOT_FOUND)


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        (
            "81 percent of dockers said that the new cranes do not make their work safer",
            ("group", "polarity"),
        ),
        ("81 percent of dockers said in 2015 that the new cranes make their work safer", ("group", "year")),
        (
            "62 percent of dockers said in 2015 that the new cranes do not make their work safer",
            ("polarity", "year"),
        ),
        ("70 percent of dockers said in 2015 that the new cranes make their work safer", ("value", "year")),
        ("70 percent of bakers said that the new cranes make their work safer", ("group", "value")),
    ],
)
def test_two_things_that_differ_are_named_where_the_study_is(
    harbour: Corpus, sentence: str, about: tuple[str, str]
) -> None:
    (one,) = checked(f'In "Ports in Transition", {sentence}.', harbour)
    assert (one.standing, one.about) == (Standing.DIFFERS, about)
    assert one.source is not None and one.source.statement is not None
    assert "cranes" in one.source.statement.text
    (one,) = checked(f"{sentence}.", harbour)
    assert len(one.about) < 2


def test_a_group_that_the_study_asked_may_have_given_another_answer(harbour: Corpus) -> None:
    sentence = "70 percent of shipowners said that they trust the port authority."
    (one,) = checked(f'In "Ports in Transition", {sentence}', harbour)
    assert one.standing is Standing.NOT_FOUND


def test_what_the_source_says_of_the_group_that_the_draft_names_is_told(harbour: Corpus) -> None:
    (one,) = checked("81 percent of dockers said that the new cranes make their work safer.", harbour)
    assert one.source is not None and one.source.group is not None
    assert one.source.group.text == "shipowners"
    assert {other.value_quote.exact for other in one.others} == {"62 percent"}


def test_a_sample_told_otherwise_differs_in_its_base(harbour: Corpus) -> None:
    text = 'The survey "Ports in Transition" by the Tidewater Institute asked 4,000 dockers in 2021.'
    (one,) = checked(text, harbour)
    assert (one.standing, one.about, one.quote.exact) == (Standing.DIFFERS, ("base",), "4,000 dockers")
    (one,) = checked(text.replace("4,000", "400"), harbour)
    assert one.standing is Standing.SUPPORTED


def test_a_figure_that_names_no_group_may_be_ambiguous() -> None:
    told = (
        "The Tidewater Institute asked dockers and pilots. 62 percent of dockers like the new cranes a lot."
    )
    corpus = corpus_of([Article(told + "\n\n62 percent of pilots like the new cranes a lot.")])
    (one,) = checked("According to the institute, 62 percent like the new cranes a lot.", corpus)
    assert one.standing is Standing.AMBIGUOUS
    assert one.source is not None and len(one.others) == 1


def test_an_article_of_the_graph_is_not_its_own_source(harbour: Corpus) -> None:
    alone = Corpus(harbour.extractions[:1], groups=harbour.groups, measures=harbour.measures)
    found = check(alone.extractions[0], alone, read_register(), read_scheme())
    assert {one.standing for one in found if one.statistic} == {Standing.NOT_FOUND}


@pytest.fixture(scope="module")
def worked_example() -> Corpus:
    return drafts.worked_example()


@pytest.mark.long
@pytest.mark.parametrize("name", drafts.FILES)
def test_seeded_faults_are_found_and_warnings_are_right(worked_example: Corpus, name: str) -> None:
    """`scripts/seed_errors --drafts` prints what is reached."""
    tally = drafts.measure(drafts.CASES / name, worked_example)
    assert tally.faults > 10
    assert tally.found / tally.faults >= 0.9, tally.detail
    assert tally.right / tally.warnings >= 0.9, tally.detail
