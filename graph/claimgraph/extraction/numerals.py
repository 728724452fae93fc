"""Read number expressions: digits, number words, fractions and "one in ten", with offsets and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Form = Literal["number", "share", "multiple"]

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "mil": 6, "billion": 9, "trillion": 12,
    "k": 3, "mn": 6, "m": 6, "bn": 9, "b": 9, "tn": 12,
}  # fmt: skip
"""Powers of ten."""
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4}

LONGEST_NUMBER = 20
"""Digits and separators; a longer run is no figure that an article reports."""


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


HYPHEN = r"[-‐‑]"
GAP = rf"(?:\s|{HYPHEN})"
SMALL = rf"(?:(?:{_either(TENS)})(?:{GAP}(?:{_either([*UNITS][1:])}))?|{_either([*TEENS, *UNITS])})"
WORDS = rf"(?:(?:a|{SMALL})\shundred(?:\s(?:and\s)?{SMALL})?|{SMALL})"
SCALE = r"(?:hundred|thousand|million|billion|trillion)"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
WHOLE = rf"(?:[0-9]{{1,4}}(?![0-9]|[.,][0-9])|{SMALL})"
BASE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})"

SHARE_OF_TEN = re.compile(
    rf"(?P<part>{WHOLE}){GAP}(?P<link>in|(?:out{GAP})?of)(?:{GAP}every)?{GAP}(?P<whole>{BASE}|{SMALL})\b",
    re.IGNORECASE,
)
FRACTION = re.compile(rf"(?P<part>an?|[0-9]|{SMALL}){GAP}(?P<name>(?:{_either(PARTS)})s?)\b", re.IGNORECASE)
HALF = re.compile(r"half\b", re.IGNORECASE)
BARE_FRACTION = re.compile(r"(?P<name>third|quarter|fifth|tenth)\s+of\b", re.IGNORECASE)
HALF_A_MILLION = re.compile(rf"{GAP}an?{GAP}(?P<scale>{SCALE}|dozen)\b", re.IGNORECASE)
OF_A_MILLION = re.compile(r"\sof\san?\s(?P<scale>million|billion|trillion)\b", re.IGNORECASE)
MIXED = re.compile(r"\s+and\s+(?:a\s+(?P<a>half|quarter|third)|(?P<of>three)[-\s]quarters)\b", re.IGNORECASE)
TIMES = re.compile(rf"(?:\s?x\b(?!\s?[0-9])|\s?{HYPHEN}?fold\b|\stimes\b)", re.IGNORECASE)
MULTIPLE = re.compile(rf"(?P<name>{_either(MULTIPLES)})\b", re.IGNORECASE)
NUMBER_WORDS = re.compile(rf"(?P<small>{WORDS})\b|an?(?=\s(?:{SCALE}|dozen)\b)|dozen\b", re.IGNORECASE)
NUMBER = re.compile(DIGITS)
SCALED = re.compile(
    rf"(?:{GAP}?(?P<word>{SCALE}|mil)|\s?(?P<short>[kK]|[mM]|[mM]n|bn|BN|Bn|B|b|tn"
    rf"|TN))(?![\w])",
    re.IGNORECASE,
)
COUNTED_SCALE = re.compile(
    r"\s(?:(?:euros?|dollars?|people)\b|(?!times|metres|meters|hurdles|freestyle)[a-z]+s\b)"
)
MONEY_BEFORE = re.compile(r"(?:[$£€¥₹]|\b[A-Z]{3})\s?$")
FOLD = re.compile(rf"(?P<small>{SMALL})fold\b", re.IGNORECASE)
STARTS = re.compile(
    rf"(?<![\w.])(?:(?P<digits>(?=[.0-9]))|(?P<words>(?=(?:an?\s|{SMALL}|half|third|quarter|fifth|tenth|dozen"
    rf"|{_either(MULTIPLES)})))|(?P<fold>(?={SMALL}fold\b)))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """Hold a number expression without its unit."""

    start: int  # inclusive
    end: int  # exclusive; with its scale: `2.3 million`
    value: Decimal  # a share in percent: `one in ten` is 10
    form: Form  # number; share: half, two-thirds, one in ten; multiple: three times, twice
    digits: bool = True  # written in digits
    scaled: str = ""  # `million`, `bn`, `k`: the scale as written
    whole: int = 0  # of a share "three in ten": 10


def find(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Find the number expressions between two offsets, in text order and without overlap."""
    position = start
    while begins := STARTS.search(text, position, end):
        at = begins.start()
        numeral = _at(text, at, end)
        if numeral is not None:
            yield numeral
            position = numeral.end
        elif begins["digits"] is not None:  # too long, or no figure: jump over the whole run
            run = NUMBER.match(text, at, end)
            position = run.end() if run else at + 1
        else:
            position = at + 1


def _at(text: str, at: int, end: int) -> Numeral | None:
    return (
        _share_of_ten(text, at, end)
        or _fraction(text, at, end)
        or _half(text, at, end)
        or _multiple(text, at, end)
        or _number(text, at, end)
    )


def _whole(words: str) -> int:
    """Return the value of digits or of number words below one thousand."""
    if words[:1].isdigit():
        return int(words.replace(",", ""))
    total = 0
    for word in re.split(rf"{GAP}+", words.lower()):
        if word == "hundred":
            total = (total or 1) * 100
        else:
            total += UNITS.get(word, 0) + TEENS.get(word, 0) + TENS.get(word, 0)
    return total or ("hundred" in words.lower()) * 100


def _share_of_ten(text: str, at: int, end: int) -> Numeral | None:
    found = SHARE_OF_TEN.match(text, at, end)
    if found is None:
        return None
    part, whole, link = _whole(found["part"]), _whole(found["whole"]), found["link"].lower()
    years = link == "in" and 1900 <= whole <= 2100 and "," not in found["whole"]
    if not 0 < part < whole or years:
        return None
    round_base = whole in {25, 50, 100, 200, 500} or whole % 1000 == 0
    if link == "in" and whole > 20 and not (round_base or part == 1):
        return None
    if link == "of" and ((part == 1 and "every" not in found[0].lower()) or whole not in {3, 4, 5, 10, 100}):
        return None
    return Numeral(at, found.end(), _percent(part, whole), "share", found["part"][:1].isdigit(), whole=whole)


def _percent(part: int, whole: int) -> Decimal:
    places = 2 if whole <= 100 else 6
    return plain(round(Decimal(100 * part) / whole, places))


def plain(value: Decimal) -> Decimal:
    """Return the value without exponent and without zeros behind the point."""
    return Decimal(int(value)) if value == int(value) else Decimal(f"{value.normalize():f}")


def _fraction(text: str, at: int, end: int) -> Numeral | None:
    found = FRACTION.match(text, at, end)
    if found is None:
        bare = BARE_FRACTION.match(text, at, end)
        return bare and Numeral(
            at, bare.end("name"), _percent(1, PARTS[bare["name"].lower()]), "share", False, whole=1
        )
    part = 1 if found["part"].lower() in {"a", "an"} else _whole(found["part"])
    name = found["name"].lower()
    plural = name.endswith("s") and name != "halves"
    whole = PARTS.get(name) or PARTS[name.removesuffix("s")]
    if of_a := OF_A_MILLION.match(text, found.end(), end):
        power = SCALES[of_a["scale"].lower()]
        value = plain(round((Decimal(part) / whole).scaleb(power), 0))
        return Numeral(at, of_a.end(), value, "number", False, of_a["scale"])
    if not 0 < part < whole or (part > 1) != (plural or name == "halves"):
        return None
    return Numeral(at, found.end(), _percent(part, whole), "share", False)


def _half(text: str, at: int, end: int) -> Numeral | None:
    found = HALF.match(text, at, end)
    if found and (a := HALF_A_MILLION.match(text, found.end(), end)):
        scale = a["scale"].lower()
        value = Decimal(6) if scale == "dozen" else plain(Decimal("0.5").scaleb(SCALES[scale]))
        return Numeral(at, a.end(), value, "number", False, "" if scale == "dozen" else a["scale"])
    return found and Numeral(at, found.end(), Decimal(50), "share", False)


def _multiple(text: str, at: int, end: int) -> Numeral | None:
    if found := MULTIPLE.match(text, at, end):
        return Numeral(at, found.end(), Decimal(MULTIPLES[found["name"].lower()]), "multiple", False)
    if found := FOLD.match(text, at, end):
        return Numeral(at, found.end(), Decimal(_whole(found["small"])), "multiple", False)
    return None


def _is_scale(text: str, at: int, scaled: re.Match[str], digits: bool) -> bool:
    """Tell `5m people` and `£5m` from five metres."""
    if scaled["word"] or not digits:
        return scaled["word"] is not None
    return (
        scaled["short"] not in {"m", "b"}
        or MONEY_BEFORE.search(text[max(0, at - 4) : at]) is not None
        or COUNTED_SCALE.match(text, scaled.end()) is not None
    )


def _number(text: str, at: int, end: int) -> Numeral | None:
    found = NUMBER.match(text, at, end)
    if found is not None:
        if found.end() - at > LONGEST_NUMBER:
            return None
        value = Decimal(found[0].replace(",", ""))
    else:
        found = NUMBER_WORDS.match(text, at, end)
        if found is None:
            return None
        value = Decimal(_whole(found["small"]) if found["small"] else 12 if found[0][:1] in "dD" else 1)
    digits, stop, scale = found[0][:1] in ".0123456789", found.end(), ""
    if not digits and found[0].lower() in {"a", "an"} and text[stop : stop + 6].lower() == " dozen":
        value, stop = Decimal(12), stop + 6
    if mixed := MIXED.match(text, stop, end):
        value += {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal("0.33")}.get(
            (mixed["a"] or "").lower(), Decimal("0.75")
        )
        stop = mixed.end()
    if (scaled := SCALED.match(text, stop, end)) and _is_scale(text, at, scaled, digits):
        scale = (scaled["word"] or scaled["short"]).lower()
        value, stop = plain(value.scaleb(SCALES[scale])), scaled.end()
        scale = scaled["word"] or scaled["short"]
    if times := TIMES.match(text, stop, end):
        return Numeral(at, times.end(), value, "multiple", digits)
    if found[0].lower() in {"a", "an"} and stop == found.end():
        return None
    return Numeral(at, stop, value, "number", digits, scale)
