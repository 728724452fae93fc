from __future__ import annotations

import pytest

from claimgraph.errors import NotFoundError
from claimgraph.presentation import lookup


def test_every_record_can_be_described(corpus, comparisons, short):
    catalogue = lookup.Catalogue(corpus, comparisons)
    told = {study.id for study in corpus.studies}  # comparisons name a study as one article tells of it
    assert len(catalogue.ids - told) == 10 + 1 + 3 + 2 - len(told & {*catalogue.studies}) + 2 + 4 + 8
    for key in catalogue.ids:
        one = catalogue.corpus.canonical(key)
        assert f"id {short(one)}" in lookup.describe(key, corpus, comparisons, short)


def test_a_study_told_by_three_articles_is_one_with_all_its_figures(corpus, comparisons, short):
    told = corpus.extractions[1].studies[0]
    text = lookup.describe(told.id, corpus, comparisons, short)
    assert text.splitlines()[0].startswith(
        "Shelf Life: Who Chooses What We Read. Harbour Institute and Oakline, 2020"
    )
    assert text.count("stat-") == 9
    assert "49 %" not in text


def test_a_study_shows_what_is_known_of_its_making(corpus, comparisons, short):
    text = lookup.describe(corpus.extractions[1].studies[0].id, corpus, comparisons, short)
    assert "of 10 items that pollsters are asked for (AAPOR)" in text
    assert "conductor     Harbour Institute and Oakline" in text
    (missing,) = [line for line in text.splitlines() if line.strip().startswith("not known")]
    assert "weighting" in missing and "conductor" not in missing


def test_a_comparison_shows_its_reason_and_both_quotes(corpus, comparisons, short):
    text = lookup.describe(comparisons[4].id, corpus, comparisons, short)
    assert text.startswith("disagreement: a disagreement of 22 points")
    assert "Reason   Two studies are 22 points apart." in text
    assert "49 percent of them find" in text
    assert "71 percent of librarians find" in text


def test_a_gap_without_bases_is_marked_untested(corpus, comparisons):
    assert lookup.verdict(comparisons[0]) == "a gap of 39 points"
    assert lookup.verdict(comparisons[3]) == "a rise of 6 points over time, untested"


def test_a_claim_names_who_says_it(corpus, comparisons, short):
    (claim,) = corpus.extractions[0].claims
    text = lookup.describe(claim.id, corpus, comparisons, short)
    assert text.startswith("claim  Mara Lind says\n  “The catalogue is the heart of the school”")


def test_an_unknown_id_says_where_to_look(corpus, comparisons, short):
    with pytest.raises(NotFoundError, match="claimgraph find"):
        lookup.describe("stat-ffff", corpus, comparisons, short)
