"""Find the clauses without a figure that another source could support or dispute, and who holds them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claimgraph.extraction import clauses, organisations
from claimgraph.extraction.clauses import Clause, Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article, Claim, Phrase, Quote, Statistic

FEWEST_WORDS = 4
FEWEST_WORDS_OF_A_PART = 6
COVERED = 0.5
"""Share of a clause that the learned reader must hold to be a claim."""

_FIGURE = re.compile(
    r"\d\s?%|\bper\s?cent\b|\bpercentage\b|[$£€]\s?\d|\b(?:half|thirds?|quarters?|fifths?)\s(?:of|\()|\b(?:one|two|three|\w+teen|\d+)\s"
    r"(?:in|out\sof)\s(?:\d+|two|three|four|five|ten)\b|\bone[- ](?:third|quarter|fifth)\b",
    re.IGNORECASE,
)
_PART_ENDS = re.compile(
    r"(?:,\s(?=with|including|as|making|up|down|which|compared|given|such|from|reaching|rising|falling|according)|\s\(|\s[—–-]{1,2}\s|:\s)"
)
_REQUEST = re.compile(
    r"(?:then,?\s|please\s|so\s|also\s)?(?:set|see|check|read|create|consider|look|visit|click|join|offer|collect|commission|note|learn"
    r"|use|keep|make|take|try|ask|contact|subscribe|download|let|remember|imagine|share|register|sign|follow|listen|watch|stay|think|go|get|give"
    r"|find\s(?:out|more)|start|stop|tell|send|call|don['’]t|do\snot|avoid|ensure|review|add|put|turn|help|view|enter|browse|copies\sof|available\sfrom)\b(?!\s(?:is|are|was|were|has|have)\b)",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|me)\b")
_METHOD = re.compile(
    r"\bmargin\sof\s(?:sampling\s)?error\b|\bcredibility\sinterval\b|\b(?:was|were)\s(?:conducted|carried\sout|fielded|surveyed|polled|interviewed|released|published)\b"
    r"|\b(?:surveyed|polled|interviewed|queried|questioned)\s(?:\w+\s){0,3}\d|\bbased\son\s(?:\w+\s){0,4}(?:interviews|responses|questionnaires|a\ssurvey)"
    r"|\bis\san?\s(?:[\w-]+\s){0,3}(?:editor|writer|reporter|columnist|freelance|journalist|contributor)\b|\b(?:key|main)\sfindings\b|\bfollowing\sare\b|\bfindings\sinclude\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"”’')\s]*$")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|which)", re.IGNORECASE)
_STUDY_WORD = re.compile(
    r"\b(?:surveys?|polls?|stud(?:y|ies)|reports?|research(?:ers)?|findings|results|data|authors|respondents|analysis|white\spaper)\b", re.IGNORECASE
)
_OPENING, _CLOSING = "“", "”"


class ClaimReader(Protocol):
    """Point at clauses that state a claim."""

    def claims(self, text: str, sentences: Sequence[Span]) -> Sequence[ReadClause]:
        """Return the clauses of sentences given in text order."""


class ReadClause(Protocol):
    """Hold a clause that a reader pointed at."""

    @property
    def span(self) -> Span:
        """Start and end in the article's text."""

    @property
    def probability(self) -> float:
        """How sure the reader is, 0 to 1."""


@dataclass(frozen=True)
class _Found:
    clause: Clause
    sentence: int
    probability: float | None = None


def find(
    article: Article,
    sentences: Sequence[Sentence],
    told: Sequence[ToldStudy],
    statistics: Sequence[Statistic],
    reader: ClaimReader | None = None,
) -> tuple[Claim, ...]:
    """Find the claims of an article, in text order.

    Rules cut the sentences into clauses and leave out questions, requests, method and clauses that only
    carry a figure; a reader, where there is one, then says which of them state something.
    """
    text = article.text
    figures = sorted((s.value_quote.start, s.value_quote.end) for s in statistics)
    found = [f for k, sentence in enumerate(sentences) for f in _in_sentence(text, sentence, k, figures)]
    if reader is not None:
        found = _held(text, sentences, found, reader)
    homes = _studies_of_paragraphs(sentences, statistics)
    return tuple(
        Claim(
            quote=Quote.of(article, one.clause.start, one.clause.end),
            holder=Phrase.of(article, [one.clause.speaker]) if one.clause.speaker else None,
            study=_study(text, told, one, homes.get(sentences[one.sentence].paragraph)),
            confidence=None if one.probability is None else round(one.probability, 4),
        )
        for one in _with_speakers(text, sentences, found)
    )


def _in_sentence(text: str, sentence: Sentence, index: int, figures: Sequence[Span]) -> Iterator[_Found]:
    words = text[sentence.start : min(sentence.end, sentence.start + clauses.LONGEST)]
    if sentence.role not in ("prose", "bullet") or _QUESTION.search(words) or _METHOD.search(words):
        return
    quoted = words[:1] in "\"“‘'"
    for clause in clauses.split(text, sentence.start, sentence.end):
        kept = _before_figure(text, clause, figures)
        if kept is None or kept.end - kept.start < clauses.FEWEST_LETTERS:
            continue
        words = text[kept.start : kept.end]
        if len(words.split()) < FEWEST_WORDS or _REQUEST.match(words) or _is_label(words):
            continue
        if _OWN_VOICE.search(words) and not quoted and kept.speaker is None:
            continue
        yield _Found(kept, index)


def _before_figure(text: str, clause: Clause, figures: Sequence[Span]) -> Clause | None:
    """Return the part of a clause that stands before its first figure, or None where that says nothing."""
    place = bisect_left(figures, (clause.start, 0))
    first = figures[place][0] if place < len(figures) and figures[place][0] < clause.end else clause.end
    told = _FIGURE.search(text, clause.start, clause.end)
    first = min(first, told.start() if told else clause.end)
    if first == clause.end:
        return clause
    ends = [m.start() for m in _PART_ENDS.finditer(text, clause.start, first)]
    if not ends or len(text[clause.start : ends[-1]].split()) < FEWEST_WORDS_OF_A_PART:
        return None
    return replace(clause, end=ends[-1])


def _is_label(words: str) -> bool:
    long = [w for w in re.findall(r"[^\W\d_][\w’'/-]*", words) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _held(text: str, sentences: Sequence[Sentence], found: Sequence[_Found], reader: ClaimReader) -> list[_Found]:
    """Keep the clauses that a reader holds to be claims for the most part."""
    read = sorted(
        (clause.span, clause.probability)
        for clause in reader.claims(text, [(s.start, s.end) for s in sentences if s.role in ("prose", "bullet")])
    )
    ends = [span[1] for span, _ in read]
    kept = []
    for one in found:
        covered, sure = 0, 0.0
        for span, probability in read[bisect_right(ends, one.clause.start) :]:
            if span[0] >= one.clause.end:
                break
            covered += min(one.clause.end, span[1]) - max(one.clause.start, span[0])
            sure = max(sure, probability)
        if covered >= COVERED * (one.clause.end - one.clause.start):
            kept.append(replace(one, probability=sure))
    return kept


def _with_speakers(text: str, sentences: Sequence[Sentence], found: Sequence[_Found]) -> Iterator[_Found]:
    """Name the speaker of quotations that go on over sentences, and of `he said`."""
    last: Span | None = None
    said_in = -2
    ahead = _speakers_ahead(text, sentences, found)
    for one in found:
        speaker = one.clause.speaker
        if speaker is None and ahead.get(one.sentence):
            speaker = ahead[one.sentence]
        elif speaker is not None and last is not None and _PRONOUN.fullmatch(text[slice(*speaker)]):
            speaker = last
        if speaker is not None:
            last, said_in = speaker, one.sentence
        yield replace(one, clause=replace(one.clause, speaker=speaker))


def _speakers_ahead(text: str, sentences: Sequence[Sentence], found: Sequence[_Found]) -> dict[int, Span]:
    """Return for each sentence inside a quotation who is named as its speaker, before or behind."""
    named = {one.sentence: one.clause.speaker for one in found if one.clause.speaker}
    out: dict[int, Span] = {}
    inside: list[int] = []
    paragraph, speaker, open_quote = -1, None, False
    for k, sentence in enumerate(sentences):
        words = text[sentence.start : min(sentence.end, sentence.start + clauses.LONGEST)]
        if sentence.paragraph != paragraph:
            paragraph, open_quote, inside = sentence.paragraph, False, []
        starts_open = open_quote or words[:1] in "\"“"
        quotes = words.count("“") - words.count("”") + words.count('"') % 2 * (-1 if open_quote and "“" not in words else 1)
        open_quote = (open_quote and quotes >= 0) or quotes > 0
        if k in named:
            speaker = named[k]
            for earlier in inside:
                out.setdefault(earlier, speaker)
            inside = []
        elif starts_open:
            if speaker and inside == [] and k - 1 in {*named, *out}:
                out[k] = speaker
            else:
                inside.append(k)
        else:
            speaker = None
    return out


def _studies_of_paragraphs(sentences: Sequence[Sentence], statistics: Sequence[Statistic]) -> dict[int, str]:
    """Return for each paragraph with figures the study that most of them come from."""
    starts = [s.start for s in sentences]
    counts: dict[int, Counter[str]] = {}
    for statistic in statistics:
        home = bisect_right(starts, statistic.value_quote.start) - 1
        if statistic.study and home >= 0:
            counts.setdefault(sentences[home].paragraph, Counter())[statistic.study] += 1
    return {paragraph: count.most_common(1)[0][0] for paragraph, count in counts.items()}


def _study(text: str, told: Sequence[ToldStudy], one: _Found, of_paragraph: str | None) -> str | None:
    """Return the study that a claim is attributed to, or whose figures it sums up."""
    if not told:
        return None
    if one.clause.speaker is None:
        return of_paragraph
    start, end = one.clause.speaker
    for study in told:
        if any(first < end and start < last for first, last in study.mentions):
            return study.study.id
    name = text[start:end]
    if _STUDY_WORD.search(name):
        before = [(m[0], s.study.id) for s in told for m in s.mentions if m[0] <= start]
        return max(before)[1] if before else told[0].study.id
    for study in told:
        if any(organisations.same(name, known) for known in study.study.organisations):
            return study.study.id
    return None
