"""All seeded cases, the same for one seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from controls import CLEAN, reworded
from faults import FAULTY
from scenes import Case


def cases(each: int, seed: int = 20) -> Iterator[Case]:
    """Yield `each` cases of every kind, four times as many that are only reworded; the same for one seed."""
    for make in (*FAULTY, *CLEAN):
        for number in range(each * 4 if make is reworded else each):
            yield make(number, Random(f"{seed} {make.__name__} {number}"))  # noqa: S311 - no secret
