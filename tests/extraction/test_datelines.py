"""The date that an article gives itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.datelines import date_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Bakers at odds\n\nBy Una Prell\nPublished: October 3, 2021\n\nA third of bakers …", "2021-10-03"),
        ("Bakers at odds\nTue 16 Jan 2024 06.00 GMT\nA third of bakers …", "2024-01-16"),
        ("Bakers at odds\n\nELMTON, Sept. 4, 2019 (BNS) — A third of bakers rise late.", "2019-09-04"),
        ("Bakers at odds\n2018-02-28\nA third of bakers …", "2018-02-28"),
        ("Bakers at odds\n\nA third of bakers rise late.\n\nPosted on 5th March 2020 by Una", "2020-03-05"),
        ("Bakers at odds\n\nThe survey was conducted by telephone on March 5, 2020.", None),
        (
            "A third of the bakers asked on March 5, 2020, told the guild that they rise late, as they did.",
            None,
        ),
        ("Bakers at odds\n\nUna Prell was born on 5 March 1980.", None),
        ("", None),
    ],
)
def test_an_article_dates_itself_in_lines_of_its_own(text: str, date: str | None) -> None:
    assert date_of(text) == date


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    date_of(text)
