"""Hold a number together with what stands around it, for the rules that look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.extraction import bounds, units
from claimgraph.extraction.numerals import Numeral
from claimgraph.model import Bound

CONTEXT = 120
"""Characters looked at on either side of a number: what a rule costs does not grow with the sentence."""

MINUS = re.compile(r"(?:^|[\s(])[-−]$")


@dataclass(frozen=True)
class Mention:
    """Hold a number expression with its unit, its bound and the words around it."""

    numeral: Numeral
    start: int  # of number and unit together, inclusive
    end: int  # exclusive
    unit: str | None
    own_unit: bool  # False where the unit is shared with a neighbour
    value: Decimal
    bound: Bound
    words: str  # the number itself as written, in small letters
    near: str  # what stands in the sentence before the number
    rest: str  # what stands in the sentence after the number
    before: str  # what stands in the sentence before number, currency sign and bound
    after: str  # what stands in the sentence after the unit


def read(text: str, numeral: Numeral, first: int, last: int) -> Mention:
    """Read unit and bound of a number inside the sentence from `first` to `last`."""
    unit = units.read(text, numeral, first, last)
    head = text[max(first, unit.start - CONTEXT) : unit.start]
    minus = unit.name == units.PERCENT and MINUS.search(head) is not None
    bound, cut = bounds.before(head[:-1] if minus else head)
    rest = text[numeral.end : min(last, numeral.end + CONTEXT)]
    after = text[unit.end : min(last, unit.end + CONTEXT)]
    later = bounds.after(after) or (bounds.after(rest) if unit.name is not None else None)
    value = numeral.value / 100 if unit.hundredths else numeral.value
    return Mention(
        numeral=numeral,
        start=unit.start,
        end=unit.end,
        unit=unit.name,
        own_unit=unit.name is not None,
        value=-value if minus else value,
        bound=later if later is not None and bound is Bound.EXACT else bound,
        words=text[numeral.start : numeral.end].lower(),
        near=text[max(first, numeral.start - CONTEXT) : numeral.start],
        rest=rest,
        before=head[:cut],
        after=after,
    )
