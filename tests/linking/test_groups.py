"""Labels of groups are placed: by the whole phrase, by the head noun, or as a concept of their own."""

from __future__ import annotations

import pytest

from claimgraph.linking import LINK_LEVEL, Scheme, group_id, is_whole
from claimgraph.linking.groups import place
from claimgraph.model import Group, Link, LinkKind


def links(label: str, scheme: Scheme) -> list[Link]:
    return [link for link in place([label], scheme).links if link.confidence >= LINK_LEVEL]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("CIOs", "group-chief-information-officers"),
        ("the Chief Marketing Officer", "group-chief-marketing-officers"),
        ("IT execs", "group-it-executives"),
        ("IT executives who were surveyed", "group-it-executives"),
        ("heads of marketing", "group-marketing-executives"),
        ("millennial respondents", "group-millennials"),
        ("nurse", "group-nurses"),
    ],
)
def test_a_name_of_a_known_group_is_that_group(label: str, concept: str, scheme: Scheme) -> None:
    assert [(link.kind, link.object) for link in links(label, scheme)] == [(LinkKind.SAME_GROUP, concept)]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("adults under 30", "group-adults"),
        ("Republican-leaning independents", "group-independents"),
        ("nurses who work at night", "group-nurses"),
        ("Welsh teachers", "group-teachers"),
    ],
)
def test_a_qualifier_makes_a_narrower_group_of_its_head_noun(
    label: str, concept: str, scheme: Scheme
) -> None:
    assert [(link.kind, link.object) for link in links(label, scheme)] == [(LinkKind.BROADER_GROUP, concept)]


def test_a_joint_group_holds_its_parts_whatever_their_order(scheme: Scheme) -> None:
    placed = place(["senior marketing and IT executives", "IT and marketing executives"], scheme)
    parts = {(link.subject, link.object) for link in placed.links if link.kind is LinkKind.BROADER_GROUP}
    assert {part for part, _ in parts} == {"group-marketing-executives", "group-it-executives"}
    assert [link.kind for link in placed.links].count(LinkKind.SAME_GROUP) == 1


def test_what_the_scheme_does_not_know_joins_its_own_spellings(scheme: Scheme) -> None:
    placed = place(["the lighthouse keepers", "Lighthouse Keeper", "oyster growers"], scheme)
    assert [(link.subject, link.object) for link in placed.links] == [
        ("group-lighthouse-keepers", "group-lighthouse-keeper")
    ]
    assert {group.id for group in placed.groups} == {
        "group-lighthouse-keepers",
        "group-lighthouse-keeper",
        "group-oyster-growers",
    }


def test_a_chief_and_a_department_are_of_one_side(scheme: Scheme) -> None:
    assert scheme.one_side("group-chief-marketing-officers", "group-marketers")
    assert scheme.one_side("group-chief-information-officers", "group-it-departments")
    assert not scheme.one_side("group-chief-information-officers", "group-chief-marketing-officers")
    assert not scheme.one_side("group-chief-marketing-officers", "group-executives")
    assert not scheme.one_side("group-marketing-departments", "group-it-executives")
    assert not scheme.one_side("group-likely-voters", "group-voters")


@pytest.mark.parametrize("label", ["respondents", "those surveyed", "all respondents", "people polled"])
def test_everybody_asked_is_the_whole(label: str) -> None:
    assert is_whole(label)


@pytest.mark.parametrize("label", ["adults", "nurses surveyed", "female respondents", "people"])
def test_a_named_part_is_not_the_whole(label: str) -> None:
    assert not is_whole(label)


def test_the_id_is_made_of_the_label() -> None:
    assert group_id("the IT executives") == "group-it-executives"
    assert group_id("Größere Städte") == "group-grossere-stadte"
    assert group_id("护士") != group_id("教师")
    assert len(group_id("people who " + "wait and " * 40)) < 80


def test_a_scheme_of_the_users_own_serves_as_well() -> None:
    scheme = Scheme([Group("group-keepers", "keepers", ("lighthouse staff",), scheme=True)])
    assert links("Lighthouse staff", scheme)[0].object == "group-keepers"
