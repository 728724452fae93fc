"""Find the times that figures are told of: `in 2012`, `a year earlier`, `between 2018 and 2024`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimgraph.extraction import moments
from claimgraph.extraction.moments import MONTH, Date
from claimgraph.extraction.sentences import Sentence

Span = tuple[int, int]

REACH = 90
"""Characters between a figure and the time that it is told of, where the time does not close the sentence."""

YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9\w%]|[,.-][0-9]|['’]s|\s?(?:percent|per\scent)\b)"
_WITHIN = (
    rf"(?:the\s)?(?:(?:end|start|beginning|middle|fall|autumn|spring|summer|winter|first|second|third|fourth|last|same|corresponding"
    rf"|half|quarter|early|late|mid|of|to|and|{MONTH}|Q[1-4]|[0-9]{{1,2}})(?:[\s,-]|st\s|nd\s|rd\s|th\s){{1,2}}){{0,6}}"
)
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_COUNT = rf"(?:{'|'.join(_COUNTS)}|[0-9]{{1,2}})"
_TIME = re.compile(
    rf"\b(?:(?P<wave>our|its|their|the|that|an?)\s{YEAR.replace('<year>', '<wave_year>')}"
    r"\s(?:[\w-]+\s){0,2}?"
    r"(?:survey|study|poll|report|edition|round|wave)(?=\s(?:found|showed|said|put|had|recorded|reported|when|which))"
    r"|(?P<prep>in|during|by|of|at|on|for|since|after|before|until|from|to|between|over|than|with|through)"
    rf"\s{_WITHIN}{YEAR}"
    r"|(?:(?P<relation>in|during|of|over|than|from|since|to|with|at\sthe\s(?:end|start|beginning)\sof)\s)?"
    rf"(?:(?P<earlier>(?P<count>{_COUNT})\syears?\s(?:earlier|before(?=\W*(?:$|[^\s\w]|and|but|when))|previously|prior)"
    r"|(?:a|the)\syear\sbefore\b(?!\slast)|the\s(?:previous|prior|preceding)\syear|year[- ]earlier"
    r"|(?:12|twelve)\smonths\searlier)"
    r"|(?P<last>last\syear)|(?P<this>this\syear|now\b|today\b|currently\b)"
    rf"|(?P<decades>(?P<tens>{_COUNT})\sdecades?\s(?:ago|earlier))"
    rf"|(?P<ago>{_COUNT})\syears?\sago)(?P<genitive>['’]s)?)",
    re.IGNORECASE,
)
_TELLS_WHEN = frozenset(
    {"", "in", "during", "by", "of", "at", "on", "at the end of", "at the start of", "at the beginning of"}
)
_YEARS = re.compile(
    rf"\b(?:between|from)\s{_WITHIN}(?P<first>(?:19|20)\d\d)\s(?:and|to|through|until)\s{_WITHIN}(?P<second>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FROM_FIGURE = re.compile(
    r"\b(?:from|than|against|versus)\s(?:(?:only|just|about|nearly|roughly|some|over|more\sthan|an?|the|barely)\s){0,3}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s(?:(?:only|just|about|nearly|roughly|some|over|an?|the|barely)\s){0,3}$", re.IGNORECASE
)
_TO = re.compile(r"\sto\s(?:(?:only|just|about|nearly|roughly|some|over|an?)\s){0,3}$", re.IGNORECASE)
_UNIT = re.compile(r"^\s?(?:%|percent|per\scent)")
_LIST = re.compile(r"[\s,]*(?:and|or|,|–|-|vs\.?|versus)?[\s,]*(?:just\s|only\s|about\s)?", re.IGNORECASE)
_SHARED = re.compile(r"[\s,]*(?:respectively)?[\s,]*", re.IGNORECASE)
_RESULT = re.compile(r",?\sto\s(?:(?:just|about|nearly|some|over)\s){0,2}", re.IGNORECASE)
_GROUP_GOES_ON = re.compile(
    r"\s?,?\s?(?:say|said|think|believe|are|were|have|now|plan|support|oppose|approve|disapprove|would|report|agree)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:to|now|compared|versus|against|than|while|whereas|but|up|down|today|currently)\b", re.IGNORECASE
)
_MEASURED_AGAINST = re.compile(
    r"\b(?:as|than)(?:\s(?:it|they|was|were|did|had|reported|said|back|that|the\scase)){0,3}\s?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|expect\w*|plan\w*|intend\w*|hope\w*|to\sbe)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:found|indicated|showed|said|revealed|reported|put|had|recorded|when|where|which)\b", re.IGNORECASE
)
_WHEN = re.compile(r",?\s(?:when|in\swhich)\b")


_PERIOD = re.compile(
    r"\b(?:in|for|during|over)\s(?:(?:the|its|their)\s)?"
    r"(?:(?:(?:[a-z]+|[0-9]{1,2})[\s-]){0,3}?(?:quarter|half|year|weeks|months|period)\s(?:to|ended|ending|through|until|of)"
    rf"(?:\sthe\send\sof)?\s(?:[0-9]{{1,2}}\s)?(?:{MONTH}\s(?:[0-9]{{1,2}},?\s)?)?|(?:fiscal|financial)\s(?:year\s)?){YEAR}",
    re.IGNORECASE,
)
_OTHER_PERIOD = re.compile(
    r"\b(?:from|than|with|against|since|until)\s(?:(?!\sto\s)[^,;.]){0,40}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Time:
    """Hold a time that a sentence tells."""

    start: int
    end: int
    relation: str  # the preposition, in small letters; "" where there is none
    year: int | None = None
    back: int = 0  # years before the study's, where `year` is None
    genitive: bool = False  # `last year's`, `our 2017 study`
    earlier: bool = False  # counted from what is told, not from today: `a year earlier`, not `last year`


def find(text: str, sentence: Sentence, today: Date | None = None) -> list[Time]:
    """Find the times that a sentence tells, in text order; months count by the article's date."""
    found: list[Time] = []
    for match in _TIME.finditer(text, sentence.start, sentence.end):
        time = _time(text, sentence, match, found, today)
        if time is not None:
            found.append(time)
    if today is not None:
        for moment in moments.find(text, sentence.start, sentence.end, today):
            if moment.year != today.year and not any(
                t.start < moment.end and moment.start < t.end for t in found
            ):
                found.append(Time(moment.start, moment.end, "month", year=moment.year))
    return sorted(found, key=lambda time: time.start)


def _time(
    text: str, sentence: Sentence, match: re.Match[str], before: Sequence[Time], today: Date | None
) -> Time | None:
    start, end = match.span()
    if match["wave"]:
        return Time(start, end, "", year=int(match["wave_year"]), genitive=True)
    relation = re.sub(r"\s+", " ", match["prep"] or match["relation"] or "").lower()
    if match["year"]:
        if relation == "for" and start > sentence.start + 4:
            return None
        if re.search(
            r"\b(?:born|class|aged|founded|established|launched|opened|built)\s$",
            text[max(0, start - 14) : start],
            re.I,
        ):
            return None
        if relation in _TELLS_WHEN and re.search(
            r"\bsince\b[^,;]{1,50}$", text[max(sentence.start, start - 60) : start]
        ):
            return None  # `since it began to ask in 1992`
        return Time(start, end, relation, year=int(match["year"]))
    if match["this"] and today is not None and match["this"].lower() == "this year":
        return Time(start, end, relation, year=today.year)
    if match["earlier"]:
        back = _number(match["count"]) if match["count"] else 1
        anchor = next((t.year for t in reversed(before) if t.year), None)
        if anchor is not None and not relation:
            return Time(start, end, "", year=anchor - back)
        return Time(start, end, relation, back=back, genitive=bool(match["genitive"]), earlier=True)
    if match["decades"]:
        back = 10 * _number(match["tens"])
    elif match["ago"]:
        back = _number(match["ago"])
    else:
        back = 1 if match["last"] else 0
    return Time(start, end, relation, back=back, genitive=bool(match["genitive"]))


def period(text: str, sentence: Sentence) -> int | None:
    """Return the year of the period that a sentence reports on: `in the three months to September 2020`."""
    for match in _PERIOD.finditer(text, sentence.start, sentence.end):
        if not _OTHER_PERIOD.search(text[max(sentence.start, match.start() - 60) : match.start()]):
            return int(match["year"])
    return None


def is_from(text: str, sentence: Sentence, figure: Span) -> bool:
    """Tell whether a figure is what another is measured against: `to 12% from 11%`."""
    return _FROM_FIGURE.search(text[max(sentence.start, figure[0] - 40) : figure[0]]) is not None


def _number(words: str) -> int:
    return _COUNTS.get(words.lower()) or int(words)


def of_figure(
    text: str,
    sentence: Sentence,
    times: Sequence[Time],
    figures: Sequence[Span],
    figure: Span,
    studied: bool = True,
) -> Time | None:
    """Return the time that a figure is told of, if its sentence says one; `studied`: it is of a study."""
    between_years = _between_years(text, sentence, figures, figure)
    if between_years is not None:
        return between_years
    after = _after(text, sentence, [t for t in times if t.relation != "month"], figures, figure)
    if after is not None:
        return after
    month = _in_month(text, sentence, times, figure, studied)
    if month is not None:
        return month
    if _FROM_FIGURE.search(text[max(sentence.start, figure[0] - 40) : figure[0]]):
        return next((t for t in times if t.relation == "since" and t.year), None)
    return _before(text, sentence, times, figures, figure)


def _between_years(text: str, sentence: Sentence, figures: Sequence[Span], figure: Span) -> Time | None:
    """Read `rose 14 points between 2018 and 2024, from 19% to 33%`."""
    pairs = list(_YEARS.finditer(text, sentence.start, sentence.end))
    if len(pairs) != 1:
        return None
    (years,) = pairs
    first = next((f for f in figures if _FROM.search(text[max(sentence.start, f[0] - 40) : f[0]])), None)
    time = Time(years.start(), years.end(), "in", year=int(years["second"]))
    if first is None or text.count(";", min(first[0], figure[0], years.start()), max(figure[1], years.end())):
        return None
    second = next((f for f in figures if f[0] >= first[1]), None)
    if second is None or not _TO.fullmatch(_UNIT.sub("", text[first[1] : second[0]])):
        return None
    if figure == first:
        return replace(time, year=int(years["first"]))
    return time if figure == second or figure[1] <= first[0] else None


def _in_month(
    text: str, sentence: Sentence, times: Sequence[Time], figure: Span, studied: bool
) -> Time | None:
    """Return a month of another year that a compared figure is told of: `up from 42 percent in November`."""
    compared = _FROM_FIGURE.search(text[max(sentence.start, figure[0] - 40) : figure[0]])
    for time in times:
        near = 0 <= time.start - figure[1] <= (30 if compared else REACH)
        certain = compared or not studied or text[time.start : time.end].startswith("last")
        if time.relation == "month" and near and certain:
            return time
    return None


def _before(
    text: str, sentence: Sentence, times: Sequence[Time], figures: Sequence[Span], figure: Span
) -> Time | None:
    for time in reversed([t for t in times if t.end <= figure[0]]):
        between = text[time.end : figure[0]]
        if time.genitive:
            if (time.back or time.year) and _TELLS.search(between):
                return time
            if time.year and not time.back and _TELLS.match(text, time.end + 1):
                return time
            continue
        if time.relation not in _TELLS_WHEN and not _tells_when(text, time):
            continue
        leads = time.start - sentence.start <= 12
        host = next((f for f in reversed(figures) if f[1] <= time.start), None)
        if host and _FROM_FIGURE.search(text[max(sentence.start, host[0] - 40) : host[0]]):
            continue
        if (leads and ";" not in between) or not _TURNS.search(between):
            return time
        if host and _RESULT.fullmatch(between):
            return time
    return None


def _tells_when(text: str, time: Time) -> bool:
    """Tell whether a time in other words says when: `For 2012, `, `since 2018, when`."""
    if time.relation == "since":
        return _WHEN.match(text, time.end) is not None
    return time.relation == "for" and time.year is not None


def _after(
    text: str, sentence: Sentence, times: Sequence[Time], figures: Sequence[Span], figure: Span
) -> Time | None:
    for time in times:
        if time.start < figure[1]:
            continue
        closes = len(figures) == len(times) == 1 and not re.search(r"\w", text[time.end : sentence.end])
        if time.start - figure[1] > REACH and not closes:
            return None
        inner = [f for f in figures if figure[1] <= f[0] and f[1] <= time.start]
        edges = [figure, *inner]
        if any(not _LIST.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(edges)):
            return None
        if time.genitive or time.relation not in _TELLS_WHEN:
            continue
        between = text[edges[-1][1] : time.start]
        if ";" in between or (inner and not _SHARED.fullmatch(between)):
            return None
        if time.relation == "by" and _AHEAD.search(between):
            return None
        if _MEASURED_AGAINST.search(between) or _WHEN.match(text, time.end):
            return None
        if re.search(r"\b(?:who|that|which)\b", between) and _GROUP_GOES_ON.match(text, time.end):
            return None
        return time
    return None
