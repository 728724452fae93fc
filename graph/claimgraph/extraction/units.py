"""Read the unit that stands beside a number: percent, points, a currency, hours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimgraph.extraction.numerals import Numeral

PERCENT = "percent"
POINTS = "points"
PERCENT_CHANGE = "percent_change"
RATIO = "ratio"
COUNT = "count"
INDEX = "index"

CURRENCY_SIGNS = {
    "$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW",
    "RS": "INR", "RS.": "INR",
}  # fmt: skip
CURRENCY_CODES = "USD|EUR|GBP|CHF|AUD|CAD|NZD|JPY|INR|CNY|SEK|NOK|DKK|BRL|ZAR|KRW|SGD|HKD|MXN|PLN"
CURRENCY_WORDS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "yuan": "CNY",
    "renminbi": "CNY", "cent": "cents", "pence": "pence",
}  # fmt: skip
TIME = "second|minute|hour|day|week|month|year|decade|quarter|night"
MEASURES = {
    "km": "kilometers", "kilometre": "kilometers", "metre": "meters", "feet": "feet", "foot": "feet",
    "inch": "inches", "kg": "kilograms", "kilo": "kilograms", "tonne": "tonnes", "gb": "gigabytes",
    "tb": "terabytes", "mb": "megabytes", "mph": "mph", "kwh": "kWh", "mw": "MW", "gw": "GW",
    "ms": "milliseconds",
    "degrees": "degrees", "degree": "degrees", "°": "degrees", "sec": "seconds", "secs": "seconds",
    "min": "minutes", "mins": "minutes", "hrs": "hours", "hr": "hours",
}  # fmt: skip
PLAIN_MEASURES = (
    "mile|meter|kilometer|yard|acre|hectare|gram|kilogram|ounce|ton|gallon|litre|liter|barrel|watt|kilowatt"
    "|megawatt|gigawatt|byte|kilobyte|megabyte|gigabyte|terabyte|petabyte|exabyte|calorie|millisecond|inche"
)

JOIN = r"(?:\s|[-‐‑–])*"
AFTER = re.compile(
    rf"""(?:
      {JOIN}(?:percentage|per[\s-]?cent(?:age)?|%)[\s-]*(?:points\b|point\b(?!\s+(?:to|out|at
        |towards?)\b)) (?P<points>)
    | {JOIN}basis[\s-]points?\b (?P<basis>)
    | \s*(?:%|％) (?P<percent>)
    | {JOIN}per[\s-]?cent(?:age|s)?\b (?P<percent2>)
    | \s?(?:pct\b\.?|p\.c\.) (?P<percent3>)
    | {JOIN}points?\b (?P<points2>)
    | \s?(?:pts?|ppts?|pp)\b (?P<points3>)
    | [\s-]+(?:U\.?S\.?\s|American\s)?(?P<money>dollar|euro|pound|yen|rupee|yuan|renminbi|cent|pence)s?\b
    | \s?(?P<code>{CURRENCY_CODES})\b
    | [\s]+(?P<measure>{TIME}|{PLAIN_MEASURES})s?\b
    | \s?(?P<short>{"|".join(sorted(MEASURES, key=len, reverse=True))})s?(?![\w])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
SIGN = re.compile(
    rf"(?<!\w)(?P<sign>(?:US|AU?|CA?|NZ|HK|S|R)?\$|[£€¥₹₩]|Rs\.?(?=\s?$)|(?P<code>{CURRENCY_CODES}))\s?$",
    re.IGNORECASE,
)
BARE_SIGN = re.compile(r"(?P<sign>[$£€¥₹₩])\s?$")


@dataclass(frozen=True)
class Unit:
    """Hold a unit and the offsets of number and unit together."""

    start: int
    end: int
    name: str | None  # None: no unit stands there
    hundredths: bool = False  # basis points


def read(text: str, numeral: Numeral, first: int, last: int) -> Unit:
    """Read the unit beside a number inside the sentence from `first` to `last`."""
    start, end = numeral.start, numeral.end
    if numeral.form == "multiple":
        return Unit(start, end, RATIO)
    found = AFTER.match(text, end, min(last, end + 40))
    name = _name(found) if found else None
    if numeral.form == "share":
        return Unit(start, end, PERCENT)
    if found and name in {PERCENT, POINTS}:
        return Unit(start, found.end(), name, found["basis"] is not None)
    head = text[max(first, start - 6) : start]
    sign = SIGN.search(head) or BARE_SIGN.search(head)
    if sign:
        code = sign["sign"].upper()
        return Unit(start - len(head) + sign.start("sign"), end, CURRENCY_SIGNS.get(code, code))
    if found:
        return Unit(start, found.end(), name)
    return Unit(start, end, None)


def is_currency(unit: str | None) -> bool:
    """Return whether a unit is a currency code."""
    return unit is not None and len(unit) == 3 and unit.isupper()


def _name(found: re.Match[str]) -> str:
    if any(found[group] is not None for group in ("points", "basis", "points2", "points3")):
        return POINTS
    if money := found["money"]:
        return CURRENCY_WORDS[money.lower()]
    if code := found["code"]:
        return code.upper()
    if measure := found["measure"]:
        return measure.lower() + "s"
    if short := found["short"]:
        return MEASURES[short.lower()]
    return PERCENT
