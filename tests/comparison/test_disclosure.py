"""What is known of how a study was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimgraph.comparison.disclosure import ITEMS, disclose
from claimgraph.linking import link
from claimgraph.model import Article, Bound, Extraction, Group, Sample, Study

METHOD = """\
The survey was commissioned by the Guild of Tide Pilots and conducted by Harbour Institute.
It was conducted by telephone from March 3 to 9, 2021, among a random sample of 812 adults on the coast, \
drawn from the voter file.
They were asked: "Do you trust the tide tables that the port prints?"
Results are weighted by age and sex; the margin of sampling error is 3.5 points.
"""


def told(text: str, **fields) -> Extraction:  # type: ignore[no-untyped-def]
    article = Article(text, path="a.txt")
    study = Study(Study.told_id(article, ("Harbour Institute",), None), organisations=("Harbour Institute",))
    return Extraction(article, (replace(study, source=article.id, **fields),))


def known(extraction: Extraction, groups: tuple[Group, ...]) -> dict[str, str | None]:
    return dict(disclose(extraction.studies[0].id, link([extraction], (), groups)).items)


def test_all_that_an_article_says_is_known(groups: tuple[Group, ...]) -> None:
    extraction = told(METHOD, samples=(Sample(812, Bound.EXACT, "adults"),))
    assert [name for name, words in known(extraction, groups).items() if not words] == []
    found = disclose(extraction.studies[0].id, link([extraction], (), groups))
    assert (found.known, found.score) == (len(ITEMS), 1.0)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("sponsor", "Guild of Tide Pilots"),
        ("mode", "by telephone"),
        ("dates", "March 3 to 9"),
        ("sample source", "voter file"),
        ("weighting", "age and sex"),
        ("margin", "3.5 points"),
        ("wording", "trust the tide tables"),
    ],
)
def test_each_item_is_told_in_the_words_of_the_article(item: str, words: str, groups) -> None:  # type: ignore[no-untyped-def]
    assert words in (known(told(METHOD), groups)[item] or "")


def test_what_nobody_says_is_not_known(groups: tuple[Group, ...]) -> None:
    text = "Nurses weigh their words. They call by phone at night, and commissioned boats sail in March."
    found = known(told(text), groups)
    assert {name for name, words in found.items() if words} == {"conductor"}


def test_what_an_article_of_two_studies_says_is_of_neither(groups: tuple[Group, ...]) -> None:
    extraction = told(METHOD)
    other = Study(Study.told_id(extraction.article, ("Gannet Trust",), None), organisations=("Gannet Trust",))
    two = replace(extraction, studies=(*extraction.studies, replace(other, source=extraction.article.id)))
    assert known(two, groups)["margin"] is None


def test_the_record_goes_before_the_words(groups: tuple[Group, ...]) -> None:
    assert known(told(METHOD, mode="online", fieldwork="June 2020"), groups)["mode"] == "online"
