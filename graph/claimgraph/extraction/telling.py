"""One place where an article speaks of a study, and the nouns by which it does."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]
LONGEST = 4000
"""Characters of a sentence that are looked at: beyond them it is a table or no text at all."""

STRONG = (
    r"surveys?|polls?|stud(?:y|ies)|questionnaires?|polling|census|barometer"
    r"|(?:clinical|randomi[sz]ed|controlled)\strials?|trials?(?=\s(?:found|finds|suggest|show|involving|of\s\d)|,\s)"
)
WEAK = r"reports?|white\s?papers?|research|analysis|index|assessment|tracker|paper"
TITLED = r"(?-i:Pulse|Monitor|Outlook|Snapshot|Benchmark|Radar|Scorecard|Gauge|Indicator|Thermometer)"
NOUN = re.compile(
    rf"\b(?:(?P<strong>{STRONG})|(?P<weak>{WEAK})|(?P<titled>{TITLED}))\b"
    r"(?!['’]s?\s(?:numbers?|lead)|\s(?:numbers?|work(?:er|ing|place)|watchers?|tax|booths?|stations?|bounce|leads?\b|places?"
    r"|averages?|having|feeling|being|whether|how|cards?)|[/@-]\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class StudyMention:
    """Hold one place where an article speaks of a study."""

    start: int  # inclusive
    end: int  # exclusive
    sentence: int
    organisations: tuple[str, ...] = ()  # as written, in text order
    name: str | None = None  # title as written
    definite: bool = True  # `the survey`, not `a survey`
    another: bool = False  # `another survey`
    hint: bool = False  # counts only where the organisation is known from elsewhere: `according to Gallup`
    retold: bool = False  # a hint that may only pass on what another found: `the Herald reports`
    credited: bool = False  # names who speaks for a study that was told of before: `lead author Ann Lee of`
    made_by: bool = False  # `was conducted by`: names who made a study that was told of before
