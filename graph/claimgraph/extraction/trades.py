"""Read what those who made a study sell: `Brightlamp, a maker of street lamps`, `software vendor Acme`."""

from __future__ import annotations

import re
from collections.abc import Iterable

Trade = tuple[str, str]
"""Name of an organisation, and what it sells, both as written."""

_ROLE = (
    r"(?:makers?|manufacturers?|sellers?|vendors?|providers?|suppliers?|retailers?|distributors?|producers?"
    r"|developers?)"
)
_SELLS = r"(?:sells|makes|manufactures|supplies|produces|markets|distributes|develops)"
_WORD = r"(?!(?:and|or|that|which|who|for|to|in|on|at|by|with|from|of)\b)[a-z][\w-]*"
_GOODS = rf"(?P<goods>(?:{_WORD}\s){{0,3}}?{_WORD})"
_ENDS = (
    r"(?=\s*(?:[,.;:)–—]|$)|\s(?:and|or|that|which|who|for|to|in|on|at|by|with|from|asked|surveyed|polled|found"
    r"|conducted|commissioned|has|is|was|said|says)\b)"
)
_AFTER = (
    rf"(?:,|\s[(–—])\s?(?:which\s(?:is|was)\s)?(?:an?|the|one\sof\sthe)\s(?:[\w’'-]+\s){{0,4}}?{_ROLE}\sof\s{_GOODS}{_ENDS}",
    rf"(?:,|\s[(–—])\s?(?:which\s(?:is|was)\s)?(?:an?|the)\s{_GOODS}\s{_ROLE}\b(?!\sof\b)",
    rf",\s(?:which|that)\s{_SELLS}\s(?:and\s{_SELLS}\s)?{_GOODS}{_ENDS}",
)
_BEFORE = (rf"\b{_GOODS}\s{_ROLE},?\s(?:the\s)?",)
_LEAD = re.compile(
    r"^(?:(?:an?|the|its|their|this|that|new|old|leading|largest|biggest|big|major|large|small|local|global|national"
    r"|international|independent|private|public|top|main|another|other|(?:world|nation|country)['’]s"
    r"|[\w-]+-based|american|british|european|asian)\s)+"
)
_VAGUE = re.compile(
    r"(?:(?:products?|services?|solutions?|technology|tech|tools?|systems?|platforms?|equipment|goods|things|research"
    r"|information|data|content|news)\s?)+"
)
"""What says nothing of what is sold: nearly every finding would praise it."""


def find(text: str, organisations: Iterable[str]) -> tuple[Trade, ...]:
    """Return what organisations sell, as a text says beside their names, sorted."""
    found: dict[Trade, None] = {}
    for name in organisations:
        own = re.escape(name)
        patterns = [rf"(?<!\w){own}{after}" for after in _AFTER]
        patterns += [rf"{before}{own}(?!\w)" for before in _BEFORE]
        for pattern in patterns:
            for match in re.finditer(pattern, text):
                if goods := _plain(match["goods"]):
                    found[name, goods] = None
    return tuple(sorted(found))


def _plain(goods: str) -> str | None:
    """Return what is sold without the words that only praise or place the seller, or None."""
    named = _LEAD.sub("", f"{goods} ").strip()
    return named if named and not _VAGUE.fullmatch(named) else None
