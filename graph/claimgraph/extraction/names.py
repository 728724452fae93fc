"""Know the numbers that name or order things: ranks, labels, versions, list numbers, addresses, prices."""

from __future__ import annotations

import re

from claimgraph.extraction.mentions import Mention
from claimgraph.model import Bound

RANK_BEFORE = re.compile(r"(?:\b(?:nos?\.?|numbers?|rank(?:ed|s|ing)?(?:\sat)?)\s*[-–]?\s*|#|№\s?)$", re.I)
CUT_OFF_BEFORE = re.compile(r"\b(?:(?<!to\s)top|bottom|poorest|richest|wealthiest)\s+$", re.I)
LABEL_BEFORE = re.compile(
    r"""\b(?:pages?|pp?\.|chapter|section|part|table|figure|fig\.?|step|question|levels?|phase|stage
        |versions?|v\.?
    |web|volume|vol\.?|issue|article|title|room|channel|route|highway|interstate|flight|grade|type|tier
        |class|round
    |day|week|game|season|episode|appendix|item|exhibit|line|proposition|prop\.?|amendment|resolution
        |directive|act
    |rule|unit|district|precinct|sars-cov|covid|windows|ios|android|iphone|office|fy|code|size|fortune|s&p
        |ftse
    |nasdaq|russell|forbes|boeing|airbus|formula|area|photo|image|slide)\s*[-#:]?\s?$""",
    re.I | re.X,
)
SMALL_WORDS = (
    "The|An?|In|Of|And|But|Or|For|At|On|By|To|From|With|Only|Just|About|Over|Nearly|Almost|Some|Another"
    "|More|Than"
    "|Among|While|That|This|Those|These|Up|Down|Between|Under|All|When|If|Is|Are|Was|Were|Has|Have|Had|Also"
    "|Still"
    "|As|Per|Around|Roughly|Approximately|Least|Most|Where|Since|Our|Their|His|Her|Its|My|Your|We|They|It"
    "|He|She|I"
    "|You|Then|So|Yet|Not|No|Even|Fully|Here|There|See|Sees|Hit|Hits|Kill|Kills|Killed|Against|Versus|Vs"
)
NAME_BEFORE = re.compile(rf"(?:^|(?<=\s))(?!(?:{SMALL_WORDS})\s$)[A-Z][\w&’'.-]*\s$")
NAME_AFTER = re.compile(r"\s(?P<word>[A-Z][\w&’'-]*)")

FUNCTION_WORDS = (
    "the|an?|this|that|these|those|its|his|her|their|our|my|your|it|he|she|they|we|you|i|is|are|was|were|be"
    "|been|has"
    "|have|had|does|did|do|will|would|could|can|may|might|should|of|in|on|at|by|for|from|to|with|as|than"
    "|and|or|but"
    "|nor|if|when|while|because|since|after|before|during|who|which|what|where|how|not|no|so|yet|also|says?"
    "|said"
    "|among|across|versus|vs|against|per|plus|minus|less|yes|last|perhaps|times|always|us|thus|towards"
)
COUNTED = re.compile(
    rf"\s+(?:(?!(?:{FUNCTION_WORDS})\b)[^\W\d_][\w’'-]*\s+){{0,2}}?"
    rf"(?!(?:{FUNCTION_WORDS})\b)(?:[^\W\d_][\w’'-]*[^\Ws']s|people|men|women|children|staff|personnel"
    rf"|police)\b",
    re.I,
)
COUNTED_OF = re.compile(
    r"\s+of\s(?:the|our|their|its|these|those|his|her|my|your|them|us|all|[A-Z0-9])", re.I
)
PARTS_OF_TEXT = re.compile(
    r"\s+(?:\w+\s+)?(?:steps?|reasons?|ways?|things?|questions?|points?|factors?|tips?|themes?|areas?"
    r"|options?|types?"
    r"|kinds?|categories|sections?|findings|studies|surveys|polls|reports|articles|rules|lessons|trends"
    r"|priorities"
    r"|phases|parts|takeaways|issues|topics|examples|charts|facts|myths|sides|words|scenarios)\b",
    re.I,
)
MOST_PARTS = 20
NOT_COUNTED_BEFORE = re.compile(
    r"\b(?:the|these|those|first|last|next|both|all|other|his|her|their|our|my|its|your|every|each|past"
    r"|previous"
    r"|into|or|top|any|another|one|following|latest)\s+$",
    re.I,
)
LARGEST_PLAIN_WORD = 12
SUPERLATIVE = re.compile(r"\s+of\sthe\s(?:most|\w+est)\b")

LETTER_AFTER = re.compile(
    r"[^\W\d_]|_|[-‐‑](?!(?:per|percent|per-cent|percentage|points?|million|billion|trillion|to-|and-"
    r"|plus)\b)[^\W\d_]"
    r"|[.:](?=[0-9])"
)
LETTER_BEFORE = re.compile(r"(?:[^\W\d_]|[@#_=&])$|[^\W\d_][-‐‑–]$|[0-9][-‐‑–][0-9]{0,4}[-‐‑–]$|[0-9][.]$")
CODE_BEFORE = re.compile(r"(?:[_%=&]|[^\W\d_]\+)$")
ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th|s|['’]s)\b", re.I)
VOTES = r"\s(?:vote|victory|win|loss|defeat|decision|ruling|draw|record)\b"
VOTE_AFTER = re.compile(rf"\s?[-–]\s?[0-9]+{VOTES}", re.I)
VOTE_BEFORE = re.compile(r"[0-9]\s?[-–]\s?$")
VOTED = re.compile(r"\bvoted\s(?:[0-9]+\s?[-–]\s?)?$", re.I)
VOTE_NOUN = re.compile(VOTES, re.I)
FORMULA = re.compile(r"[=*×^+]\s?$|\)$")
FORMULA_AFTER = re.compile(r"\s?[=*×^]")
PICTURE_AFTER = re.compile(r"(?:\sof\s[0-9]+)?\s(?:photos|slides|images)\b", re.I)
PHONE_BEFORE = re.compile(r"[0-9]{3}[-.]$")
PHONE_AFTER = re.compile(r"[-.][0-9]{4}\b|[-.][0-9]{3}[-.][0-9]{4}\b")
BRACKETED = re.compile(r"[\[(]\s?$")
CLOSES = re.compile(r"\s?[\])]")

ADDRESS = re.compile(
    r"://|www\.|@|%[0-9A-F]{2}%|\.(?:com|org|net|gov|html?|pdf|php)\b|[?&]\w+=|\[[0-9]+\]\[", re.I
)
LONGEST_ADDRESS = 60

PRICE_AFTER = re.compile(
    r"\s*(?:fee|price\stag|per\scopy|a\scopy|cover\sprice|subscription|ticket|note|bill)\b", re.I
)
PRICE_BEFORE = re.compile(
    r"\b(?:priced\sat|price\sof|available\sfor|on\ssale\sfor|retails?\s(?:at|for)|for\ssale\sat|fee\sof"
    r"|fine\sof"
    r"|fined|settle\sfor)\s$",
    re.I,
)
EARNS = re.compile(
    r"\b(?:earn(?:s|ed|ing)?|mak(?:e|es|ing)|made|incomes?(?:\s\w+)?|salar(?:y|ies)(?:\s\w+)?|revenues?"
    r"|turnover)\s"
    r"(?:(?:of|between|is|are|at|in|a|that)\s)*$",
    re.I,
)
BRACKET_AFTER = re.compile(
    r"\s?(?:-?plus\b|\+|or\s(?:more|less|higher)\b|and\s(?:over|above|up|under|more|less)\b"
    r"|[-–]\s?[$£€]?[0-9])|\sto\s[$£€]"
    r"|\s(?:a|per)\syear\b",
    re.I,
)


def is_stuck(mention: Mention) -> bool:
    """Return whether letters stand right beside the number: `B2B`, `3D`, `18th`, `1990s`, `two-year`."""
    near, rest, numeral = mention.near, mention.rest, mention.numeral
    if mention.unit is not None and mention.own_unit and numeral.form == "number":
        return CODE_BEFORE.search(near) is not None
    if LETTER_BEFORE.search(near) and not near.endswith(("?", "!")):
        return True
    if numeral.form == "multiple":
        return False
    if numeral.form == "share":
        return LETTER_AFTER.match(rest) is not None and not rest.startswith(("-of", "-to"))
    return LETTER_AFTER.match(rest) is not None or (numeral.digits and ORDINAL_AFTER.match(rest) is not None)


def is_in_address(text: str, mention: Mention) -> bool:
    """Return whether a number stands inside a link or e-mail address."""
    start, end = mention.numeral.start, mention.numeral.end
    head = text[max(0, start - LONGEST_ADDRESS) : start]
    tail = text[end : end + LONGEST_ADDRESS]
    left = "" if not head or head[-1].isspace() else head.split()[-1]
    right = "" if not tail or tail[0].isspace() else tail.split()[0].split("](")[0]
    return bool(left or right) and ADDRESS.search(f"{left}0{right}") is not None


def is_rank(mention: Mention) -> bool:
    """Return whether a number is a rank: `No. 1`, `the top 10`."""
    return RANK_BEFORE.search(mention.near) is not None or is_cut_off(mention)


def is_cut_off(mention: Mention) -> bool:
    """Return whether a number cuts off the top or bottom of something: `the top 10 percent`."""
    return CUT_OFF_BEFORE.search(mention.near) is not None


def is_label(mention: Mention) -> bool:
    """Return whether a number without unit tells one page, version, vote or telephone from another."""
    near, rest = mention.near, mention.rest
    if LABEL_BEFORE.search(near) or VOTE_AFTER.match(rest):
        return True
    if PICTURE_AFTER.match(rest):
        return True
    if PHONE_BEFORE.search(near) and PHONE_AFTER.match(rest):
        return True
    if VOTED.search(near):
        return True
    if VOTE_BEFORE.search(near) and VOTE_NOUN.match(rest):
        return True
    return FORMULA.search(near) is not None or FORMULA_AFTER.match(rest) is not None


def is_price(mention: Mention) -> bool:
    """Return whether an amount is a price or the edge of an income bracket."""
    if PRICE_AFTER.match(mention.after) or PRICE_BEFORE.search(mention.before):
        return True
    if mention.rest.startswith("-plus"):
        return True
    bracket = mention.bound is not Bound.EXACT or BRACKET_AFTER.match(mention.after) is not None
    return bracket and EARNS.search(mention.before) is not None


def is_name(mention: Mention, percentages: bool) -> bool:
    """Return whether a bare number is part of a name, as in `Windows 10`, or the number of a note: `(7)`.

    `percentages`: the sentence tells shares, so that a bare number after a name may be one.
    """
    numeral, near, rest = mention.numeral, mention.near, mention.rest
    if not numeral.digits or numeral.scaled:
        return False
    if BRACKETED.search(near) and CLOSES.match(rest):
        return not percentages or "[" in near[-2:]
    if NAME_BEFORE.search(near) and not COUNTED.match(rest):
        return not percentages or numeral.value > 100
    if after := NAME_AFTER.match(rest):
        word = after["word"]
        shouted = word.isupper() and len(word) > 3
        return not (word.endswith("s") or shouted or COUNTED.match(rest[after.end() :]))
    return False


def is_uncounted(mention: Mention) -> bool:
    """Return whether a small bare number counts nothing out in the world: `three reasons`, `the two`."""
    numeral = mention.numeral
    if numeral.scaled:
        return False
    if numeral.value < MOST_PARTS and PARTS_OF_TEXT.match(mention.rest):
        return True
    if numeral.digits:
        return False
    if numeral.value <= 1 or NOT_COUNTED_BEFORE.search(mention.near):
        return True
    if numeral.value <= LARGEST_PLAIN_WORD and SUPERLATIVE.match(mention.rest):
        return True
    return COUNTED.match(mention.rest) is None and COUNTED_OF.match(mention.rest) is None
