"""Links become identities: strongest first, never against a person or a veto."""

from __future__ import annotations

from itertools import permutations

import pytest

from claimgraph.linking.identity import LINK_LEVEL, settle
from claimgraph.model import Link, LinkKind, Review

SAME = LinkKind.SAME_MEASURE


def link(one: str, other: str, confidence: float = 0.9, review: Review = Review.PROPOSED) -> Link:
    return Link(SAME, one, other, (("words", "alike"),), confidence, review)


def test_the_smallest_id_stands_for_all_unless_one_is_preferred() -> None:
    chain = [link("b", "c"), link("a", "b")]
    assert settle(chain, (), ())[1] == {"b": "a", "c": "a"}
    assert settle(chain, (), {"c"})[1] == {"a": "c", "b": "c"}


def test_a_link_below_the_level_does_not_count() -> None:
    links, same_as = settle([link("a", "b", LINK_LEVEL - 0.01)], (), ())
    assert same_as == {}
    assert len(links) == 1


@pytest.mark.parametrize("ends", [("a", "b"), ("b", "a")])
def test_a_decision_holds_whichever_end_is_named_first(ends: tuple[str, str]) -> None:
    decision = link(*ends, review=Review.REJECTED)
    links, same_as = settle([link("a", "b")], [decision], ())
    assert same_as == {}
    assert [made.review for made in links] == [Review.REJECTED]
    assert links[0].evidence  # what the program found stays to be seen


def test_no_chain_joins_what_a_person_keeps_apart() -> None:
    decision = link("a", "c", review=Review.REJECTED)
    links, same_as = settle([link("a", "b", 0.95), link("b", "c", 0.9)], [decision], ())
    assert same_as == {"b": "a"}
    (weaker,) = [made for made in links if {made.subject, made.object} == {"b", "c"}]
    assert weaker.confidence < LINK_LEVEL
    assert "against" in dict(weaker.evidence)


def test_a_veto_between_two_members_keeps_their_sets_apart() -> None:
    def clash(one: object, other: object) -> str | None:
        return "polarity" if {"a", "c"} <= set(one) | set(other) else None  # type: ignore[call-overload]

    links = [link("a", "b", 0.95), link("b", "c", 0.9), link("c", "d", 0.85)]
    for order in permutations(links):
        assert settle(order, (), (), clash)[1] == {"b": "a", "d": "c"}


def test_the_word_of_a_person_is_stronger_than_a_veto() -> None:
    decision = link("a", "b", review=Review.ACCEPTED)
    assert settle([], [decision], (), lambda one, other: "polarity")[1] == {"b": "a"}


def test_a_proposal_is_no_decision() -> None:
    assert settle([], [link("a", "b", 1.0)], ()) == ((), {})
