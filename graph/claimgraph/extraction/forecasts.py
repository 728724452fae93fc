"""Know the numbers that a company or its analysts expect: a forecast reports no finding."""

from __future__ import annotations

import re

from claimgraph.extraction.mentions import Mention

_RESULTS = r"(?:sales|revenues?|turnover|profits?|earnings|growth|margins?|income|results|dividend|output)"
_FORECAST = re.compile(
    r"\b(?:forecasts?|guidance|targets?|outlook)\b(?!\s(?:made|was|were|said))[^.;]{0,70}$"
    rf"|\b(?:expects|projects|forecasts|anticipates|is\s(?:projecting|expecting|forecasting))\s[^.;]{{0,60}}?\b{_RESULTS}\b[^.;]{{0,40}}$"
    rf"|\b(?:expects|projects|forecasts|anticipates)\s(?:[a-z]+\s){{0,4}}{_RESULTS}\b[^.;]{{0,40}}$"
    r"|\b(?:analysts?|economists|brokers|the\smarket)\b[^.;]{0,40}\s(?:had\s)?(?:expected|forecast|predicted|pencilled\sin)\s[^.;]{0,20}$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\s(?:that\s|which\s)?(?:analysts?|economists|brokers|the\smarket)\s(?:had\s|have\s)?(?:expected|forecast|predicted)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:percent|per\scent|respondents|surveyed|polled\sby\sphone)\b|%", re.IGNORECASE)


def is_forecast(mention: Mention) -> bool:
    """Return whether a number is what a company or analysts expect of its results."""
    told = _FORECAST.search(mention.before)
    if told is not None:
        return _ASKED.search(mention.before[: told.start()]) is None
    return _EXPECTED.match(mention.after) is not None
