"""Claims: clauses without a figure, and who holds them."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction import claims, clauses, samples, studies
from claimgraph.extraction.sentences import split
from claimgraph.model import Article, Bound, Claim, Kind, Quote, Statistic


def claims_in(text: str, statistics: tuple[Statistic, ...] = ()) -> tuple[Claim, ...]:
    article, sentences = Article(text), split(text)
    told = studies.find(article, sentences, samples.find(text, sentences))
    return claims.find(article, sentences, told, statistics)


def held(text: str) -> list[tuple[str, str | None]]:
    return [(c.quote.exact, c.holder.text if c.holder else None) for c in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ringers are losing patience with their bells.",
            [("Ringers are losing patience with their bells", None)],
        ),
        ("Ann Holt said that ringers are losing patience.", [("ringers are losing patience", "Ann Holt")]),
        ("Ringers are losing patience, Ann Holt said.", [("Ringers are losing patience", "Ann Holt")]),
        ("Ringers are losing patience, says a report.", [("Ringers are losing patience", "a report")]),
        (
            "Ringers are losing patience, according to the Larkfield survey.",
            [("Ringers are losing patience", "the Larkfield survey")],
        ),
        ("“Ringers are losing patience,” said Ann Holt.", [("Ringers are losing patience", "Ann Holt")]),
        (
            '"Ringers are losing patience," Ann Holt said, "and they will leave the towers soon."',
            [("Ringers are losing patience", "Ann Holt"), ("they will leave the towers soon", "Ann Holt")],
        ),
        (
            "Ringers are losing patience, but they will not leave the towers.",
            [("Ringers are losing patience", None), ("they will not leave the towers", None)],
        ),
        (
            "While ringers are losing patience, they will not leave the towers.",
            [("ringers are losing patience", None), ("they will not leave the towers", None)],
        ),
        ("Towers should be mended before the winter.", [("Towers should be mended before the winter", None)]),
        ("The survey found that old towers need repairs.", [("old towers need repairs", "The survey")]),
        ("There is no doubt that old towers need repairs.", [("old towers need repairs", None)]),
        (
            "Larkfield Times: “Old towers need repairs soon. They leak.”",
            [("Old towers need repairs soon", "Larkfield Times")],
        ),
    ],
)
def test_a_claim_is_the_clause_and_its_holder_stands_apart(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Are ringers losing patience with their bells?",
        "Mend the tower before winter\n",
        "Read the whole report before the winter.",
        "Visit our site for all the figures.",
        "Some 40 percent of ringers are losing patience.",
        "Half of the ringers are losing patience.",
        "The survey was conducted among ringers in every county.",
        "The poll has a margin of error of three points.",
        "I have been on calls with ringers all week.",
        "Ann Holt is a senior editor at Larkfield.",
    ],
)
def test_questions_requests_method_and_figures_are_no_claims(text: str) -> None:
    assert held(text) == []


def test_an_extracted_figure_keeps_its_clause_out() -> None:
    text = "Marl has 9,400 active ringers today, but they are losing patience."
    article = Article(text)
    figure = Statistic(
        value_quote=Quote.of(article, 9, 14),
        quote=Quote.of(article, 0, len(text)),
        value=Decimal(9400),
        unit="count",
        bound=Bound.EXACT,
        kind=Kind.LEVEL,
        group=None,
        statement=None,
    )
    assert [c.quote.exact for c in claims_in(text, (figure,))] == ["they are losing patience"]


def test_a_quotation_over_sentences_has_one_speaker() -> None:
    text = "“Ringers lose their patience,” said Ann Holt. “They feel alone up there. Nobody mends the bells.”"
    assert [holder for _, holder in held(text)] == ["Ann Holt"] * 3


def test_a_pronoun_goes_back_to_the_speaker_before() -> None:
    text = "Ann Holt said that ringers are tired of it. She added that they will leave the towers."
    assert [holder for _, holder in held(text)] == ["Ann Holt", "Ann Holt"]


def test_a_share_of_the_people_asked_holds_no_claim() -> None:
    assert held("A majority of ringers say they are losing patience.")[-1][1] is None


def test_a_claim_of_a_study_knows_it() -> None:
    text = (
        "A Larkfield survey asked 400 ringers; 40 percent sing.\n\n"
        "The survey found that ringers are losing patience.\n\nAnn Holt said that bells are cheap these days."
    )
    found = claims_in(text)
    assert [c.study is not None for c in found if c.holder] == [True, False]


def test_a_clause_is_cut_from_the_text_without_its_marks() -> None:
    text = "“But bells, in short, are cheap,” she said."
    assert [text[c.start : c.end] for c in clauses.split(text, 0, len(text))] == [
        "bells, in short, are cheap"
    ]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("Aa said that, and it is “”\"'.?5%—\n")),
        max_size=250,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_clauses_apart_from_each_other(text: str) -> None:
    found = claims_in(text)
    assert found == claims_in(text)
    for before, after in pairwise(found):
        assert before.quote.end <= after.quote.start


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(copies: int) -> float:
        text = "“Bells are cheap, and they last,” said Ann Holt, who is tired of them. " * copies
        began = time.process_time()
        claims_in(text)
        return time.process_time() - began

    seconds(10)
    assert seconds(800) < 4 * seconds(400) + 0.3
