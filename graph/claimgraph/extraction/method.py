"""Know the numbers that say how a study was made: samples, margins of error, scales."""

from __future__ import annotations

import re

from claimgraph.extraction.mentions import Mention

SAMPLE_BEFORE = re.compile(
    r"""(?:\b(?:survey|poll|(?:sub)?sampl|interview|stud(?:y|ies)|panel|questionnaire|response|respondent
        |answers|feedback
      |insights?|input|cross-section|census|responses)(?:s|e|es|ed|ing)?\b
      (?:\s(?!(?:in|and|that|found|show|shows|said|says|say)\b)[\w'’.-]+){0,3}?
      \s(?:of|with|from|among|amongst|by|included|includes|was|were)\s
      (?:(?:a|total|of|the|some|its|our|all|nearly|about|more|than|over|size)\s)*
    |\b(?:survey(?:ed|ing|s)|poll(?:ed|ing|s)|interview(?:ed|ing|s)|quizz(?:ed|es)|quer(?:ied|ies|ying)
      |question(?:ed|s)|canvass(?:ed|es)|ask(?:ed|s|ing)|sampl(?:ed|es)|studied|analy[sz]ed|examined|reviewed
      |recruited|contacted|looked\sat|drew\son|enrolled|tracked|spoke\s(?:with|to)|talked\s(?:with|to)
      |heard\sfrom|fielded\samong|conducted\s(?:with|among))\s
      (?:(?:a|total|of|the|some|online|by|phone|telephone|and|them|representative|national|nationally|more
        |than
      |over|about|nearly)\s)*
    |\b(?:fielded|conducted)\b[^.;%]{0,60}\s(?:with|among|of)\s
    |\bsample\ssize\s(?:is|was|of)\s|\bn\s?[=:]\s?|\bbase\s?[:=]\s?)$""",
    re.I | re.X,
)
SAMPLE_AFTER = re.compile(
    r"""\s+(?:[\w’'.&/-]+\s+){1,7}?(?:
      (?:were|was|had\sbeen|who\swere)\s(?:\w+\s){0,2}?
        (?:surveyed|polled|interviewed|questioned|asked|queried|sampled|contacted)
    |(?:took\spart|participated|responded)\b|completed\s(?:the|our|this|an?)\b
    |(?:surveyed|polled|interviewed|questioned|queried)\b)""",
    re.I | re.X,
)
SAMPLE_NOUN = re.compile(
    r"\s+(?:[\w’'.-]+\s+){0,4}?(?:respondents|participants|interviews|interviewees|responses"
    r"|panell?ists)\b",
    re.I,
)
SMALLEST_SAMPLE = 30
CONTINUES_SAMPLE = re.compile(
    r"[^.;:%]{0,60}?(?:\b(?:and|including|in|across|from|plus|among\sthem)|,)\s+(?:(?:about|some|another"
    r"|over|the|an?"
    r"|more\sthan|nearly|additional|extra|oversample\sof)\s+)*",
    re.I,
)

ERROR_BEFORE = re.compile(
    r"""(?:\b(?:margins?\s(?:of|for)\s(?:sampling\s)?error|sampling\serror|error\smargin|credibility\sinterval
      |confidence\s(?:level|interval))\b
      (?:\s(?!(?:found|said|that|shows?|while)\b)[^\s.;(),]+){0,9}?\s?(?:\(|\s[0-9.]+\s?[-–]
        |[-–+±/\s])?\s*(?:[0-9.]+[-–])?
    |\bplus\s?(?:or|and|/)?[\s-]?minus\s(?:[0-9.]+\sto\s)?|±\s?|\+\s?/\s?[-–−]\s?)$""",
    re.I | re.X,
)
ERROR_ELSEWHERE = re.compile(
    r"\b(?:margins?\sof\s(?:sampling\s)?error|confidence\slevel)\b[^.;]{0,60}[;,]\s(?:and\s|while\s)?for\s[^.;,]{3,50}?"
    r"(?:,|\s(?:it|that)\s(?:is|was)|\sis)\s$",
    re.I,
)
ERROR_AFTER = re.compile(
    r"[\s-]*(?:sampling\s)?margins?\s(?:of|for)\s(?:sampling\s)?error\b|[\s-]*sampling\serror\b"
    r"|\s(?:statistical\s)?confidence\b(?!\s(?:in|that|among))",
    re.I,
)
SCALE_BEFORE = re.compile(
    r"\b(?:scale|rating)\s(?:of|from)\s(?:\w+\s(?:to|through|-)\s)?$|\bout\sof\s(?:a\s(?:total"
    r"|possible)\s(?:of\s)?)?$",
    re.I,
)


def is_error(mention: Mention) -> bool:
    """Return whether a number is a margin of error or a level of confidence."""
    return (
        ERROR_BEFORE.search(mention.near) is not None
        or ERROR_BEFORE.search(mention.before) is not None
        or ERROR_ELSEWHERE.search(mention.before) is not None
        or ERROR_AFTER.match(mention.after) is not None
    )


def is_sample(mention: Mention) -> bool:
    """Return whether a number without unit says how many were asked."""
    return (
        SAMPLE_BEFORE.search(mention.before) is not None
        or SAMPLE_BEFORE.search(mention.near) is not None
        or (
            mention.numeral.value >= SMALLEST_SAMPLE
            and (SAMPLE_NOUN.match(mention.rest) is not None or SAMPLE_AFTER.match(mention.rest) is not None)
        )
    )


def continues_sample(between: str) -> bool:
    """Return whether these words lead from a sample to the next: `400 dockers and 250 owners`."""
    return len(between) <= 90 and CONTINUES_SAMPLE.fullmatch(between) is not None


def is_scale(mention: Mention) -> bool:
    """Return whether a number is the end of a scale: `on a scale of 1 to 10`."""
    return SCALE_BEFORE.search(mention.near) is not None
