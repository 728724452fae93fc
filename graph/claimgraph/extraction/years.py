"""Give studies and figures their year: as the article says it, or as it follows for certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimgraph.extraction.datelines import date_of
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article, Basis

Span = tuple[int, int]
Dated = tuple[int | None, Basis]

UNDATED: Dated = (None, Basis.UNKNOWN)
REACH = 90
"""Characters between a figure and the time that it is told of."""
LEAD = 3
"""Sentences at the head of an article whose titles may date its study."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9\w%]|[,.-][0-9]|['’]s|\s?(?:percent|per\scent)\b)"
_WITHIN = (
    rf"(?:the\s)?(?:(?:end|start|beginning|middle|fall|autumn|spring|summer|winter|first|second|third|fourth|last"
    rf"|half|quarter|early|late|mid|of|to|and|{_MONTH}|Q[1-4]|[0-9]{{1,2}})(?:[\s,-]|st\s|nd\s|rd\s|th\s){{1,2}}){{0,6}}"
)
_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_TIME = re.compile(
    rf"\b(?:(?P<prep>in|during|by|of|at|on|for|since|after|before|until|from|to|between|over|than|with|through)\s{_WITHIN}{_YEAR}"
    r"|(?:(?P<relation>in|during|of|over|than|from|since|to|with|at\sthe\s(?:end|start|beginning)\sof)\s)?"
    r"(?:(?P<last>(?:last|the\sprevious|the\sprior)\syear)|(?P<this>this\syear)"
    rf"|(?P<ago>{'|'.join(_COUNTS)}|[0-9]{{1,2}})\syears?\s(?:ago|earlier))(?P<genitive>['’]s)?)",
    re.IGNORECASE,
)
_TELLS_WHEN = frozenset(
    {"", "in", "during", "by", "of", "at", "on", "at the end of", "at the start of", "at the beginning of"}
)
_BARE_YEAR = re.compile(rf"(?<![\w$£€.,/])(?<!-){_YEAR}")
_NO_FIELDWORK = re.compile(
    r"\b(?:born|fortune|class\sof|since|before|after|until|(?:up|down|rose|fell|compared|dropped)\s(?:to|with|from)\W.{0,40}|than|by"
    rf"|(?:similar|previous|earlier|prior|past|first|preceding)\s.{{0,40}})\W?(?:{_MONTH}\W)?$",
    re.IGNORECASE,
)
_FIELDWORK = re.compile(
    r"\b(?:conducted|fielded|carried\sout|took\splace|undertaken|administered|surveyed|polled|interview(?:s|ed)|questioned|surveying|polling"
    r"|(?:poll|survey|study|report|research)\s(?:was\s|were\s)?(?:released|published|taken|from|in)|taken)\b",
    re.IGNORECASE,
)
_YEAR_OF_STUDY = re.compile(
    rf"(?:(?P<whose>\b(?:an?|the|its|their|this|in)|['’]s)\s)?{_YEAR}\s(?:[\w&-]+\s){{0,4}}?"
    r"(?:survey|study|report|index|results|(?P<poll>poll))\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(
    r"\b(?:(?:from|over|than|since|with|to)\slast\syear|last\syear['’]s\s(?:\w+\s){0,2}(?:survey|poll|study|report|results|findings))",
    re.IGNORECASE,
)
_EARLIER_WAVE = re.compile(
    rf"(?:\b(?:similar|previous|earlier|prior)\s(?:surveys?|polls?|stud(?:y|ies)|reports?)\b[^.;]{{0,40}}|\b(?:up|down|rose|fell|improved|increased|declined|dropped|decreased|grew)\s[^.;]{{0,90}}?\b(?:in|from)\s){_YEAR}",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:(?:this|last|past)\s(?:month|week|weekend)|this\s(?:year|spring|summer|autumn|fall)"
    r"|(?:new|latest)\s(?:[\w-]+\s){0,4}?(?:survey|poll|study|report|research|index|trial)\b"
    r"|(?:released|published|conducted|out|taken)\s(?:on\s)?(?:today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b",
    re.IGNORECASE,
)
_FROM_FIGURE = re.compile(
    r"\b(?:from|than|against|versus)\s(?:(?:only|just|about|nearly|roughly|some|over|more\sthan|an?|the|barely)\s){0,3}$",
    re.IGNORECASE,
)
_LIST = re.compile(r"[\s,]*(?:and|or|,|–|-|vs\.?|versus)?[\s,]*(?:just\s|only\s|about\s)?", re.IGNORECASE)
_SHARED = re.compile(r"[\s,]*(?:respectively)?[\s,]*", re.IGNORECASE)
_GROUP_GOES_ON = re.compile(
    r"\s?,?\s?(?:say|said|think|believe|are|were|have|now|plan|support|oppose|approve|disapprove|would|report|agree)\b",
    re.I,
)
_TURNS = re.compile(
    r"\b(?:to|now|compared|versus|against|than|while|whereas|but|up|down|today|currently)\b", re.IGNORECASE
)
_TELLS = re.compile(r"\b(?:found|indicated|showed|said|revealed|reported|when|where|which)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Time:
    start: int
    end: int
    relation: str  # the preposition, in small letters; "" where there is none
    year: int | None = None
    back: int = 0  # years before the study's, where `year` is None
    genitive: bool = False  # `last year's`


def date_studies(
    article: Article, sentences: Sequence[Sentence], told: Sequence[ToldStudy]
) -> tuple[ToldStudy, ...]:
    """Fill in the year of each study and how it is known; a study that nothing dates stays as it is."""
    starts = [s.start for s in sentences]
    dated = []
    for place, one in enumerate(told):
        year, basis = _study_year(article, sentences, starts, one, alone=len(told) == 1, first=place == 0)
        dated.append(replace(one, study=replace(one.study, year=year, year_basis=basis)))
    return tuple(dated)


def _study_year(
    article: Article,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    one: ToldStudy,
    alone: bool,
    first: bool,
) -> Dated:
    text = article.text
    named = _BARE_YEAR.search(one.study.name or "")
    if named:
        return int(named["year"]), Basis.STATED
    told_in = {bisect_right(starts, start) - 1 for start, _ in one.mentions}
    sized_in = {bisect_right(starts, s.quote.start) - 1 for s in one.study.samples if s.quote}
    stated = [
        year
        for k in sorted(told_in | sized_in)
        if k >= 0
        for year in _fieldwork_years(text[sentences[k].start : sentences[k].end], k in sized_in)
    ]
    if stated:
        return max(stated), Basis.STATED
    if first:
        for sentence in sentences[:LEAD]:
            heading = text[sentence.start : sentence.end]
            titled = _YEAR_OF_STUDY.search(heading)
            if titled and not titled["poll"] and sentence.role == "heading":
                return int(titled["year"]), Basis.STATED
    if alone:
        year_now = _from_waves(text, sentences)
        if year_now is not None:
            return year_now, Basis.INFERRED
    return _from_date(article, [sentences[k] for k in sorted(told_in) if k >= 0])


def _fieldwork_years(sentence: str, sized: bool) -> Iterator[int]:
    fieldwork = sized or _FIELDWORK.search(sentence)
    # "A 2016 poll" was taken in 2016; "in the 2016 poll average" may speak of the election.
    own = {m.start("year") for m in _YEAR_OF_STUDY.finditer(sentence) if m["whose"] or not m["poll"]}
    elections = {m.start("year") for m in _YEAR_OF_STUDY.finditer(sentence)} - own
    for year in _BARE_YEAR.finditer(sentence):
        if year.start() in elections or not (fieldwork or year.start() in own):
            continue
        before = sentence[max(0, year.start() - 60) : year.start()]
        if not _NO_FIELDWORK.search(before) and "%" not in before[-30:] and "percent" not in before[-30:]:
            yield int(year["year"])


def _from_waves(text: str, sentences: Sequence[Sentence]) -> int | None:
    """Reason from an article's comparisons: `up from last year` beside `in 2013` makes 2014."""
    last_year = False
    earlier: set[int] = set()
    present: set[int] = set()
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        last_year = last_year or bool(_LAST_YEAR.search(words))
        waves = {int(m["year"]) for m in _EARLIER_WAVE.finditer(words)}
        for match in re.finditer(rf"^[^\w]*In\s{_YEAR},", words):
            if any(wave < int(match["year"]) for wave in waves):
                present.add(int(match["year"]))
        earlier |= waves
    if present:
        return max(present)
    return max(earlier) + 1 if last_year and earlier else None


def _from_date(article: Article, sentences: Sequence[Sentence]) -> Dated:
    """Read `released Monday`, `a new poll` and `this year` by the date of the article, where it has one."""
    date = re.match(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?", article.date or date_of(article.text) or "")
    if date is None:
        return UNDATED
    # What January calls new or last month, and its first week Monday, may be of the year before.
    doubtful = r"(?:last|past|new|latest)" if date[2] == "01" else r"(?!)"
    if date[2] == "01" and int(date[3] or 1) <= 7:
        doubtful = r"(?!this\syear)"
    for sentence in sentences:
        for news in _NEWS.finditer(article.text, sentence.start, sentence.end):
            if not re.match(doubtful, news[0], re.IGNORECASE):
                return int(date[1]), Basis.INFERRED
    return UNDATED


def date_figures(
    article: Article,
    sentences: Sequence[Sentence],
    told: Sequence[ToldStudy],
    spans: Sequence[Span],
    study_ids: Sequence[str | None],
) -> list[Dated]:
    """Return for each number, in text order, the year that it is about and how that is known."""
    text = article.text
    years = {one.study.id: (one.study.year, one.study.year_basis) for one in told}
    starts = [s.start for s in sentences]
    homes = [bisect_right(starts, start) - 1 for start, _ in spans]
    beside: dict[int, list[Span]] = {}
    for span, home in zip(spans, homes, strict=True):
        beside.setdefault(home, []).append(span)
    times = {home: _times(text, sentences[home]) if home >= 0 else [] for home in beside}
    out: list[Dated] = []
    for span, home, key in zip(spans, homes, study_ids, strict=True):
        of_study = years.get(key, UNDATED) if key else UNDATED
        time = _time_of(text, sentences[home], times[home], beside[home], span) if times[home] else None
        out.append(_resolved(time, of_study))
    return out


def _resolved(time: _Time | None, of_study: Dated) -> Dated:
    if time is None:
        return of_study
    if time.year is not None:
        return time.year, Basis.STATED
    if of_study[0] is None:
        return UNDATED
    return of_study[0] - time.back, Basis.INFERRED if time.back else of_study[1]


def _times(text: str, sentence: Sentence) -> list[_Time]:
    found = []
    for match in _TIME.finditer(text, sentence.start, sentence.end):
        relation = re.sub(r"\s+", " ", match["prep"] or match["relation"] or "").lower()
        if match["year"]:
            if relation == "for" and match.start() > sentence.start + 4:
                continue
            if re.search(r"\b(?:born|class|aged)\s$", text[max(0, match.start() - 12) : match.start()]):
                continue
            found.append(_Time(match.start(), match.end(), relation, year=int(match["year"])))
            continue
        if match["ago"]:
            back = _COUNTS.get(match["ago"].lower()) or int(match["ago"])
        else:
            back = 1 if match["last"] else 0
        found.append(_Time(match.start(), match.end(), relation, back=back, genitive=bool(match["genitive"])))
    return found


def _time_of(
    text: str, sentence: Sentence, times: Sequence[_Time], figures: Sequence[Span], figure: Span
) -> _Time | None:
    """Return the time that a figure is told of, if its sentence says one."""
    after = _time_after(text, times, figures, figure)
    if after is not None:
        return after
    if _FROM_FIGURE.search(text[max(sentence.start, figure[0] - 40) : figure[0]]):
        return next((t for t in times if t.relation == "since" and t.year), None)
    for time in reversed([t for t in times if t.end <= figure[0]]):
        between = text[time.end : figure[0]]
        if time.genitive:
            if time.back and _TELLS.search(between):
                return time
            continue
        if time.relation not in _TELLS_WHEN and not (time.relation == "for" and time.year):
            continue
        leads = time.start - sentence.start <= 12
        host = next((f for f in reversed(figures) if f[1] <= time.start), None)
        if host and _FROM_FIGURE.search(text[max(sentence.start, host[0] - 40) : host[0]]):
            continue
        if leads or not _TURNS.search(between):
            return time
    return None


def _time_after(text: str, times: Sequence[_Time], figures: Sequence[Span], figure: Span) -> _Time | None:
    for time in times:
        if time.start < figure[1]:
            continue
        if time.start - figure[1] > REACH:
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
        if re.search(r"\b(?:who|that|which)\b", between) and _GROUP_GOES_ON.match(text, time.end):
            return None
        return time
    return None
