"""What those who made a study sell, as an article says beside their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction import trades


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("A survey by Brightlamp, a maker of street lamps, asked 400 residents.", "street lamps"),
        ("Brightlamp (the world's largest seller of street lamps) asked 400 residents.", "street lamps"),
        ("Brightlamp, a leading street lamp manufacturer, asked 400 residents.", "street lamp"),
        ("Brightlamp, which makes and sells street lamps in 30 countries, paid for it.", "street lamps"),
        ("The survey by lamp maker Brightlamp asked 400 residents.", "lamp"),
        ("A study by accounting software vendor Brightlamp found it.", "accounting software"),
        ("Brightlamp, a provider of payroll software for farms, found it.", "payroll software"),
    ],
)
def test_what_an_organisation_sells_is_read(text: str, goods: str) -> None:
    assert trades.find(text, ["Brightlamp"]) == (("Brightlamp", goods),)


@pytest.mark.parametrize(
    "text",
    [
        "A survey by Brightlamp asked 400 makers of street lamps.",
        "Brightlamp, which asked sellers of lamps, found it.",
        "Brightlamp, a leading provider, found it.",
        "Brightlamp, a provider of services, found it.",
        "Brightlamp, a research institute, found it. Street lamp makers were pleased.",
        "Brightlamps, a maker of street lamps, found it.",
        "The report, by Brightlamp and Gull, a maker of nets, found it.",
    ],
)
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    assert trades.find(text, ["Brightlamp"]) == ()


@given(st.text(st.sampled_from("Ab, makerof(.)* which sells"), max_size=80), st.text(max_size=6))
def test_any_text_and_any_name_can_be_read(text: str, name: str) -> None:
    for organisation, goods in trades.find(text, [name]):
        assert organisation == name
        assert goods in text
