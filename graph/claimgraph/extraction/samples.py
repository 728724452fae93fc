"""Find how many were asked: `surveyed 237 nurses and 211 doctors`, `n = 500`, `1,005 adults were polled`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from claimgraph.extraction.respondents import are_persons, can_be_asked, may_be_persons, noun_phrase
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Article, Bound, Quote, Sample

FEWEST_ASKED = 5
FEWEST_SPOKEN_WITH = 30
MOST_ASKED = 10**9

_BOUNDS = {
    Bound.MORE_THAN: "more than|slightly more than|over|just over|well over|upwards of|in excess of",
    Bound.AT_LEAST: "at least|no fewer than|no less than",
    Bound.LESS_THAN: "fewer than|less than|under|just under",
    Bound.AT_MOST: "up to|as many as",
    Bound.ABOUT: "some|about|around|nearly|almost|roughly|approximately|close to|an estimated",
}
_BOUND_OF = {words: bound for bound, all_words in _BOUNDS.items() for words in all_words.split("|")}
_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "k": 1000}

_BOUND = "|".join(sorted(_BOUND_OF, key=len, reverse=True))
_WORD_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w.,$£€¥#])(?:(?P<bound>{_BOUND})\s{{1,2}})?"
    r"(?P<number>(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d{1,9}(?:\.\d{1,3})?)"
    r"(?:\s?(?P<scale>million|thousand|[kK])\b)?"
    rf"|(?P<words>{_WORD_NUMBER})\s(?P<word_scale>hundred|thousand|million)\b)"
    r"(?P<plus>\+)?(?![\w$£€]|[.,:/–-]\d|\s?%|\s?(?:per\s?cents?|percentage|points?|pp)\b)",
    re.IGNORECASE,
)

_STUDY = (
    r"(?:surveys?|polls?|polling|stud(?:y|ies)|research|questionnaires?|trials?|experiments?|census|reports?)"
)
_ASKED = (
    r"(?:surveyed|polled|interviewed|quer(?:ied|ying)|questioned|quizzed|canvass?ed|sampled|surveying|polling"
    r"|interviewing|questioning|canvass?ing|sampling|recruited|recruiting|enroll?ed|signed\sup"
    r"|(?:to|will|would|and|helped|did)\s(?:survey|poll|interview|question|quiz|canvass?|query|sample|recruit|enroll?))"
)
_WATCHED = (
    r"(?:tracks?|tracked|tracking|follow(?:ed|s)|following|monitored|monitors|observed|studied|tested|examined"
    r"|analy[sz]ed|assigned|randomi[sz]ed|assessed|measured)"
)
_WATCHERS = (
    r"(?:researchers?|scientists|psychologists|economists|sociologists|doctors|academics|authors|investigators"
    r"|teams?|stud(?:y|ies)|trials?|reports?|research|experiments?|project|analysis|panel)"
)
_COVERS = (
    r"(?:includes?|included|covers?|covered|involve[sd]?|comprise[sd]?|gathered|reached|drew|consisted\sof"
    r"|questions|queries|polls|surveys|took\sin|heard\sfrom|asked|tracked|followed|tested|spann(?:ed|ing)"
    r"|examined|looked\sat|analy[sz]ed)"
)
_OF = r"(?:of|with|among|amongst|across|involving|covering|including|from)"
_UNDERTAKEN = r"(?:conducted|taken|fielded|administered|carried\sout|undertaken|based\son)"
_DETERMINERS = (
    r"(?:(?:a|an|the|all|its|of|total|random|randomly|selected|chosen|nationally|national|nationwide|statewide"
    r"|globally|global|representative|sample|group|panel|cross-section|responses|from|another|additional|final"
    r"|combined|separate|large|small|online|exactly|only|just|these|those|about)\s){0,8}"
)
_LEADS = "|".join(
    [
        rf"{_ASKED}(?:\s(?:and|or)\s\w+)?",
        rf"(?:{_STUDY}|interviews|samples?|panels?|focus\sgroups?)(?:\s(?:results?|data|conducted))?\s{_OF}",
        r"(?:responses|answers|replies|input|data|information|feedback)\s(?:collected\s|gathered\s|received\s)?from",
        r"(?:views|opinions|attitudes|experiences|habits|perceptions|responses|answers|replies|sentiments)\sof",
        r"(?:completed|answered|filled\s(?:in|out)|returned)\sby",
        r"(?:put|posed)\s(?:\w+\s){1,3}to",
        rf"(?:{_STUDY}|sample)\s(?:also\s|which\s|that\s)?{_COVERS}",
        rf"{_UNDERTAKEN}\b(?:[^;()]{{0,110}}?\W)??(?:with|among|amongst|of)",
    ]
)
_BEFORE = re.compile(rf"\b(?:{_LEADS})\s{_DETERMINERS}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"\b(?:sample|poll|survey|respondents|study|index|report)\b(?:(?!\d[\d,]*\s[a-z])[^;()]){{0,60}}\({_DETERMINERS}$",
    re.IGNORECASE,
)
_RECORDS = r"(?:(?:the\s)?(?:[a-z]+\s)?(?:records|data|files|cases|charts|histories)\s(?:of|on|from|for)\s)?"
_WATCH = re.compile(rf"\b{_WATCHERS}\b.*\b{_WATCHED}\s{_RECORDS}{_DETERMINERS}$", re.IGNORECASE | re.DOTALL)
_SENT_OUT = re.compile(
    r"\d\s(?:[\w-]+\s){0,2}(?:responses|answers|replies|questionnaires|forms|surveys)\s(?:[\w-]+\s)?from\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_NOT_ALL_ANSWERED = re.compile(
    r"\s(?:(?:that|which|who)\s(?:got|received|were\s(?:sent|mailed|invited|contacted|approached))"
    r"|(?:were\s)?(?:invited|contacted|approached|mailed|e-?mailed)\b|sent\s(?:a|an|the|it|one)\b)",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"\sof\s(?:the|its|their|our|these|those)(?=\s[\w-])", re.IGNORECASE)
_LISTED = re.compile(r"(?:,\s[\w &/-]{2,40}){1,4},?\s(?:and|or)\s[\w &/-]{0,40}\w\ws\b")
_STUDY_BEFORE = re.compile(rf"\b{_STUDY}\b", re.IGNORECASE)
_SPOKE = re.compile(
    rf"\b(?:asked|asking|(?:spoke|spoken|speaking|talked)\s(?:with|to))\s{_DETERMINERS}$", re.IGNORECASE
)
_SIZE_ALONE = re.compile(
    r"(?:\bn\s?=\s?|\bbase(?:\ssize)?:\s(?:all\s)?|\bsample\sof\s"
    r"|\bsample\ssizes?(?:\s(?:of|was|is)|:)?\s(?:just\s|only\s)?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s(?:and|or)\s\d[\d,]*(?:\s[\w-]+){1,3}?)?(?:,?\s(?:aged?|ages|over|between|from|in|across)\s[^.;()]{2,60}?,?)??"
    r",?\s(?:(?:who|that|whom)\s(?:we\s|it\s|they\s)?)?(?:were\s|was\s|have\sbeen\s|nationwide\s|worldwide\s|randomly\s|also\s|all\s){0,3}"
    r"(?:surveyed|polled|interviewed|questioned|quizzed|queried|canvass?ed|sampled|responded|replied|took\spart|taking\spart|participat(?:ed|ing)"
    r"|answered|fill(?:ed|ing)\s(?:in|out)\s(?:the|a|an|our|its)\s\w+|complet(?:ed|ing)\s(?:the|a|an|our|its)\s\w+"
    r"|returned\s(?:the|a|their|our|its)\s(?:survey|form|questionnaire)s?"
    r"|(?:(?:included|involved|enroll?ed)\s)?in\s(?:the|its|their|our|this|that)\s(?:[\w-]+\s)?(?:survey|study|sample|poll|trial))\b"
    r"|\s(?:were|was)\s(?:then\s|also\s|first\s|randomly\s)?(?:asked|tracked|followed|recruited|enroll?ed|consulted|assigned|randomi[sz]ed)\b",
    re.IGNORECASE,
)
_CONDUCTED = re.compile(r"\b(?:conducted|completed|carried\sout|held)\s(?:a\stotal\sof\s)?$", re.IGNORECASE)
_CHAIN = re.compile(
    r"(?:,|\s\()?\s?(?:(?:and|plus|including|with|as\swell\sas|along\swith|of\swhom|among\sthem|also)\s){0,3}"
    rf"{_DETERMINERS}",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:including|of\swhom|of\swhich|among\sthem|among\sthe|sub-?samples?|subsets?)\b", re.IGNORECASE
)
OPENS = (
    r"(?:\s\(|:\s|,?\s(?:(?:which|that)\s)?(?:(?:is|are|was|were)\s)?(?:made\sup\sof|composed\sof|consisting\sof|comprising"
    r"|(?:split|divided|broken\sdown)\s(?:in)?to|namely)\s)"
)
"""What stands between a whole sample and the list of its parts."""
_OPENS = re.compile(rf"{OPENS}{_DETERMINERS}", re.IGNORECASE)
_BESIDE = re.compile(r"\s(?:and|plus)\s([1-9][\d,]{1,8})(?![\w.%])(?!\sper)")
"""A few who were asked beside many: `asked 24 pilots and 1,219 sailors`."""
IN_ALL = re.compile(r"\s(?:in\sall|in\stotal|altogether)\b", re.IGNORECASE)
SUMMED = re.compile(r"(?:\s(?:in|during)\s[^,.;:()\n]{3,30},|,?)\s(?:or\s|and\sso\s|thus\s)?", re.IGNORECASE)
"""What stands between samples and what they are in all: `210 in all`."""
_FINDING = re.compile(
    r"\s(?:said|say|says|told|reported|report|agreed?|believed?|indicated?|chose|choose|named|cited|cite|thought|think"
    r"|felt|feel|answered\s(?:yes|no|that)|picked|expect(?:ed)?|preferred|admitted|claimed|had|have|would|will)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:respondents|participants|interviewees|replies|responses|interviews|panell?ists)$", re.IGNORECASE
)
_PART_OF = re.compile(
    r"(?:%|\b(?:half|thirds?|quarters?|most|majority|all|percent|per\scent))\sof\sthe\s$", re.IGNORECASE
)
_RATIO = re.compile(r"\b(?:in|out\sof|every)\s$", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class SampleMention:
    """Hold one telling of a sample size."""

    start: int  # of the number, with its bound left out; inclusive
    end: int  # exclusive
    text_start: int  # of the whole phrase: `more than 1,100 senior executives`
    text_end: int
    n: int
    bound: Bound
    group: str | None  # label: `marketing executives`; None where no noun follows
    sentence: int  # index of the sentence
    part: bool = False  # told as a part of a larger sample: `including 839 likely voters`


def find(text: str, sentences: Sequence[Sentence]) -> tuple[SampleMention, ...]:
    """Find the sample sizes that a text tells, in text order.

    Returns one record a telling; `samples` makes one of those that are told twice.
    """
    found: list[SampleMention] = []
    for index, sentence in enumerate(sentences):
        if sentence.role != "furniture":
            found += _in_sentence(text, sentence, index)
    return tuple(found)


def samples(article: Article, mentions: Sequence[SampleMention]) -> tuple[Sample, ...]:
    """Make the samples of one study from its mentions: a number told twice is one sample.

    The group is left out where the whole sample is meant: a single one, or the largest where others are
    told as parts of it.
    """
    first: dict[tuple[int, str | None], SampleMention] = {}
    for mention in mentions:
        if not any(n == mention.n and (group == mention.group or first[n, group].sentence != mention.sentence)
                   for n, group in first):  # fmt: skip
            first[mention.n, mention.group] = mention
    kept = list(first.values())
    whole = max(kept, key=lambda m: m.n, default=None)
    beside = any(whole and m is not whole and not m.part and m.sentence == whole.sentence for m in kept)
    return tuple(
        Sample(
            n=mention.n,
            bound=mention.bound,
            group=None if mention is whole and not beside else mention.group,
            quote=Quote.of(article, mention.text_start, mention.text_end),
        )
        for mention in kept
    )


def _in_sentence(text: str, sentence: Sentence, index: int) -> Iterator[SampleMention]:
    words = text[sentence.start : sentence.end]
    previous: SampleMention | None = None
    listed = False  # within the list of a sample's parts
    pending: list[SampleMention] = []
    for number in NUMBER.finditer(words):
        n = _count(number)
        if n is None or not FEWEST_ASKED <= n <= MOST_ASKED:
            continue
        opening = _after_partitive(words, number.end())
        end, label = noun_phrase(words, opening)
        before = words[max(0, number.start() - 240) : number.start()]
        last = previous.text_end - sentence.start if previous else 0
        summed = previous is not None and SUMMED.fullmatch(words, last, number.start())
        if summed and IN_ALL.match(words, number.end()):
            end, label = number.end(), None
        else:
            summed = None
        opens = (
            previous is not None
            and not listed
            and not _FINDING.match(words, end)
            and _OPENS.fullmatch(words, last, number.start())
        )
        chained = (
            previous is not None
            and label is not None
            and can_be_asked(label)
            and not _is_year(number)
            and not (number["bound"] and words[last:][:2] == " (")
            and (opens or _CHAIN.fullmatch(words, last, number.start()))
        )
        if _SENT_OUT.search(before) or _NOT_ALL_ANSWERED.match(words, end):
            continue
        if opening > number.end() and not (_BEFORE.search(before) or _SPOKE.search(before)):
            continue  # `90 of the nurses polled agree` is a finding
        listed = bool(chained and (opens or listed))
        if not chained and not summed and not _is_sample(words, number, n, before, end, label):
            continue
        mention = SampleMention(
            start=sentence.start + number.start("number"),
            end=sentence.start + number.end(),
            text_start=sentence.start + number.start(),
            text_end=sentence.start + end,
            n=n,
            bound=_bound(number),
            group=label,
            sentence=index,
            part=listed or bool(_PART.search(before[-40:])),
        )
        pending.append(mention)
        previous = mention
    yield from _with_shared_heads(pending)


def _is_sample(words: str, number: re.Match[str], n: int, before: str, end: int, label: str | None) -> bool:
    if _SIZE_ALONE.search(before):
        return True
    if _RATIO.search(before) and len(number["number"]) <= 3:
        return False
    if label and not can_be_asked(label) and label[0].isupper():
        return bool(_BEFORE.search(before)) and bool(_LISTED.match(words, end))
    if not label or not can_be_asked(label):
        after = _AFTER.match(words, number.end()) if label is None else None
        return after is not None and not _STUDY_BEFORE.search(after[0]) and not _is_year(number)
    if _is_year(number) and not are_persons(label):
        return False
    if _SPOKE.search(before):
        beside = _BESIDE.match(words, end)
        enough = n >= FEWEST_SPOKEN_WITH or (
            beside and int(re.sub(r"\D", "", beside[1])) >= FEWEST_SPOKEN_WITH
        )
        return bool(enough) and (may_be_persons(label) or bool(_STUDY_BEFORE.search(before)))
    if _WATCH.search(before):
        return n >= FEWEST_SPOKEN_WITH and are_persons(label)
    if _BEFORE.search(before) or _AFTER.match(words, end):
        return True
    if _IN_BRACKETS.search(before):
        return are_persons(label)
    if _CONDUCTED.search(before) and label.endswith("interviews"):
        return True
    return bool(_PEOPLE.search(label)) and (
        _PART_OF.search(before) is not None or not _FINDING.match(words, end)
    )


def _after_partitive(words: str, end: int) -> int:
    """Return where the noun phrase of `90 of the heaviest users` begins."""
    some = _SOME_OF.match(words, end)
    return some.end() if some else end


def _is_year(number: re.Match[str]) -> bool:
    return bool(_ANY_YEAR.fullmatch(number["number"])) and not number["bound"]


def _with_shared_heads(mentions: Sequence[SampleMention]) -> Iterator[SampleMention]:
    """Give `marketing` of `237 marketing and 211 IT executives` the head noun that it shares."""
    for mention, after in zip_longest(mentions, mentions[1:]):
        label, shared = mention.group, after.group if after else None
        if label and shared and " " in shared and not label.endswith("s") and not are_persons(label):
            yield replace(mention, group=f"{label} {shared.rsplit(' ', 1)[1]}")
        else:
            yield mention


def _count(number: re.Match[str]) -> int | None:
    try:
        if number["digits"]:
            value = Decimal(re.sub(r"[,\s]", "", number["digits"]))
            value *= _SCALES.get((number["scale"] or "").lower(), 1)
        else:
            value = Decimal(_WORDS[number["words"].lower()] * _SCALES[number["word_scale"].lower()])
    except (InvalidOperation, KeyError):  # other scripts' digits, letters that fold to `k`
        return None
    return int(value) if value == value.to_integral_value() else None


def _bound(number: re.Match[str]) -> Bound:
    if number["plus"]:
        return Bound.MORE_THAN
    return _BOUND_OF.get(re.sub(r"\s+", " ", number["bound"] or "").lower(), Bound.EXACT)
