"""Know the numbers that say when, how long ago or how old: dates, clock times, years, spans and ages."""

from __future__ import annotations

import re

from claimgraph.extraction.mentions import Mention

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DASH = r"(?:\s*[-‐‑–—/]\s*|\s+(?:to|and|or|through|until)\s+)"

BEFORE_DAY = re.compile(
    rf"\b{MONTH}\s*(?:the\s)?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{DASH}|,\s*))?(?:{MONTH}\s)?$", re.I
)
AFTER_DAY = re.compile(
    rf"(?:st|nd|rd|th)?(?:{DASH}[0-9]{{1,2}})?,?\s+(?:of\s)?{MONTH}(?!\s+(?:be|not|have|also|still))", re.I
)
CLOCK_AFTER = re.compile(
    r":[0-9]{2}|\s?(?:a\.?m\b|p\.?m\b|o['’]clock|GMT|EST|EDT|PST|PDT|BST|UTC|ET\b|noon\b|midnight\b)", re.I
)
CLOCK_BEFORE = re.compile(r"[0-9]:$|[0-9]/[0-9]{1,2}/$")
SLASHED_MONTH = re.compile(r"(?<![0-9./])(?:[1-9]|1[0-2])/$")
SLASHED_DAY = re.compile(r"/[0-9]{1,2}(?:/[0-9]{2,4}\b|(?![0-9%]))")
TWO_DIGIT_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[-–—/]$|(?:^|[\s(])['’‘]$")
FIRST_YEAR, LAST_YEAR = 1500, 2100
COUNTED = re.compile(
    r"\s+(?:people|users|respondents|adults|jobs|deaths|cases|employees|workers|companies|complaints|students"
    r"|patients|voters)\b",
    re.I,
)
TELLS_WHEN = re.compile(r"\b(?:in|since|of|by|the|for|from|until|year|during)\s+$", re.I)

SPAN_UNITS = frozenset(
    ["seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "quarters", "nights"]
)
SPAN_AFTER = re.compile(
    r"""\s+(?:ago|later|earlier|before|after|old|older|olds|ahead|from\s(?:now|today)|hence|into|running|apart
    |in\sa\srow|in\s(?:prison|jail|office|the\s(?:making|past))|away|prior|straight|since)\b|['’]""",
    re.I | re.X,
)
LONG_SPANS = frozenset(["months", "years", "decades"])
OF_AFTER = re.compile(r"\s+of\b", re.I)
ON_AVERAGE = re.compile(r"\b(?:average|median|mean)\s(?:of|time\sof)\s+(?:just\s|only\s)?$", re.I)
SPAN_BEFORE = re.compile(
    r"""\b(?:last|past|next|previous|coming|preceding|first|final|within|every|each|in|over|for|after|before
    |during|than|to|by|throughout|recent|since|those|these|the|of|until|aged?|another|ran|at|with)\s+
    (?:(?:only|just|the)\s+)?$""",
    re.I | re.X,
)
MEASURED_SPAN = re.compile(
    r"\b(?:average[ds]?|averaging|median|mean|typical|typically)\b|\b(?:than|to|of|at|by)\s+\w*\s*$"
    r"|\bfrom\s[0-9]",
    re.I,
)

AGE_BEFORE = re.compile(
    rf"""(?:\b(?:age[sd]?|aging)\s?[:=]?\s?(?:(?:of|from|between|over|under|at\sleast|was|is|were|about)\s)?
        (?:[0-9]{{1,2}}{DASH})?
    |\b(?:over|under)-
    |\b(?:voters|adults|people|those|americans|women|men|workers|residents|anyone|everyone|customers)\s
        (?:over|under|above|below)\s
    |^["“'‘]?At\s
    |\b(?:younger|older)\sthan\s(?:age\s)?
    |\b(?:turn(?:ed|s|ing)?|reach(?:ed|es|ing)?(?:\sthe\sage\sof)?)\s
    |\b(?:when|while|until|after)\s(?:he|she|they|I)\s(?:was|were|turned)\s)$""",
    re.I | re.X,
)
AGE_AFTER = re.compile(
    rf"""(?:{DASH}[0-9]{{2}})?[-\s]*(?:and|or|&)\s(?:over|older|up|above|under|younger|below)\b
    |(?:-?{DASH}-?[0-9]{{1,2}})?[-\s]*years?[-\s]*(?:olds?\b|of\sage\b)
    |-\s?(?:to|and|or)[\s-]
    |-somethings?\b""",
    re.I | re.X,
)
YEARS_OLD = re.compile(r"[-\s]*years?[-\s](?:old\b|of\sage\b)", re.I)
TYPICAL = re.compile(r"\b(?:average|mean|median|typical)\b", re.I)
AGE_OF_PERSON = re.compile(r"[A-Z][\w’'-]+,\s$")
ENDS_AGE = re.compile(r",|\s*$")


def is_moment(mention: Mention) -> bool:
    """Return whether a bare number is part of a date, a clock time or a year."""
    numeral, near, rest = mention.numeral, mention.near, mention.rest
    if not numeral.digits or numeral.scaled:
        return False
    if CLOCK_AFTER.match(rest) or CLOCK_BEFORE.search(near) or TWO_DIGIT_YEAR.search(near):
        return True
    if numeral.value < 32 and (BEFORE_DAY.search(near) or AFTER_DAY.match(rest)):
        return True
    if numeral.value < 13 and SLASHED_DAY.match(rest):
        return True
    if numeral.value < 32 and SLASHED_MONTH.search(near):
        return True
    if FIRST_YEAR <= numeral.value <= LAST_YEAR and mention.words.isdigit():
        return COUNTED.match(rest) is None or TELLS_WHEN.search(near) is not None
    return False


def is_age(mention: Mention) -> bool:
    """Return whether a number is somebody's age or the edge of an age bracket; an average age is not."""
    near, rest = mention.near, mention.rest
    if mention.numeral.value >= 120 or not mention.numeral.digits:
        return False
    if YEARS_OLD.match(rest) and TYPICAL.search(near):
        return False
    if AGE_BEFORE.search(near) or AGE_BEFORE.search(mention.before) or AGE_AFTER.match(rest):
        return True
    return AGE_OF_PERSON.search(near) is not None and ENDS_AGE.match(rest) is not None


def is_span(mention: Mention) -> bool:
    """Return whether a number of hours, days or years says when or since when, and measures nothing."""
    if mention.unit not in SPAN_UNITS:
        return False
    if YEARS_OLD.match(mention.rest) and TYPICAL.search(mention.near):
        return False
    if ON_AVERAGE.search(mention.before):
        return False
    if SPAN_AFTER.match(mention.after) or (mention.unit in LONG_SPANS and OF_AFTER.match(mention.after)):
        return True
    if SPAN_BEFORE.search(mention.before):
        return MEASURED_SPAN.search(mention.before) is None
    return False
