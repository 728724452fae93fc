"""What a graph says of a figure that somebody wrote: every figure with all that decides what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from claimgraph.linking import Scheme, group_id, is_whole, link, wording
from claimgraph.linking.names import organisation
from claimgraph.linking.studies import Telling, propose, years_of
from claimgraph.linking.waves import Waves, waves_of
from claimgraph.linking.wording import Wording
from claimgraph.linking.words import ARTICLES, key, singular, tokens
from claimgraph.model import Corpus, Extraction, Group, LinkKind, Phrase, Quote, Statistic, Study

Span = tuple[int, int]

_ANYBODY = ARTICLES | {
    "they",
    "them",
    "those",
    "we",
    "us",
    "he",
    "she",
    "it",
    "each",
    "both",
    "all",
    "person",
}
_NAME = r"([A-Z][\w&.-]*(?:\s(?:[A-Z][\w&.-]*|of|and|&))*)"
_OPENING = rf"^(?:[A-Z][^.;]{{0,30}},\s)?(?:The\s)?{_NAME}\s"
_TOLD = re.compile(
    rf"[Aa]ccording\sto\s(?:an?\s|the\s)?{_NAME}|{_OPENING}(?:reports?|reported|says|said|shows?|writes)\b"
)
_RAN = re.compile(rf"{_OPENING}(?:found|finds|polled|surveyed|asked|interviewed)\b")
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,200})[”\"]")
_SIGNED = re.compile(r"^(\d+)[+-]$")


@dataclass(frozen=True)
class Told:
    """Hold a figure with what it is about; None where it does not say."""

    statistic: Statistic
    wording: Wording
    words: frozenset[str]  # content of the wording; both ends of one scale are one word
    group: str | None  # canonical id
    studies: frozenset[str]  # canonical ids that its study may be; empty where it names none
    series: frozenset[str]
    named: frozenset[str]  # words of who ran its study; for a draft's figure, those in its own sentence
    years: frozenset[int]  # years that its study's figures may be dated

    def closeness(self, other: Told) -> float:
        """Return the share of content words in common (F1), 0 to 1."""
        if not self.words or not other.words:
            return 0.0
        return 2 * len(self.words & other.words) / (len(self.words) + len(other.words))


class Sources:
    """Hold the figures of a graph, and read a draft's as they are read."""

    def __init__(self, corpus: Corpus, register: Sequence[Study], scheme: Sequence[Group]) -> None:
        self.corpus = corpus
        self.register = register
        self.groups = scheme
        self.scheme = Scheme(scheme)
        self.waves: Waves = waves_of(corpus)
        self._wordings: dict[str, Wording] = {}
        self.studies: dict[str, list[Study]] = {}
        for study in corpus.studies:
            self.studies.setdefault(corpus.canonical(study.id), []).append(study)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Return every figure of the graph that says what holds."""
        found = []
        for statistic in self.corpus.statistics:
            if statistic.statement is None:
                continue
            study = self.corpus.canonical(statistic.study) if statistic.study else None
            known = frozenset((study,)) if study else frozenset()
            own = self.corpus.group_of.get(statistic.id)
            found.append(self._told(statistic, self.corpus.canonical(own) if own else None, known))
        return tuple(found)

    def read(self, draft: Extraction) -> tuple[Told, ...]:
        """Return the figures of a draft, their groups and studies placed among those of the graph."""
        placed = link([draft], self.register, self.groups)
        studies = self.recognise(draft, placed)
        found = []
        for statistic in placed.extractions[0].statistics:
            own = placed.group_of.get(statistic.id)
            group = self.corpus.canonical(placed.canonical(own)) if own else None
            sentence = statistic.quote.exact
            runners = organisations(draft.study(statistic.study))
            ran = self._names(_RAN.findall(sentence))
            named = (
                (runners & set(tokens(sentence))) | ran | self._names(map("".join, _TOLD.findall(sentence)))
            )
            # Who ran another study than the one that the sentences before tell of is believed.
            known = (
                frozenset() if ran and not ran & runners else studies.get(statistic.study or "", frozenset())
            )
            titles = self._titles(statistic.quote)
            known = frozenset().union(*titles.values()) or known
            found.append(replace(self._told(statistic, group, known, tuple(titles)), named=named))
        return tuple(found)

    def _titles(self, sentence: Quote) -> Mapping[Span, frozenset[str]]:
        """Return where a sentence quotes titles of the graph's studies → the canonical ids of these."""
        found: dict[Span, frozenset[str]] = {}
        for quoted in _QUOTED.finditer(sentence.exact):
            words = tuple(tokens(quoted[1]))
            known = {study for title, study in self._titled if _is_title(words, title)}
            if known:
                found[sentence.start + quoted.start(), sentence.start + quoted.end()] = frozenset(known)
        return found

    @cached_property
    def _titled(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return the words of each title of the graph's studies, with the study's canonical id."""
        return tuple(
            (tuple(tokens(name)), study)
            for study, tellings in self.studies.items()
            for told in tellings
            for name in (told.name, *told.other_names)
            if name
        )

    def recognise(
        self, draft: Extraction, placed: Corpus, by_samples: bool = True
    ) -> Mapping[str, frozenset[str]]:
        """Return, for each study of a draft, the canonical ids of the graph's studies that it may be.

        `by_samples`: another number asked means another study.
        """
        known = tuple(self.corpus.studies)
        told = draft.studies if by_samples else [replace(study, samples=()) for study in draft.studies]
        tellings = [Telling(study, self._asked(study)) for study in told]
        asked = {study.id: self._asked(study) for study in known}
        found: dict[str, set[str]] = {study.id: set() for study in draft.studies}
        for study in draft.studies:
            canonical = self.corpus.canonical(placed.canonical(study.id))
            found[study.id] |= {canonical} & self.studies.keys()
        for one in propose(tellings, known, asked, self.scheme.related):
            if one.kind is LinkKind.SAME_STUDY and one.subject in found and one.object not in found:
                found[one.subject].add(self.corpus.canonical(one.object))
        return {study: frozenset(ids) for study, ids in found.items()}

    def group_of(self, label: str | None) -> str | None:
        """Return the canonical id of the group with a label, None for all who were asked."""
        if label is None or is_whole(label) or set(key(label)) <= _ANYBODY:
            return None
        own = group_id(label)
        return self.corpus.canonical(self.scheme.find(key(label)) or own)

    def asked(self, studies: Iterable[str]) -> frozenset[str]:
        """Return the canonical ids of the groups that studies asked, or have figures of."""
        wanted = frozenset(studies)
        sampled = {
            group for one in wanted for study in self.studies.get(one, ()) for group in self._asked(study)
        }
        return frozenset(sampled | {told.group for told in self.told if told.group and told.studies & wanted})

    def related(self, one: str, other: str) -> bool:
        """Tell whether one of two groups may hold people of the other."""
        return self.same_group(one, other) or self.scheme.related(one, other)

    def same_group(self, one: str, other: str) -> bool:
        """Tell whether two groups are one, or one role by its chief and its department."""
        return one == other or self.scheme.one_side(one, other)

    def _names(self, names: Iterable[str]) -> frozenset[str]:
        """Return the words of names of organisations; groups of people are none."""
        words = {word for name in names for word in organisation(name)}
        return frozenset(word for word in words if not self.scheme.find((singular(word),)))

    def _asked(self, study: Study) -> frozenset[str]:
        return frozenset(filter(None, (self.group_of(sample.group) for sample in study.samples)))

    def _told(
        self,
        statistic: Statistic,
        group: str | None,
        studies: frozenset[str],
        titles: Sequence[Span] = (),
    ) -> Told:
        text = _said(statistic, self.scheme, titles)
        if text not in self._wordings:
            self._wordings[text] = wording.read(text, self.scheme)
        read = self._wordings[text]
        # A group that another sentence names is too unsure to be held against a source.
        own = statistic.group is not None and bool(_within(statistic, statistic.group))
        label = statistic.group.text if statistic.group and own else None
        tellings = [telling for study in studies for telling in self.studies.get(study, ())]
        return Told(
            statistic=statistic,
            wording=read,
            words=frozenset(_SIGNED.sub(r"\1", word) for word in read.content | read.names),
            group=group if self.group_of(label) is not None else None,
            studies=studies,
            series=frozenset(self.waves.series(study) for study in studies),
            named=frozenset(word for telling in tellings for word in organisations(telling)),
            years=frozenset(year for telling in tellings for year in years_of(telling)),
        )


def _is_title(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Tell whether words are a title, or it without its subtitle: three words of it at least."""
    return words == title or (len(words) > 2 and title[: len(words)] == words)


def _within(statistic: Statistic, phrase: Phrase, titles: Sequence[Span] = ()) -> list[str]:
    """Return the runs of a phrase that stand in the sentence of its figure, none within a title."""
    quote = statistic.quote
    return [
        part.exact
        for part in phrase.parts
        if quote.start <= part.start and part.end <= quote.end
        if not any(start <= part.start and part.end <= end for start, end in titles)
    ]


def _said(statistic: Statistic, scheme: Scheme, titles: Sequence[Span] = ()) -> str:
    """Return what holds, in the words of the figure's sentence where those say something."""
    if statistic.statement is None:
        return statistic.quote.exact
    own = " ".join(_within(statistic, statistic.statement, titles))
    return own if own and wording.read(own, scheme).content else statistic.statement.text


def organisations(study: Study | None) -> frozenset[str]:
    """Return the words of who ran a study."""
    names = study.organisations if study else ()
    return frozenset(word for name in names for word in organisation(name))
