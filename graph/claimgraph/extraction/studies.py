"""Tell the studies of an article apart and give each figure to the study that it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimgraph.extraction import organisations, tellings
from claimgraph.extraction import samples as sizes
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tellings import Span, StudyMention
from claimgraph.model import Article, Study

OFTEN = 3
"""Mentions from which on a study is what its article is about."""
NEAR = 3
"""Sentences within which a title or a maker completes the study told of before."""

_FIGURE = re.compile(
    r"\d\s?%|\d\s(?:per\s?cents?|percent|percentage|points?)\b"
    r"|\b(?:half|thirds?|quarters?|fifths?|\w+\s(?:in|out of)\s"
    r"(?:ten|10|five|four|three|\d+))\b|[$£€]\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?\s(?:million|billion)\b|\b\d+\s[a-z]",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(r"\d\s?(?:%|per\s?cent)", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:believed?|think|thought|(?:dis)?approved?|support|opposed?|feel|felt|favou?r|want|wanted|prefer|agreed?"
    r"|trust|worry|worried|consider|identify|say\sthey|said\sthey|plan\sto)\b"
)
_FINDS = re.compile(
    r"\b(?:(?:surveys?|polls?|study|studies|reports?|research|analysis|questionnaires?|results|findings|data)\s(?:[\w,-]+\s){0,6}?"
    r"(?:found|finds?|shows?|showed|suggests?|suggested|reveals?|revealed|said|says?|concluded|indicates?|indicated|estimate[sd]?)"
    r"|according\sto|respondents?|participants|interviewees|surveyed|polled|those\s(?:questioned|interviewed)"
    r"|researchers\s(?:found|asked|chose|say|said))\b",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(r"\b(?:compared|versus|than|from|whereas|while|but)\b", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z][\w &.’'-]{1,40}:\s[“\"]")
_POOLED = re.compile(
    r"\b(?:insights|data|results|responses|drew|draws|drawing|combin\w+|based|also)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class ToldStudy:
    """Hold a study as one article tells it, and where it does."""

    study: Study
    mentions: tuple[Span, ...]  # (start, end) in text order


@dataclass
class _Draft:
    organisations: list[str] = field(default_factory=list)
    name: str | None = None
    mentions: list[StudyMention] = field(default_factory=list)
    another: bool = False

    @property
    def nameless(self) -> bool:
        return not self.organisations and self.name is None

    def knows(self, names: Sequence[str]) -> bool:
        return any(organisations.same(mine, theirs) for mine in self.organisations for theirs in names)

    def add(self, mention: StudyMention) -> None:
        self.mentions.append(mention)
        self.name = self.name or mention.name
        for name in mention.organisations:
            same = next(
                (k for k, mine in enumerate(self.organisations) if organisations.same(mine, name)), None
            )
            if same is None:
                self.organisations.append(name)
            elif len(name) > len(self.organisations[same]):
                self.organisations[same] = name


def find(
    article: Article, sentences: Sequence[Sentence], samples: Sequence[SampleMention]
) -> tuple[ToldStudy, ...]:
    """Find the studies whose figures an article reports, in text order, with their samples."""
    found = tellings.find(article.text, sentences, samples)
    drafts = [d for d in _gather(article.text, sentences, found) if _is_told(article.text, sentences, d)]
    told = [ToldStudy(_study(article, draft, ()), _spans(draft)) for draft in drafts]
    figures = [
        m.span()
        for s in sentences
        if s.role != "furniture"
        for m in _FIGURE.finditer(article.text, s.start, s.end)
    ]
    reported = set(attribute(article, sentences, told, figures))
    sources = attribute(article, sentences, told, [(m.start, m.end) for m in samples])
    return tuple(
        ToldStudy(
            _study(
                article, draft, [m for m, key in zip(samples, sources, strict=True) if key == one.study.id]
            ),
            one.mentions,
        )
        for draft, one in zip(drafts, told, strict=True)
        if one.study.id in reported
    )


def _reports_opinion(text: str, sentence: Sentence) -> bool:
    words = text[sentence.start : min(sentence.end, sentence.start + tellings.LONGEST)]
    share = _PERCENTAGE.search(words)
    return share is not None and _OPINION.search(words, share.end()) is not None


def _is_told(text: str, sentences: Sequence[Sentence], draft: _Draft) -> bool:
    """Tell a study from a word that sounds like one: a study without a name must ask or find something."""
    if not draft.nameless:
        return True
    return any(
        _FINDS.search(text, sentences[m.sentence].start, min(sentences[m.sentence].end, m.end + 200))
        for m in draft.mentions
    )


def _study(article: Article, draft: _Draft, samples: Sequence[SampleMention]) -> Study:
    return Study(
        id=Study.told_id(article, draft.organisations, draft.name),
        name=draft.name,
        organisations=tuple(draft.organisations),
        samples=sizes.samples(article, samples),
        source=article.id,
    )


def _spans(draft: _Draft) -> tuple[Span, ...]:
    return tuple((m.start, m.end) for m in draft.mentions)


def _gather(text: str, sentences: Sequence[Sentence], found: Sequence[StudyMention]) -> list[_Draft]:
    """Put together the mentions that speak of one study."""
    drafts: list[_Draft] = []
    last: _Draft | None = None
    for mention in found:
        draft = _told_before(text, drafts, last, mention)
        if draft is None and mention.hint and not _reports_opinion(text, sentences[mention.sentence]):
            continue
        if draft is None:
            draft = _Draft(another=mention.another)
            drafts.append(draft)
        draft.add(mention)
        last = draft
    return drafts


def _told_before(
    text: str, drafts: Sequence[_Draft], last: _Draft | None, mention: StudyMention
) -> _Draft | None:
    """Return the study that a mention goes back to, or None where it tells of a new one."""
    if mention.organisations:
        known = [d for d in drafts if d.knows(mention.organisations)]
        if known:
            return last if last in known else known[-1]
    if mention.name:
        for draft in drafts:
            if any(
                organisations.key_words(o) < organisations.key_words(mention.name)
                for o in draft.organisations
            ):
                return draft
            if draft.name and organisations.key_words(draft.name) == organisations.key_words(mention.name):
                return draft
    if last is None or mention.hint:
        return None
    near = mention.sentence - last.mentions[-1].sentence <= NEAR
    if mention.organisations:
        if last.nameless and not mention.another:
            return last
        if mention.made_by and mention.definite and near:
            return last
        before = last.mentions[-1]
        if before.sentence == mention.sentence:
            between = text[before.end : mention.start]
            if _POOLED.search(between) and not _PERCENTAGE.search(between):
                return last
        return None
    if mention.name:
        return last if last.name is None and (near or last.nameless) else None
    return None if mention.another and not mention.definite else last


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
    foreign = {home: _foreign(text, sentences[home], names) for home in dict.fromkeys(homes)}
    weight = Counter(key for _, _, key in places)
    main = max(weight, key=lambda key: weight[key])
    first = next(k for k, place in enumerate(places) if place[2] == main)
    out: list[str | None] = []
    for span, home in zip(spans, homes, strict=True):
        sentence = sentences[home]
        here = places[bisect_left(positions, sentence.start) : bisect_left(positions, sentence.end)]
        key = _in_sentence(text, here, span)
        if key is None and not foreign[home]:
            before = bisect_right(positions, span[0])
            paragraph = bisect_left(positions, sentences[heads[home]].start)
            if before > paragraph:
                key = places[before - 1][2]
            elif not _labelled(text, sentences, heads[home], home):
                key = _carried(places, before, weight, main, first)
        out.append(key)
    return out


def _in_sentence(text: str, here: Sequence[tuple[int, int, str]], span: Span) -> str | None:
    """Return the study that the sentence names before the number, or behind it as its source."""
    before = [place for place in here if place[0] <= span[0]]
    if before:
        return before[-1][2]
    after = [place for place in here if place[0] > span[0]]
    if after and not _SET_AGAINST.search(text[span[1] : after[0][0]]):
        return after[0][2]
    return None


def _carried(
    places: Sequence[tuple[int, int, str]], before: int, weight: Counter[str], main: str, first: int
) -> str:
    """Return the study that an earlier paragraph was about; one that is told of in passing does not last."""
    if before == 0:
        return places[0][2]
    last = places[before - 1][2]
    passing = weight[last] == 1 and weight[main] >= OFTEN
    return main if passing and first < before else last


def _heads(sentences: Sequence[Sentence]) -> list[int]:
    """Return for each sentence the index of the first one of its paragraph."""
    heads: list[int] = []
    for index, sentence in enumerate(sentences):
        new = index == 0 or sentences[index - 1].paragraph != sentence.paragraph
        heads.append(index if new else heads[-1])
    return heads


def _foreign(text: str, sentence: Sentence, names: Sequence[str]) -> bool:
    """Tell whether a sentence names a source that is none of the studies."""
    for start, end in tellings.sources(text, sentence):
        name = text[start:end]
        if organisations.is_body(name) and not any(organisations.same(name, known) for known in names):
            return True
    return False


def _labelled(text: str, sentences: Sequence[Sentence], head: int, home: int) -> bool:
    """Tell whether a list item is quoted from another page: `Longer hours. The Herald: “Nurses …`."""
    return sentences[home].role == "bullet" and any(
        _LABELLED.match(text, sentences[k].start, sentences[k].end)
        for k in range(head, min(head + 1, home) + 1)
    )
