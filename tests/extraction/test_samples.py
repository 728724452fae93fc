"""How many were asked, in the language of news about surveys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction import samples
from claimgraph.extraction.sentences import split
from claimgraph.model import Article, Bound


def asked(text: str) -> list[tuple[int, str | None]]:
    return [(m.n, m.group) for m in samples.find(text, split(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guild surveyed 412 bakers in May.", [(412, "bakers")]),
        ("Orchard Trust polled 1,204 randomly chosen gardeners.", [(1204, "randomly chosen gardeners")]),
        ("A survey of 66 lighthouse keepers was published.", [(66, "lighthouse keepers")]),
        ("The findings rest on interviews with 1,005 adults.", [(1005, "adults")]),
        ("It was conducted online June 3-9 among 2,310 cyclists.", [(2310, "cyclists")]),
        ("In all, 811 tram drivers took part.", [(811, "tram drivers")]),
        ("Some 1,494 respondents in 36 countries answered.", [(1494, "respondents")]),
        ("For the paper, 350 chefs nationwide were questioned.", [(350, "chefs")]),
        ("A total of 3,028 adults aged 18 or over were interviewed.", [(3028, "adults")]),
        ("Half of potters agree (n = 500).", [(500, None)]),
        ("Base: 1,204 anglers", [(1204, "anglers")]),
        ("The survey drew on a sample of 2,000.", [(2000, None)]),
        ("The poll sample is large (about 9,000 Danish adults).", [(9000, "Danish adults")]),
        ("The institute spoke with 240 parents of twins.", [(240, "parents of twins")]),
        ("The survey asked 400 dockers and 250 shipowners.", [(400, "dockers"), (250, "shipowners")]),
        ("The poll of 1,033 adults, including 389 renters, ended.", [(1033, "adults"), (389, "renters")]),
        ("Acme surveyed 1.2 million users.", [(1_200_000, "users")]),
        ("Acme surveyed two thousand users.", [(2000, "users")]),
    ],
)
def test_it_finds_who_was_asked(text: str, expected: list[tuple[int, str | None]]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Of the bakers polled, 58 percent work at night.",
        "Six in 10 people polled said they were tired.",
        "The survey covered 24 countries.",
        "The survey asked 20 questions.",
        "The study was conducted in 2014 by the guild.",
        "In all, 312 respondents said they would leave.",
        "The firm has 3,000 employees and sold 400 boats.",
        "The report was released on June 12 with 80 pages.",
        "The poll has a margin of error of 3 percentage points.",
        "The report, conducted by 451 Research, is out.",
    ],
)
def test_other_numbers_are_no_samples(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("400", Bound.EXACT),
        ("more than 400", Bound.MORE_THAN),
        ("over 400", Bound.MORE_THAN),
        ("400+", Bound.MORE_THAN),
        ("at least 400", Bound.AT_LEAST),
        ("some 400", Bound.ABOUT),
        ("nearly 400", Bound.ABOUT),
        ("fewer than 400", Bound.LESS_THAN),
        ("up to 400", Bound.AT_MOST),
    ],
)
def test_a_bound_is_kept_and_is_part_of_the_text(words: str, bound: Bound) -> None:
    text = f"Acme surveyed {words} nurses."
    (mention,) = samples.find(text, split(text))
    assert mention.bound is bound
    assert text[mention.text_start : mention.text_end] == f"{words} nurses"
    assert text[mention.start : mention.end].startswith("400")


def test_groups_that_share_a_noun_both_get_it() -> None:
    assert asked("Acme surveyed 237 harbour and 211 river pilots.") == [
        (237, "harbour pilots"),
        (211, "river pilots"),
    ]


def labels(text: str) -> list[tuple[int, str | None]]:
    made = samples.samples(Article(text), samples.find(text, split(text)))
    return [(sample.n, sample.group) for sample in made]


def test_the_group_is_left_out_where_the_whole_sample_is_meant() -> None:
    assert labels("Acme surveyed 412 bakers.") == [(412, None)]
    assert labels("Acme polled 900 adults. Among the 310 commuters surveyed, the error is 5 points.") == [
        (900, None),
        (310, "commuters"),
    ]


def test_groups_side_by_side_keep_their_labels() -> None:
    assert labels("Acme polled 900 pilots and 310 stewards.") == [(900, "pilots"), (310, "stewards")]


def test_a_sample_told_twice_is_one() -> None:
    assert labels("Acme surveyed 412 bakers. The 412 bakers surveyed work at night.") == [(412, None)]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("0123456789, .ofwith surveyed poll")),
        max_size=200,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_numbers_that_stand_in_it(text: str) -> None:
    for mention in samples.find(text, split(text)):
        assert 0 <= mention.text_start <= mention.start < mention.end <= mention.text_end <= len(text)
