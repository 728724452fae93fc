"""Leave out the numbers that report no finding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimgraph.extraction import dates, forecasts, method, names, units
from claimgraph.extraction.mentions import Mention
from claimgraph.model import Bound

HALF_BEFORE = re.compile(
    r"\b(?:first|second|latter|last|final|better|opening|top|bottom|in|and\sa|upper|lower)\s+$", re.I
)
HALF_AFTER = re.compile(
    r"[-\s]*(?:hour|year|day|time|century|decade|brother|sister|baked|mile|term|price|way|full|empty|life"
    r"|marathon"
    r"|hearted|past|inch|yearly|ago)s?\b|[-’']\w",
    re.I,
)
ASSIGNED = re.compile(
    r"(?:\sof\s(?:the|them|these)\b[\w\s-]{0,30}?)?\s(?:were|was)\s(?:randomly\s|then\s)?(?:assigned|randomi[sz]ed|allocated)\b",
    re.I,
)
QUARTER_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|last|next|past|previous|preceding|consecutive|each|every|final|latest"
    r"|million"
    r"|billion|percent|[0-9]+)\s+$",
    re.I,
)
QUARTER_AFTER = re.compile(
    r"[-\s]*(?:of\sa\s)?(?:century|mile|hour|pound|point|final|million|inch|back)", re.I
)
ORDINAL = re.compile(
    r"an? (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$|one (?:third|fourth|fifth)$"
)
FOLLOWS_SHARE = re.compile(
    r"""\s+(?:of|to|in|as|that|than|or|and|from|among|for|by|since|on|at|over|who|the|their|its|our|his|her
        |all|also|now
    |less|more|fewer|higher|lower|this|not|only|never|still|each|said|says?|were|are|was|is|have|had
        |has|believe
    |think|report|felt|feel|do|did|don['’]t|would|will|could|plan|expect|agree|cite|use|see|saw|want|claim
        |told|support
    |oppose|approve|chose|consider|worry|favou?r|disapprove|know|knew|lack|work|wish|hope|fear|prefer|trust
        |find|found
    |(?!second|hundred|third|need)[a-z]+(?:ed|ing))\b|[.,;:!?)\]’”"]|\s*$|\s[—–(-]""",
    re.I | re.X,
)
COMPARES = re.compile(
    r"\s+(?:as|more|less|fewer|higher|lower|greater|larger|likelier|bigger|better|worse|faster|longer|older"
    r"|the|that|those"
    r"|what|his|her|its|their|[A-Z]\w+['’]s?)\b",
)
COMPARES_ALONE = re.compile(r"(?:x|fold)$")
POINT_OF_PLAN = re.compile(
    r"\s(?:plan|agenda|programme|program|list|checklist|scale|strategy|font|type|system|manifesto|guide)\b",
    re.I,
)
POINT_OF_TIME = re.compile(r"\b(?:at|to|the|this|that|no)\s+$", re.I)


def leave_out(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out dates, ages, samples, margins of error, ranks, labels, addresses and prices.

    Takes the mentions of one sentence in text order, before units are shared between them.
    """
    kept = []
    sample: int | None = None
    for mention in mentions:
        if mention.unit is None and (
            method.is_sample(mention)
            or (sample is not None and method.continues_sample(text[sample : mention.start]))
        ):
            sample = mention.end
        elif not _is_none(text, mention):
            kept.append(mention)
    return kept


def leave_out_bare(mentions: list[Mention]) -> list[Mention]:
    """Leave out names and small counts of no interest among the numbers that still have no unit."""
    percentages = any(mention.unit == units.PERCENT for mention in mentions)
    return [
        mention
        for mention in mentions
        if mention.unit is not None
        or not (names.is_name(mention, percentages) or names.is_uncounted(mention))
    ]


def _is_none(text: str, mention: Mention) -> bool:
    if names.is_stuck(mention) or names.is_in_address(text, mention) or method.is_error(mention):
        return True
    if forecasts.is_forecast(mention):
        return True
    if mention.numeral.form == "share":
        return _is_no_share(mention)
    if mention.numeral.form == "multiple":
        return COMPARES.match(mention.rest) is None and COMPARES_ALONE.search(mention.words) is None
    if mention.unit == units.PERCENT:
        return names.is_cut_off(mention)
    if mention.unit == units.POINTS:
        if POINT_OF_PLAN.match(mention.after):
            return True
        return not mention.numeral.digits and POINT_OF_TIME.search(mention.near) is not None
    if mention.unit is None:
        return (
            dates.is_moment(mention)
            or dates.is_age(mention)
            or names.is_rank(mention)
            or names.is_label(mention)
            or method.is_scale(mention)
        )
    return dates.is_age(mention) or dates.is_span(mention) or names.is_price(mention)


def _is_no_share(mention: Mention) -> bool:
    """Tell `a third of them` from `a third party`, and `half` from `half-hour` and `the first half`."""
    words, near, rest = mention.words, mention.near, mention.rest
    if names.is_cut_off(mention):
        return True
    if words.endswith(("half", "halves")):
        if ASSIGNED.match(rest):
            return True  # how a trial was set up
        return HALF_AFTER.match(rest) is not None or HALF_BEFORE.search(near) is not None
    if "quarter" in words:
        return QUARTER_AFTER.match(rest) is not None or QUARTER_BEFORE.search(near) is not None
    if ORDINAL.match(words):
        return mention.bound is Bound.EXACT and FOLLOWS_SHARE.match(rest) is None
    return False
