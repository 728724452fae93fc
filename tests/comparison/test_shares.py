"""Whether a percentage can be of its base, and words beside figures."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.comparison import compare
from claimgraph.comparison.shares import can_be
from claimgraph.linking import link
from claimgraph.model import Bound, Comparison, Group, Verdict

WORDS = ("carry a whistle on watch", "trust the tide tables", "feel rested after the night shift")


def rule(found: tuple[Comparison, ...], name: str) -> list[Comparison]:
    return [comparison for comparison in found if comparison.rule.startswith(name)]


@given(n=st.integers(1, 3000), k=st.data())
def test_a_share_of_whole_persons_can_be(n: int, k: st.DataObject) -> None:
    persons = k.draw(st.integers(0, n))
    told = round(Decimal(100 * persons) / n)
    assert can_be(Decimal(told), n, Decimal("0.5"))


def test_a_share_of_no_number_of_persons_cannot() -> None:
    assert not can_be(Decimal(17), 11, Decimal("0.5"))  # 18.2 and 9.1 are
    assert not can_be(Decimal("52.1"), 40, Decimal("0.05"))  # 52.5 is


@pytest.mark.parametrize(
    ("values", "n", "bound", "verdicts"),
    [
        (("18 percent", "36 percent", "17 percent"), 11, Bound.EXACT, [Verdict.ARITHMETIC]),
        (("18 percent", "36 percent", "27 percent"), 11, Bound.EXACT, []),
        (("17 percent",), 11, Bound.EXACT, [Verdict.CANNOT_TELL]),  # nothing bears the base out
        (("17 percent", "33 percent", "52 percent"), 11, Bound.EXACT, [Verdict.CANNOT_TELL] * 3),
        (("18 percent", "36 percent", "17 percent"), 11, Bound.ABOUT, []),
        (("18 percent", "36 percent", "about 17 percent"), 11, Bound.EXACT, []),
    ],
)
def test_small_bases(  # type: ignore[no-untyped-def]
    values, n: int, bound: Bound, verdicts, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = tellings.tell(
        "a",
        [
            tellings.Told(value, "nurses", words, bound=Bound.ABOUT if "about" in value else Bound.EXACT)
            for value, words in zip(values, WORDS, strict=False)
        ],
        [tellings.Survey(samples=((n, bound, "nurses"), (900, Bound.EXACT, "teachers")))],
    )
    found = rule(compare(link([told], (), groups)), "possible-share")
    assert [c.verdict for c in found] == verdicts
    assert all(told.studies[0].id in c.members for c in found)


@pytest.mark.parametrize(
    ("words", "value", "bound", "wrong"),
    [
        ("a majority", 50, Bound.MORE_THAN, True),
        ("two-thirds", 67, Bound.EXACT, True),
        ("nearly half", 50, Bound.ABOUT, False),
        ("less than half", 50, Bound.LESS_THAN, False),
    ],
)
def test_words_beside_a_figure(  # type: ignore[no-untyped-def]
    words: str, value: int, bound: Bound, wrong: bool, tellings: ModuleType, groups: tuple[Group, ...]
) -> None:
    told = tellings.tell(
        "a",
        [
            tellings.Told(words, "nurses", WORDS[0], value, bound=bound),
            tellings.Told("46 percent", "nurses", WORDS[0]),
        ],
    )
    found = rule(compare(link([told], (), groups)), "words-and-figure")
    assert [c.verdict for c in found] == [Verdict.ARITHMETIC] * wrong
