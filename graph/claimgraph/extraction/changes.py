"""Tell a change from a level by the words around a number, and a decline from a rise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimgraph.extraction import lists, units
from claimgraph.extraction.mentions import Mention
from claimgraph.model import Kind

PLAIN = frozenset({None, units.PERCENT, units.POINTS, units.COUNT})
RATE = re.compile(r"\bat\san?\s[^.;]{0,20}$")
NAMES_NEXT = re.compile(r"\s+(?:of|said|say|who|believe|think|want|were|are)\b", re.IGNORECASE)

UP = r"""rose|ris(?:e|es|en|ing)|raise[sd]?|raising|gr[eo]w(?:n|s|ing)?|growth|increas(?:e[sd]?|ing)
    |climb(?:s|ed|ing)?
    |jump(?:s|ed|ing)?|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|up|advanc(?:e[sd]?|ing)
    |expan(?:d|ds|ded|ding|sion)|hike[sd]?|boost(?:s|ed|ing)?|improv(?:e[sd]?|ing|ements?)|leap(?:s|t|ed)?
    |(?:sky)?rocket(?:s|ed|ing)?|spik(?:e[sd]?|ing)|uptick|upswing|swell(?:s|ed)?|rall(?:y|ied|ies)
        |appreciat(?:e[sd]?|ion)
    |accelerat(?:e[sd]?|ion)|inched?|edg(?:e[sd]?|ing)\sup|ticked\sup|shot\sup|rebound(?:s|ed)?|added"""
DOWN = r"""f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|down|downturn
    |shr[aiu]nk(?:s|ing|en|age)?|slump(?:s|ed|ing)?|slid(?:e|es|ing)?|plung(?:e[sd]?|ing)|plummet(?:s|ed|ing)?
    |tumbl(?:e[sd]?|ing)|dip(?:s|ped|ping)?|cut(?:s|ting)?|reduc(?:e[sd]?|ing|tions?)|slash(?:es|ed|ing)?
    |contract(?:s|ed|ing|ion)|s[aiu]nk(?:s|ing)?|slip(?:s|ped|ping)?|lower(?:s|ed|ing)|retreat(?:s|ed)?
    |los(?:t|e|es|ing|s|ses)|shed(?:s|ding)?|eas(?:e[sd]|ing)|weaken(?:s|ed)?|off|erod(?:e[sd]?|ing)
        |crash(?:es|ed)?
    |collaps(?:e[sd]?|ing)|narrow(?:s|ed|ing)?|trimm?(?:s|ed|ing)?|halv(?:e[sd]?|ing)|dwindl(?:e[sd]?|ing)"""
NEUTRAL = "chang(?:e[sd]?|ing)|shift(?:s|ed)?|swing|swung|differ(?:s|ed|ences?)?|vari(?:es|ed)"
DISTANCE = r"""lead(?:s|ing)?|led|trail(?:s|ed|ing)?|gap|margin|advantage|edge|difference|disparity|deficit
    |spread
    |ahead|behind|beat(?:s|ing)?|outpac(?:e[sd]?|ing)|exceed(?:s|ed)?|differential"""

STEP = r"""(?:\s+(?:by|of|another|an?|the|further|additional|sharply|steadily|slightly|significantly
    |dramatically
    |only|just|even|about|average|total|net|staggering|whopping|massive|record|rate|between|from|nearly
        |almost|modest
    |mere|roughly|annual|on|at\san?|year-on-year|respectively|to\sas\smuch\sas|eye-popping|estimated|full
        |strong|whole))*\s*"""
NOT_MADE_UP = r"(?<!make\s)(?<!makes\s)(?<!made\s)(?<!making\s)"
WORDS = rf"(?:(?P<up>{NOT_MADE_UP}(?:{UP}))|(?P<down>{DOWN})|(?P<neutral>{NEUTRAL}))"
LEFT = re.compile(rf"(?<![\w-]){WORDS}\b{STEP}$", re.IGNORECASE | re.VERBOSE)
FAR_LEFT = re.compile(
    rf"(?<![\w-]){WORDS}\b[^.;:?!()\d]{{1,60}}?\bby\s"
    r"(?:(?:an?|about|as|much|the|average|of|another|up|to|nearly|more|than|over|between|just|only|some"
    r"|strong|at|least)\s){0,4}$",
    re.IGNORECASE | re.VERBOSE,
)
APART = re.compile(
    rf"(?<![\w-])(?:{DISTANCE})\b[^.,;:?!()\d%]{{0,40}}?\b(?:by|of)\s+(?:(?:an?|about|as|much|only|just"
    rf"|over|full)\s+){{0,3}}$",
    re.IGNORECASE | re.VERBOSE,
)
AMOUNT = re.compile(r"rais|los|cut|add")
CROSSES = re.compile(r"\b(?:below|above|past|beyond)\s+(?:the\s)?$", re.IGNORECASE)
ASIDE_NOUN = re.compile(r",\s+(?:an?\s+)?$|[–—-]\s+an?\s+$", re.IGNORECASE)
ASIDE = re.compile(r"\b(?:up|down)\s+(?:by\s+)?$", re.IGNORECASE)
RIGHT = re.compile(
    r"""[\s-]+(?:(?:point|salary|pay|wage|price|tax|annual|average|overall|net|year-on-year|year-over-year
        |yearly|sharp
        |further|decade-long|one-day|or\sso|in|revenue|sales|earnings|profit|cumulative|gender|turnout|vote
        |racial
        |partisan|compound|real)\s+){0,2}
    (?:(?P<up>rises?|increases?|growth|jumps?|surge|gains?|hikes?|boost|improvement|spike|uptick|bump|leap
        |raises?|more
        |higher|greater|larger|bigger|faster|better|longer|above|up|excess|likelier|stronger|markup|premium
        |increased\s(?:risk|chance|likelihood|odds|rate))
    |(?P<down>fall|drop|declines?|decreases?|reductions?|cuts?|slump|tumble|dip|slide|plunge|contraction
        |less|fewer|lower
        |smaller|cheaper|slower|worse|shorter|below|down|off|loss|discount|weaker
        |reduced\s(?:risk|chance|likelihood|odds|rate))
    |(?P<neutral>change|shift|swing)
    |(?P<distance>lead|gap|margin|advantage|edge|difference|disparity|deficit|spread|ahead|behind|apart))\b
    (?!\s(?:of\s(?:all|the|those|respondents|people)\b|who\b|that\b))""",
    re.IGNORECASE | re.VERBOSE,
)
COMPARATIVE = re.compile(r"\s*(?:more|less|fewer|higher|lower|\w+er)\b", re.IGNORECASE)
THAN = re.compile(r"[^.;,]{0,60}?\bthan\b", re.IGNORECASE)
THAN_BEFORE = re.compile(
    r"[^.;]{0,40}?\b(?:than|from|in|since|on|over|compared\s(?:to|with))\s+(?:(?:it|they|he|she|was|were"
    r"|had|did|the|an?|in"
    r"|for|at|its|their|his|her|that|those|these)\s+){0,4}(?:last|previous|prior|year|month|week|decade"
    r"|quarter|time"
    r"|before|peak|record|all-time|previously|earlier|(?:19|20)\d\d|pre-|january|february|march|april|may"
    r"|june|july"
    r"|august|september|october|november|december|usual|now|today|current)",
    re.IGNORECASE,
)
NO_MOVE = re.compile(r"\b(?:to|at|from|of\sthe|is|was|are|were|stands?|stood)\s+$", re.IGNORECASE)
SAME_MOVE = re.compile(
    r"(?:\s+(?:lower|higher|more|less|down|up|fewer))?,?\s+(?:or|and)\s+(?:by\s+)?(?:about\s|nearly\s"
    r"|more\sthan\s)?"
    r"|\s*[-–]\s*|,\s+(?:and\s+)?(?:by\s+)?",
    re.IGNORECASE,
)
SAME_FOR_OTHERS = re.compile(
    r"\s+(?:for|in|among|on)\s[^.;:%()]{3,50}?(?:\s+and|,(?:\s+and)?)\s+(?:by\s+)?(?:about\s|nearly\s"
    r"|more\sthan\s)?",
    re.IGNORECASE,
)
FOR_OTHERS = re.compile(r"\s+(?:for|in|among|on)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Movement:
    """Hold what the words around a number say of it."""

    kind: Kind | None = None  # None: they say nothing
    declines: bool = False
    distance: bool = False  # between two groups; has no sign
    aside: bool = False  # told after a level: `23 percent, up 10 percent`


def follow(text: str, mentions: Sequence[Mention]) -> Iterator[Movement]:
    """Read the movement of each number of one sentence, in text order."""
    last = Movement()
    for position, mention in enumerate(mentions):
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        before = mentions[position - 1] if position else None
        paired = (before is not None and lists.are_pair(text, before, mention)) or (
            following is not None and lists.are_pair(text, mention, following)
        )
        movement = read(mention)
        moved = last.kind is Kind.CHANGE
        if movement.kind is None and moved and before is not None and _goes_on(text, before, mention):
            movement = last
        elif movement.kind is None and following is not None and _is_beginning(text, mention, following):
            movement = read(replace(mention, after=following.after))
        if paired and (movement.distance or movement.kind is None):
            movement = Movement()
        last = movement
        yield movement


def _is_beginning(text: str, mention: Mention, following: Mention) -> bool:
    """Return whether a number begins a range: `8-10% rise`."""
    dashed = lists.DASH.fullmatch(text[mention.end : following.start]) is not None
    return mention.unit is not None and mention.unit == following.unit and (dashed or not mention.own_unit)


def _goes_on(text: str, before: Mention, mention: Mention) -> bool:
    between = text[before.end : mention.start]
    if not before.own_unit and lists.RANGE.fullmatch(between):
        return True
    if SAME_MOVE.fullmatch(between):
        return NAMES_NEXT.match(mention.after) is None or "or" in between
    return (
        before.unit == mention.unit
        and SAME_FOR_OTHERS.fullmatch(between) is not None
        and FOR_OTHERS.match(mention.after) is not None
    )


def read(mention: Mention) -> Movement:
    """Read the words before a number (without its bound) and the words after its unit."""
    before, after = mention.before, mention.after
    if mention.numeral.whole == 0 and (right := RIGHT.match(after)) is not None:
        if right["distance"]:
            return Movement(Kind.CHANGE, distance=True)
        if units.is_currency(mention.unit) and COMPARATIVE.match(right[0]) is None:
            return Movement()  # a tax cut or a raise is an amount
        rest = after[right.end() :]
        other_group = THAN.match(rest) is not None and THAN_BEFORE.match(rest) is None
        return Movement(
            Kind.CHANGE,
            declines=right["down"] is not None and not other_group,
            aside=ASIDE_NOUN.search(before) is not None and COMPARATIVE.match(right[0]) is None,
        )
    if NO_MOVE.search(before) and not RATE.search(before):
        return Movement()
    if (left := LEFT.search(before) or FAR_LEFT.search(before)) is not None:
        amount = mention.unit not in PLAIN and AMOUNT.match((left["up"] or left["down"] or "").lower())
        if amount or CROSSES.search(mention.near):
            return Movement()  # money raised or lost is an amount; "fell below 10 percent" a level
        aside = ASIDE.search(before) is not None
        return Movement(Kind.CHANGE, declines=left["down"] is not None, aside=aside)
    if APART.search(before) is not None:
        return Movement(Kind.CHANGE, distance=True)
    return Movement()
