"""What a statement says of how two parties stand to each other."""

from __future__ import annotations

import pytest

from claimgraph.linking import Scheme
from claimgraph.linking.standing import Sense, read_standing
from claimgraph.linking.wording import read


@pytest.mark.parametrize(
    ("statement", "sense"),
    [
        ("say that cooperation with doctors has improved over the past year", Sense.BETTER),
        ("feel that their relationship with nurses is closer than five years ago", Sense.BETTER),
        ("find that mutual respect has grown since 2019", Sense.BETTER),
        ("see more trust between the two", Sense.BETTER),
        ("say they communicate more effectively with each other", Sense.BETTER),
        ("get along better with parents", Sense.BETTER),
        ("said relations between parents and teachers had gotten worse", Sense.WORSE),
        ("say the ties between tenants and landlords have weakened", Sense.WORSE),
        ("call a good relationship with parents essential", Sense.NEEDED),
        ("see the need to cooperate with doctors", Sense.NEEDED),
        ("believe dialogue with tenants is crucial to keeping a house in repair", Sense.NEEDED),
        ("work well together with nurses", Sense.GOOD),
        ("rate communication with teachers as excellent or good", Sense.GOOD),
        ("call cooperation between the two professions poor", Sense.SHORT),
        ("complain of a lack of respect on the other side", Sense.SHORT),
    ],
)
def test_the_sense_of_a_relationship(statement: str, sense: Sense, scheme: Scheme) -> None:
    found = read_standing(statement, lambda words: read(words, scheme))
    assert found is not None
    assert found.sense is sense


@pytest.mark.parametrize(
    "statement",
    [
        "sleep better than last year",  # of no relationship
        "trust the doctors",  # in no sense
        "do not find that cooperation has improved",
        "want better cooperation with doctors",
        "expect that their relationship with nurses will improve",
        "say that cooperation could improve",
        "say that cooperation would improve if wards were smaller",
        "say cooperation needs to improve",  # what is not good, or what is needed?
        "say cooperation has become more important",
        "see less trust between the two",
        "see too little cooperation, and say it is important",
        "are critical of their relationship with nurses",
        "say they have the right to respect",
        "are better at communication than doctors",
        "trust doctors a good deal",
        "have grown apart in their relationship",
    ],
)
def test_nothing_is_said_where_the_sense_is_unclear(statement: str, scheme: Scheme) -> None:
    assert read_standing(statement, lambda words: read(words, scheme)) is None


def test_what_a_relationship_is_needed_for_is_no_part_of_it(scheme: Scheme) -> None:
    found = read_standing("call trust vital to a quick recovery", lambda words: read(words, scheme))
    assert found is not None
    assert found.rest == frozenset()


def test_what_the_two_do_with_each_other_is_kept(scheme: Scheme) -> None:
    found = read_standing("say cooperation on discharge has improved", lambda words: read(words, scheme))
    assert found is not None
    assert found.rest == {"discharg"}
