"""Give studies and figures their year: as the article says it, or as it follows for certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from claimgraph.extraction import moments, times
from claimgraph.extraction.moments import MONTH, Date
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.studies import ToldStudy
from claimgraph.extraction.times import YEAR
from claimgraph.model import Article, Basis

Span = tuple[int, int]
Dated = tuple[int | None, Basis]

UNDATED: Dated = (None, Basis.UNKNOWN)


class Told(NamedTuple):
    """Hold the year that a figure is about, as its article tells it."""

    year: int | None = None
    basis: Basis = Basis.UNKNOWN
    before: int = 0  # years before those of the study, where the article does not date the study


LEAD = 3
"""Sentences at the head of an article whose titles may date its study."""

_BARE_YEAR = re.compile(rf"(?<![\w$£€.,/])(?<!-){YEAR}")
_NO_FIELDWORK = re.compile(
    r"\b(?:born|fortune|class\sof|since|before|after|until|(?:up|down|rose|fell|compared|dropped)\s(?:to|with|from)\W.{0,40}|than|by"
    rf"|(?:similar|previous|earlier|prior|past|first|preceding)\s.{{0,40}})\W?(?:{MONTH}\W)?$",
    re.IGNORECASE,
)
_FIELDWORK = re.compile(
    r"\b(?:conducted|fielded|carried\sout|took\splace|undertaken|administered|surveyed|polled|interview(?:s|ed)|questioned|surveying|polling"
    r"|(?:poll|survey|study|report|research)\s(?:was\s|were\s)?(?:released|published|taken|from|in|ran)|taken|mailed|gathered"
    r"|collected|in\sthe\sfield|asked|tracked|followed|monitored|enroll?ed|recruited|canvass?ed|quizzed|responded)\b",
    re.IGNORECASE,
)
_YEAR_OF_STUDY = re.compile(
    rf"(?:(?P<whose>\b(?:an?|the|its|their|this|in)|['’]s)\s)?{YEAR}\s(?:[\w&-]+\s){{0,4}}?"
    r"(?:survey|study|report|index|results|(?P<poll>poll))\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(
    r"\b(?:(?:from|over|than|since|with|to)\slast\syear|last\syear['’]s\s(?:\w+\s){0,2}(?:survey|poll|study|report|results|findings))",
    re.IGNORECASE,
)
_EARLIER_WAVE = re.compile(
    rf"(?:\b(?:similar|previous|earlier|prior)\s(?:surveys?|polls?|stud(?:y|ies)|reports?)\b[^.;]{{0,40}}|\b(?:up|down|rose|fell|improved|increased|declined|dropped|decreased|grew)\s[^.;]{{0,90}}?\b(?:in|from)\s){YEAR}",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:(?:this|last|past)\s(?:month|week|weekend)|this\s(?:year|spring|summer|autumn|fall)"
    r"|(?:new|latest)\s(?:[\w-]+\s){0,4}?(?:survey|poll|study|report|research|index|trial)\b"
    r"|(?:released|published|conducted|out|taken|presented|unveiled|announced|issued|revealed|posted|launched)\b[^.;“”]{0,60}?"
    r"\b(?:today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?%|\bper\s?cent\b", re.IGNORECASE)
_BESIDE, _RANGE = 50, 30
"""Characters between a word of asking and its year, and between the years of one range."""
_NEAR = 90
"""Characters between a word of asking and the time of asking."""
_IN_TITLE = re.compile(r"\b(?:in|of|for)\s(?P<year>20\d\d)\W*$")
_BY_TODAY = re.compile(r"\b(?:last|this)\s|\bago\b|\b(?:now|today|currently)\b", re.IGNORECASE)
_BACK_THEN = re.compile(r"[\"“]?(?:(?:At|By)\s(?:that|the)\stime|Back\sthen|In\sthat\syear|That\syear)\b")
_THIS_YEARS = re.compile(
    r"\bthis\syear['’]s\s(?:[\w-]+\s)?(?:surveys|polls|studies|reports|research)\b", re.IGNORECASE
)


def date_studies(
    article: Article, sentences: Sequence[Sentence], told: Sequence[ToldStudy]
) -> tuple[ToldStudy, ...]:
    """Fill in the year of each study and how it is known; a study that nothing dates stays as it is."""
    starts = [s.start for s in sentences]
    today = moments.date(article)
    roundup = _roundup_year(article.text, sentences)
    dated = []
    for place, one in enumerate(told):
        alone, first = len(told) == 1, place == 0
        year, basis = _study_year(article, sentences, starts, one, alone, first, today)
        if year is None and roundup is not None:
            year, basis = roundup, Basis.INFERRED
        dated.append(replace(one, study=replace(one.study, year=year, year_basis=basis)))
    return tuple(dated)


def _study_year(
    article: Article,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    one: ToldStudy,
    alone: bool,
    first: bool,
    today: Date | None,
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
    if today is None:
        return UNDATED
    asked = [sentences[k] for k in sorted(told_in | sized_in) if k >= 0]
    return _from_moments(text, asked, today) or _from_news(text, asked, today)


def _fieldwork_years(sentence: str, sized: bool) -> Iterator[int]:
    cues = [m.span() for m in _FIELDWORK.finditer(sentence)]
    fieldwork = sized or cues
    # "A 2016 poll" was taken in 2016; "in the 2016 poll average" may speak of the election.
    own = {m.start("year") for m in _YEAR_OF_STUDY.finditer(sentence) if m["whose"] or not m["poll"]}
    elections = {m.start("year") for m in _YEAR_OF_STUDY.finditer(sentence)} - own
    found = []
    for year in _BARE_YEAR.finditer(sentence):
        if year.start() in elections or not (fieldwork or year.start() in own):
            continue
        before = sentence[max(0, year.start() - 60) : year.start()]
        told = [sentence[min(b, year.end()) : max(a, year.start())] for a, b in cues]
        if told and year.start() not in own and all(_SHARE.search(words) for words in told):
            continue  # the year of a figure
        if not _NO_FIELDWORK.search(before) and "%" not in before[-30:] and "percent" not in before[-30:]:
            found.append(year)
    # "Conducted in May 2019 among those who will vote in 2020": the year beside the word counts.
    beside = [y for y in found if any(0 <= y.start() - end <= _BESIDE for _, end in cues)]
    if beside:
        last = beside[0].end() + _RANGE
        found = [y for y in found if y.start() <= last or y.start() in own]
    yield from (int(year["year"]) for year in found)


def _from_waves(text: str, sentences: Sequence[Sentence]) -> int | None:
    """Reason from an article's comparisons: `up from last year` beside `in 2013` makes 2014."""
    last_year = False
    earlier: set[int] = set()
    present: set[int] = set()
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        last_year = last_year or bool(_LAST_YEAR.search(words))
        waves = {int(m["year"]) for m in _EARLIER_WAVE.finditer(words)}
        for match in re.finditer(rf"^[^\w]*In\s{YEAR},", words):
            if any(wave < int(match["year"]) for wave in waves):
                present.add(int(match["year"]))
        earlier |= waves
    if present:
        return max(present)
    return max(earlier) + 1 if last_year and earlier else None


def _roundup_year(text: str, sentences: Sequence[Sentence]) -> int | None:
    """Read the year of `this year's surveys` from a title: `8 numbers to know in 2021`."""
    titled = _IN_TITLE.search(text, sentences[0].start, sentences[0].end) if sentences else None
    if titled and any(_THIS_YEARS.search(text, s.start, s.end) for s in sentences[:8]):
        return int(titled["year"])
    return None


def _from_moments(text: str, sentences: Sequence[Sentence], today: Date) -> Dated | None:
    """Read `conducted in January`, `questioned 900 rowers this fall` by the date of the article."""
    for sentence in sentences:
        cues = [m.span() for m in _FIELDWORK.finditer(text, sentence.start, sentence.end)]
        told: list[tuple[int, int]] = []  # characters from a cue, year
        for moment in moments.find(text, sentence.start, sentence.end, today):
            if _NO_FIELDWORK.search(text, max(sentence.start, moment.start - 60), moment.start):
                continue
            for cue in cues:
                between = text[min(cue[1], moment.end) : max(cue[0], moment.start)]
                if len(between) <= _NEAR and "%" not in between and "percent" not in between:
                    told.append((len(between), moment.year))
        if told:
            return min(told)[1], Basis.INFERRED
    return None


def _from_news(text: str, sentences: Sequence[Sentence], today: Date) -> Dated:
    """Read `released Monday`, `a new poll` and `this year` by the date of the article."""
    # What January calls new or last month, and its first week Monday, may be of the year before.
    doubtful = r"(?:last|past|new|latest)" if today.month == 1 else r"(?!)"
    if today.month == 1 and (today.day or 1) <= 7:
        doubtful = r"(?!this\syear)"
    for sentence in sentences:
        for news in _NEWS.finditer(text, sentence.start, sentence.end):
            if not re.match(doubtful, news[0], re.IGNORECASE):
                return today.year, Basis.INFERRED
    return UNDATED


def date_figures(
    article: Article,
    sentences: Sequence[Sentence],
    told: Sequence[ToldStudy],
    spans: Sequence[Span],
    study_ids: Sequence[str | None],
) -> list[Told]:
    """Return for each number, in text order, the year that it is about and how that is known."""
    text = article.text
    years = {one.study.id: (one.study.year, one.study.year_basis) for one in told}
    starts = [s.start for s in sentences]
    homes = [bisect_right(starts, start) - 1 for start, _ in spans]
    beside: dict[int, list[Span]] = {}
    for span, home in zip(spans, homes, strict=True):
        beside.setdefault(home, []).append(span)
    today = moments.date(article)
    found = {home: times.find(text, sentences[home], today) if home >= 0 else [] for home in beside}
    reported = _periods(text, sentences, bool(told))
    out: list[Told] = []
    for span, home, key in zip(spans, homes, study_ids, strict=True):
        of_study = years.get(key, UNDATED) if key else UNDATED
        here = found[home]
        time = None
        if here:
            time = times.of_figure(text, sentences[home], here, beside[home], span, key is not None)
        time = time or _back_then(text, sentences, home)
        if key is None and today is not None and (time is not None or not told):
            of_study = (today.year, Basis.INFERRED)  # a report of the day
        words = text[time.start : time.end] if time else ""
        if key is None and home in reported and not (today and _BY_TODAY.search(words)):
            of_study = reported[home]
            if time is None and times.is_from(text, sentences[home], span):
                of_study = UNDATED  # `to 12% from 11%`: of an earlier period, which one is not said
        earlier = time is not None and (time.earlier or times.is_from(text, sentences[home], span))
        out.append(_resolved(time, of_study, key is not None and earlier))
    return out


def _back_then(text: str, sentences: Sequence[Sentence], home: int) -> times.Time | None:
    """Return the year that the sentence before tells and this one goes on with: `At that time only`."""
    told = _BACK_THEN.match(text, sentences[home].start, sentences[home].end) if home > 0 else None
    if told is None or sentences[home - 1].paragraph != sentences[home].paragraph:
        return None
    earlier = [t for t in times.find(text, sentences[home - 1]) if t.year and not t.genitive]
    return times.Time(*told.span(), "in", year=earlier[-1].year) if earlier else None


def _periods(text: str, sentences: Sequence[Sentence], studied: bool) -> dict[int, Dated]:
    """Return the period that each sentence reports on: its own, or the one that opened its passage.

    Beside studies a passage is a paragraph; results alone go on until a heading or another period.
    """
    found: dict[int, Dated] = {}
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else sentence
        own = times.period(text, sentence)
        elsewhere = studied and before.paragraph != sentence.paragraph
        ends = elsewhere or sentence.role in ("heading", "furniture")
        if own is not None:
            found[index] = own, Basis.STATED
        elif index - 1 in found and not ends:
            found[index] = found[index - 1][0], Basis.INFERRED
    return found


def _resolved(time: times.Time | None, of_study: Dated, earlier: bool) -> Told:
    if time is None:
        return Told(*of_study)
    if time.year is not None:
        return Told(time.year, Basis.STATED)
    if of_study[0] is None:
        return Told(before=time.back if earlier else 0)
    return Told(of_study[0] - time.back, Basis.INFERRED if time.back else of_study[1])
