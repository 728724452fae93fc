"""Words that a person decided on are found again, in a text that may have changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimgraph.model import CONTEXT, Place

NEAR = 12
"""Characters beside the words that must be the same, before and after together, where not all are."""

_SPELT = (("'‘’‚′", r"['‘’‚′]"), ('"“”„″', r'["“”„″]'), ("-‐‑–—−", r"[-‐‑–—−]"))
"""Marks that one reader of a format writes where another writes their like, and what matches them."""


def find(place: Place, text: str) -> tuple[int, int] | None:
    """Return where the words of a place stand in a text, `(start, end)`, or None.

    The words are there to the letter, and more of what stands around them is there than at any other
    place: all of it, or NEAR characters at least. Where that is nowhere, white space, quotation marks, dashes
    and, around the words, all that is neither letter nor digit may be others: readers differ in them. None
    where two places fit alike.
    """
    return _to_the_letter(place, text) or _loosely(place, text)


def _to_the_letter(place: Place, text: str) -> tuple[int, int] | None:
    found: list[tuple[int, int, int]] = []  # characters around that are the same, start, end
    start = text.find(place.exact) if place.exact else -1
    while start >= 0:
        end = start + len(place.exact)
        before, behind = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
        if _ends(before, place.exact, behind) == _ends(place.prefix, place.exact, place.suffix):
            same = _same_end(before, place.prefix) + _same_start(behind, place.suffix)
            found.append((same, start, end))
        start = text.find(place.exact, start + 1)
    return _best(found, len(place.prefix) + len(place.suffix))


def _ends(before: str, words: str, behind: str) -> tuple[bool, bool]:
    """Tell whether words begin and end amid a word: 62 amid 162 is another number."""
    return (
        before[-1:].isalnum() and words[:1].isalnum(),
        behind[:1].isalnum() and words[-1:].isalnum(),
    )


def _loosely(place: Place, text: str) -> tuple[int, int] | None:
    if not place.exact.strip():
        return None
    prefix, suffix = _letters(place.prefix), _letters(place.suffix)
    found = []
    for match in re.finditer(_pattern(place.exact), text):
        before = _letters(text[max(match.start() - 3 * CONTEXT, 0) : match.start()])
        same = _same_end(before, prefix) + _same_start(_letters(text[match.end() :][: 3 * CONTEXT]), suffix)
        found.append((same, *match.span()))
    return _best(found, len(prefix) + len(suffix))


def _best(found: Iterable[tuple[int, int, int]], around: int) -> tuple[int, int] | None:
    """Return the one place around which most is the same, and enough of it."""
    first, *rest = sorted(found, reverse=True) or [(-1, 0, 0)]
    if first[0] < min(NEAR, around) or (rest and rest[0][0] == first[0]):
        return None
    return first[1:]


def _pattern(words: str) -> str:
    """Return what matches words that another reader of the file wrote, whole words alone."""
    parts = [
        "".join(next((like for marks, like in _SPELT if c in marks), re.escape(c)) for c in part)
        for part in words.split()
    ]
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _same_end(before: str, prefix: str) -> int:
    same = 0
    while same < min(len(before), len(prefix)) and before[-1 - same] == prefix[-1 - same]:
        same += 1
    return same


def _same_start(after: str, suffix: str) -> int:
    same = 0
    while same < min(len(after), len(suffix)) and after[same] == suffix[same]:
        same += 1
    return same
