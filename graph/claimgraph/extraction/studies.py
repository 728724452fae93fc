"""Tell the studies of an article apart and give each figure to the study that it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.extraction import accounts, elsewhere, makers, organisations, tellings, titles, trades
from claimgraph.extraction import samples as sizes
from claimgraph.extraction.accounts import Account
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.telling import LONGEST, Span, StudyMention
from claimgraph.model import Article, Study

FEW = 8
"""Studies up to which they are told apart by whom they asked: beyond, the groups repeat."""
OFTEN = 3
"""Mentions from which on a study is what its article is about."""
_FIGURE = re.compile(
    r"\d\s?%|\d\s(?:per\s?cents?|percent|percentage|points?)\b"
    r"|\b(?:half|thirds?|quarters?|fifths?|\w+\s(?:in|out of)\s"
    r"(?:ten|10|five|four|three|\d+))\b|[$£€]\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?\s(?:million|billion)\b|\b\d+\s[a-z]",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(r"\b(?:compared|versus|than|from|whereas|while|but)\b", re.IGNORECASE)
_OF_THESE = re.compile(r"(?:\s?(?:%|percent|per\scent|of\b(?!\s(?:%|per))))?\s(?:of\s)?(?:all\s|the\s)?")
_BEFORE_SOURCE = re.compile(r",\s(?:according\sto\s)?(?:the\s)?(?:[a-z][\w-]*\s){0,3}$")
_AFTER_SOURCE = re.compile(r"(?:\s(?:reports|reported|says|said|found|shows?|estimates?))?[.”\"\s]*$")
_ANYBODY = frozenset(
    {"people", "adults", "respondents", "participants", "responses", "replies", "interviews", "persons"}
)
_BODIES = frozenset(
    {
        "union",
        "institute",
        "foundation",
        "trust",
        "league",
        "association",
        "council",
        "university",
        "college",
        "bank",
        "center",
        "centre",
        "society",
    }
)
_LABELLED = re.compile(r"[A-Z][\w &.’'-]{1,40}:\s[“\"]")


@dataclass(frozen=True)
class ToldStudy:
    """Hold a study as one article tells it, and where it does."""

    study: Study
    mentions: tuple[Span, ...]  # (start, end) in text order


def find(
    article: Article, sentences: Sequence[Sentence], samples: Sequence[SampleMention]
) -> tuple[ToldStudy, ...]:
    """Find the studies whose figures an article reports, in text order, with their samples."""
    found = _mentions(article.text, sentences, samples)
    gathered = {_study(article, one).id: one for one in accounts.gather(article.text, sentences, found)}
    told = [ToldStudy(_study(article, one), one.spans) for one in gathered.values()]
    figures = [
        m.span()
        for s in sentences
        if s.role != "furniture"
        for m in _FIGURE.finditer(article.text, s.start, s.end)
    ]
    sources = attribute(article, sentences, told, [(m.start, m.end) for m in samples])
    asked: dict[str | None, list[SampleMention]] = {}
    for source, sample in zip(sources, samples, strict=True):
        asked.setdefault(source, []).append(sample)
    rivals = [name.rsplit(" ", 1)[-1].lower() for one in told for name in one.study.organisations]
    told = [replace(one, mentions=_with_crowd(article.text, one, asked, rivals)) for one in told]
    reported = set(attribute(article, sentences, told, figures))
    return tuple(
        replace(one, study=replace(one.study, samples=sizes.samples(article, asked.get(one.study.id, ()))))
        for one in told
        if one.study.id in reported
    )


def _mentions(
    text: str, sentences: Sequence[Sentence], samples: Sequence[SampleMention]
) -> list[StudyMention]:
    """Find where a text speaks of studies, with those that open a sentence; who led one is no other."""
    found = [m for m in tellings.find(text, sentences, samples) if not makers.is_led(text, m)]
    for index, sentence in enumerate(sentences):
        if sentence.role != "prose":
            continue
        start, end = sentence.start, min(sentence.end, sentence.start + LONGEST)
        title = titles.opening(text, start, end)
        runs = organisations.runs(text, start, end)
        maker = makers.opening(text, start, end, runs)
        published = titles.published(text, start, end, runs)
        if published:
            named, by = published
            found = [m for m in found if not (named[0] <= m.start and m.end <= by[1])]
            found.append(StudyMention(named[0], by[1], index, (text[slice(*by)],), text[slice(*named)]))
            continue
        if title:
            found = [m for m in found if not (m.start >= start and m.end <= title[1])]
            noun = next((m for m in found if start <= m.start < end), None)
            made = noun.organisations if noun else ()
            found.append(StudyMention(*title, index, made, text[slice(*title)]))
        elif maker and not any(m.start < maker[1] and maker[0] < m.end for m in found):
            found.append(StudyMention(*maker, index, (text[slice(*maker)],), definite=False, another=True))
    return sorted(found, key=lambda m: (m.start, m.end))


def _with_crowd(
    text: str, one: ToldStudy, asked: Mapping[str | None, Sequence[SampleMention]], rivals: Sequence[str]
) -> tuple[Span, ...]:
    """Add where an article speaks of those whom only this study asked: `the CIOs cited`."""
    if len(asked) > FEW:
        return one.mentions
    others = {_crowd(m) for key, sizes in asked.items() if key != one.study.id for m in sizes}
    mine = asked.get(one.study.id, ())
    crowds = {_crowd(m) for m in mine} - others - _ANYBODY - {""}
    bodies = [name.rsplit(" ", 1)[-1].lower() for name in one.study.organisations if " " in name]
    crowds |= {body for body in bodies if body in _BODIES and rivals.count(body) == 1}
    if not others or not crowds:
        return one.mentions
    the = re.compile(rf"\bthe\s(?:{'|'.join(re.escape(crowd) for crowd in sorted(crowds))})\b", re.IGNORECASE)
    return tuple(sorted({*one.mentions, *(m.span() for m in the.finditer(text))}))


def _crowd(mention: SampleMention) -> str:
    return (mention.group or "").rsplit(" ", 1)[-1].lower()


def _study(article: Article, account: Account) -> Study:
    return Study(
        id=Study.told_id(article, account.organisations, account.name),
        name=account.name,
        organisations=tuple(account.organisations),
        sells=trades.find(article.text, account.organisations),
        source=article.id,
    )


def attribute(
    article: Article, sentences: Sequence[Sentence], told: Sequence[ToldStudy], spans: Sequence[Span]
) -> list[str | None]:
    """Return for each number, in text order, the id of the study that it comes from, or None."""
    text = article.text
    places = sorted((start, end, one.study.id) for one in told for start, end in one.mentions)
    if not places:
        return [None] * len(spans)
    starts = [s.start for s in sentences]
    homes = [max(bisect_right(starts, start) - 1, 0) for start, _ in spans]
    positions = [place[0] for place in places]
    heads = _heads(sentences)
    names = [name for one in told for name in one.study.organisations]
    foreign = {home: elsewhere.names_another(text, sentences[home], names) for home in dict.fromkeys(homes)}
    presented = elsewhere.sections(text, sentences)
    weight = Counter(key for _, _, key in places)
    sized = frozenset(one.study.id for one in told if one.study.samples)
    main = max(weight, key=lambda key: weight[key])
    first = next(k for k, place in enumerate(places) if place[2] == main)
    out: list[str | None] = []
    for span, home in zip(spans, homes, strict=True):
        sentence = sentences[home]
        if home in presented or elsewhere.describes_a_body(text, sentence, span):
            out.append(None)
            continue
        here = places[bisect_left(positions, sentence.start) : bisect_left(positions, sentence.end)]
        key = _in_sentence(text, sentence, here, span)
        if key is None and not foreign[home]:
            before = bisect_right(positions, span[0])
            paragraph = bisect_left(positions, sentences[heads[home]].start)
            if before > paragraph:
                key = places[before - 1][2]
            elif not _labelled(text, sentences, heads[home], home):
                key = _carried(places, before, weight, main, first, sized)
        out.append(key)
    return out


def _in_sentence(
    text: str, sentence: Sentence, here: Sequence[tuple[int, int, str]], span: Span
) -> str | None:
    """Return the study that the sentence names as the number's own, before it, or behind it as its source."""
    before = [place for place in here if place[0] <= span[0]]
    after = [place for place in here if place[0] > span[0]]
    if after and _OF_THESE.fullmatch(text, span[1], after[0][0]):
        return after[0][2]
    if before:
        return before[-1][2]
    if after and not _SET_AGAINST.search(text[span[1] : after[0][0]]):
        return after[0][2]
    closing = bool(after) and _BEFORE_SOURCE.search(text[span[1] : after[-1][0]]) is not None
    return after[-1][2] if closing and _AFTER_SOURCE.match(text, after[-1][1], sentence.end) else None


def _carried(
    places: Sequence[tuple[int, int, str]],
    before: int,
    weight: Counter[str],
    main: str,
    first: int,
    sized: Container[str],
) -> str:
    """Return the study that an earlier paragraph was about; one that is told of in passing does not last.

    `sized`: the studies of which it is told how many they asked; that is not said in passing.
    """
    if before == 0:
        return places[0][2]
    last = places[before - 1][2]
    passing = weight[last] == 1 and last not in sized and weight[main] >= OFTEN
    return main if passing and first < before else last


def _heads(sentences: Sequence[Sentence]) -> list[int]:
    """Return for each sentence the index of the first one of its paragraph."""
    heads: list[int] = []
    for index, sentence in enumerate(sentences):
        new = index == 0 or sentences[index - 1].paragraph != sentence.paragraph
        heads.append(index if new else heads[-1])
    return heads


def _labelled(text: str, sentences: Sequence[Sentence], head: int, home: int) -> bool:
    """Tell whether a list item is quoted from another page: `Longer hours. The Herald: “Nurses …`."""
    return sentences[home].role == "bullet" and any(
        _LABELLED.match(text, sentences[k].start, sentences[k].end)
        for k in range(head, min(head + 1, home) + 1)
    )
