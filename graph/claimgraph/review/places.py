"""Words that a person decided on are found again, in a text that may have changed since."""

from __future__ import annotations

from claimgraph.model import Place

NEAR = 12
"""Characters beside the words that must be the same, before and after together, where not all are."""


def find(place: Place, text: str) -> tuple[int, int] | None:
    """Return where the words of a place stand in a text, `(start, end)`, or None.

    The words are there to the letter, and more of what stands around them is there than at any other
    place: all of it, or NEAR characters at least. None where two places fit alike.
    """
    found: list[tuple[int, int]] = []  # characters around that are the same, start
    start = text.find(place.exact) if place.exact else -1
    while start >= 0:
        end = start + len(place.exact)
        same = _same_end(text[max(start - len(place.prefix), 0) : start], place.prefix)
        same += _same_start(text[end : end + len(place.suffix)], place.suffix)
        found.append((same, start))
        start = text.find(place.exact, start + 1)
    found.sort(reverse=True)
    around = len(place.prefix) + len(place.suffix)
    if not found or found[0][0] < min(NEAR, around):
        return None
    if len(found) > 1 and found[0][0] == found[1][0]:
        return None
    return found[0][1], found[0][1] + len(place.exact)


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
