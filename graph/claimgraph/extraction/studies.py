"""Tell the studies of an article apart and give each figure to the study that it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimgraph.extraction import mentions as telling
from claimgraph.extraction import organisations
from claimgraph.extraction import samples as sizes
from claimgraph.extraction.mentions import Span, StudyMention
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Article, Study

NEAR = 3
"""Sentences within which a title or a maker completes the study told of before."""

_FIGURE = re.compile(
    r"\d\s?%|\d\s(?:per\s?cents?|percent|percentage|points?)\b|\b(?:half|thirds?|quarters?|fifths?|\w+\s(?:in|out of)\s"
    r"(?:ten|10|five|four|three|\d+))\b|[$£€]\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?\s(?:million|billion)\b|\b\d+\s[a-z]",
    re.IGNORECASE,
)
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
    found = telling.find(article.text, sentences, samples)
    drafts = _gather(article.text, sentences, found)
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
        if draft is None and mention.hint:
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
            if _POOLED.search(between) and not _FIGURE.search(between):
                return last
        return None
    if mention.name:
        return last if last.name is None and (near or last.nameless) else None
    return None if mention.another and not mention.definite else last


def attribute(
    article: Article, sentences: Sequence[Sentence], told: Sequence[ToldStudy], spans: Sequence[Span]
) -> list[str | None]:
    """Return for each number, in text order, the id of the study that it comes from, or None."""
    places = sorted((start, end, one.study.id) for one in told for start, end in one.mentions)
    starts = [s.start for s in sentences]
    out: list[str | None] = []
    for start, _end in spans:
        k = bisect_right([p[0] for p in places], start)
        _ = bisect_right(starts, start)
        out.append(places[k - 1][2] if k else places[0][2] if places else None)
    return out
