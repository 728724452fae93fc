"""Words are made comparable."""

from __future__ import annotations

import pytest

from claimgraph.linking.words import key, stem, tokens


@pytest.mark.parametrize(
    "family",
    [
        ("align", "aligned", "aligning", "alignment", "alignments"),
        ("improve", "improved", "improving", "improvement"),
        ("strategy", "strategies"),
        ("collaborate", "collaboration", "collaborating"),
        ("recognise", "recognised", "recognize", "recognized"),
        ("plan", "planned", "planning"),
    ],
)
def test_one_stem_for_one_family(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("trust", "distrust"), ("safe", "unsafe"), ("right", "righteous")]
)
def test_other_words_keep_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_key_forgets_case_number_and_article() -> None:
    assert key("The Women") == key("woman")
    assert key("IT executives") == ("it", "executive")
    assert key("U.S. adults") == ("us", "adult")


def test_contractions_are_spelt_apart() -> None:
    assert tokens("They don’t, can't and won’t pay £1,200") == [
        "they", "do", "not", "can", "not", "and", "will", "not", "pay", "£1,200",
    ]  # fmt: skip
