"""Every figure of a draft against the graph: which thing differs, and no alarm without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import HARBOUR, RETOLD

from claimgraph import reading
from claimgraph.comparison.drafts import Checked, Standing, check
from claimgraph.extraction import extract
from claimgraph.linking import link
from claimgraph.model import Article, Corpus
from claimgraph.rdf import read_scheme
from claimgraph.studies import read_register

CASES = Path(__file__).parent / "cases"
Case = tuple[str, str | None, str]
"""Standing, what differs, and the sentence with its figure in brackets."""


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
    assert (one.standing.value, one.about) == (standing, about)
    assert (one.source is None) == (one.standing is Standing.NOT_FOUND)


def test_what_the_source_says_of_the_group_that_the_draft_names_is_told(harbour: Corpus) -> None:
    (one,) = checked("81 percent of dockers said that the new cranes make their work safer.", harbour)
    assert one.source is not None and one.source.group is not None
    assert one.source.group.text == "shipowners"
    assert {other.value_quote.exact for other in one.others} == {"62 percent"}


def test_a_sample_told_otherwise_differs_in_its_base(harbour: Corpus) -> None:
    text = 'The survey "Ports in Transition" by the Tidewater Institute asked 4,000 dockers in 2021.'
    (one,) = checked(text, harbour)
    assert (one.standing, one.about, one.quote.exact) == (Standing.DIFFERS, "base", "4,000 dockers")
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


def cases(name: str) -> list[list[Case]]:
    drafts = []
    for block in (CASES / name).read_text("utf-8").split("\n## ")[1:]:
        draft: list[Case] = []
        for line in block.splitlines()[1:]:
            if " | " in line:
                wanted, sentence = line.split(" | ", 1)
                standing, _, about = wanted.partition(" ") if "differs" in wanted else (wanted, "", "")
                draft.append((standing, about or None, sentence))
        drafts.append(draft)
    return drafts


@pytest.mark.long
@pytest.mark.parametrize("name", ["drafts.txt", "drafts-unseen.txt"])
def test_seeded_faults_are_found_and_warnings_are_right(root: Path, name: str) -> None:
    """Measured: 31 of 31 found, 31 warnings, all right; unseen 19 of 19 and 19."""
    corpus = corpus_of([reading.read(file) for file in sorted((root / "sources" / "articles").glob("*.md"))])
    faults = found = warnings = right = 0
    for draft in cases(name):
        text, places = "", []
        for _, _, sentence in draft:
            before, figure, after = sentence.replace("]", "[").split("[")
            places.append((len(text) + len(before), len(text) + len(before) + len(figure)))
            text += f"{before}{figure}{after}\n\n"
        results = [one for one in checked(text, corpus) if one.statistic]
        for (standing, about, _), (start, end) in zip(draft, places, strict=True):
            mine = [one for one in results if one.quote.start < end and start < one.quote.end]
            told = [one.about for one in mine if one.standing is Standing.DIFFERS]
            faults += standing == "differs"
            found += standing == "differs" and about in told
        differing = [one for one in results if one.standing is Standing.DIFFERS]
        warnings += len(differing)
        right += sum(
            any(
                standing == "differs"
                and about == one.about
                and start < one.quote.end
                and one.quote.start < end
                for (standing, about, _), (start, end) in zip(draft, places, strict=True)
            )
            for one in differing
        )
    assert faults > 15
    assert found / faults >= 0.9
    assert right / warnings >= 0.9
