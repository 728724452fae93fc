"""Find the clauses without a figure that another source could support or dispute, and who holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.extraction import clauses, organisations
from claimgraph.extraction.clauses import Clause, Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article, Claim, Phrase, Quote, Statistic

FEWEST_WORDS = 4

_FIGURE = re.compile(
    r"\d\s?%|\bper\s?cent\b|\bpercentage\b|[$£€]\s?\d|\b(?:half|thirds?|quarters?|fifths?)\s(?:of|\()|\b(?:one|two|three|\w+teen|\d+)\s"
    r"(?:in|out\sof)\s(?:\d+|two|three|four|five|ten)\b|\bone[- ](?:third|quarter|fifth)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:Then,?\s|Please\s|So\s|Also\s|Instead,\s)?(?:[Ss]et|[Ss]ee|[Cc]heck|[Rr]ead|[Cc]reate|[Cc]onsider|[Ll]ook|[Vv]isit|[Cc]lick|[Jj]oin"
    r"|[Oo]ffer|[Cc]ollect|[Nn]ote|[Ll]earn|[Uu]se|[Kk]eep|[Mm]ake|[Tt]ake|[Tt]ry|[Aa]sk|[Cc]ontact|[Ss]ubscribe|[Dd]ownload|[Ll]et|[Rr]emember"
    r"|[Ii]magine|[Ss]hare|[Rr]egister|[Ff]ollow|[Ll]isten|[Ww]atch|[Tt]hink|[Gg]o|[Gg]et|[Gg]ive|[Ff]ind|[Ss]tart|[Ss]top|[Tt]ell|[Ss]end|[Cc]all"
    r"|[Dd]on['’]t|[Dd]o\snot|[Aa]void|[Ee]nsure|[Rr]eview|[Tt]urn|[Ee]nter|[Bb]rowse|[Cc]ommission|[Cc]opies\sof)"
    r"\b(?!\s(?:of|for|by|in|is|are|was|were|has|have|had|will|can|centres?|centers?)\b)"
)
_OWN_VOICE = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|me)\b")
_METHOD = re.compile(
    r"\bmargin\sof\s(?:sampling\s)?error\b|\bcredibility\sinterval\b|\b(?:was|were)\s(?:conducted|carried\sout|fielded|surveyed|polled|interviewed|released|published)\b"
    r"|\b(?:surveyed|polled|interviewed|queried|questioned|asked)\s(?:\w+\s){0,3}\d|\bbased\son\s(?:\w+\s){0,4}(?:interviews|responses|questionnaires|a\ssurvey)"
    r"|\bis\san?\s(?:[\w-]+\s){0,3}(?:editor|writer|reporter|columnist|freelance|journalist|contributor)\b|\b(?:key|main)\sfindings\b|\bfollowing\sare\b|\bfindings\sinclude\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"”’')\s]*$")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|which)", re.IGNORECASE)
_STUDY_WORD = re.compile(
    r"\b(?:surveys?|polls?|stud(?:y|ies)|reports?|research(?:ers)?|findings|results|data|authors|respondents|analysis|white\spaper)\b",
    re.IGNORECASE,
)
_QUOTES = frozenset('"“')
_CROWD = re.compile(
    r"(?:[^a-z]*\d|(?:nearly|almost|about|around|over|more\sthan|fewer\sthan|some(?!\sof)|only|just|not)\s|(?:an?\s)?(?:\w+\s)?(?:majority|share|half|third|quarter"
    r"|plurality|percentage|number)\b|one\s(?:in|of)\b|most\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    clause: Clause
    sentence: int


def find(
    article: Article,
    sentences: Sequence[Sentence],
    told: Sequence[ToldStudy],
    statistics: Sequence[Statistic],
) -> tuple[Claim, ...]:
    """Find the claims of an article, in text order.

    Sentences are cut into clauses; questions, requests, method, and clauses that carry a figure are left out.
    """
    text = article.text
    figures = sorted((s.value_quote.start, s.value_quote.end) for s in statistics)
    found = [f for k, sentence in enumerate(sentences) for f in _in_sentence(text, sentence, k, figures)]
    homes = _studies_of_paragraphs(sentences, statistics)
    return tuple(
        Claim(
            quote=Quote.of(article, one.clause.start, one.clause.end),
            holder=Phrase.of(article, [one.clause.speaker]) if one.clause.speaker else None,
            study=_study(text, told, one, homes.get(sentences[one.sentence].paragraph)),
        )
        for one in _with_speakers(text, sentences, found)
    )


def _in_sentence(text: str, sentence: Sentence, index: int, figures: Sequence[Span]) -> Iterator[_Found]:
    words = text[sentence.start : min(sentence.end, sentence.start + clauses.LONGEST)]
    if sentence.role not in ("prose", "bullet") or _QUESTION.search(words) or _METHOD.search(words):
        return
    quoted = words[:1] in "\"“‘'"
    for clause in clauses.split(text, sentence.start, sentence.end):
        words = text[clause.start : clause.end]
        if len(words.split()) < FEWEST_WORDS or _has_figure(text, clause, figures) or _is_label(words):
            continue
        if (clause.start == sentence.start or words[0].isupper()) and _REQUEST.match(words):
            continue
        if _OWN_VOICE.search(words) and not quoted and clause.speaker is None:
            continue
        yield _Found(clause, index)


def _has_figure(text: str, clause: Clause, figures: Sequence[Span]) -> bool:
    place = bisect_right(figures, (clause.start, len(text)))
    if place and figures[place - 1][1] > clause.start:
        return True
    if place < len(figures) and figures[place][0] < clause.end:
        return True
    return _FIGURE.search(text, clause.start, clause.end) is not None


def _is_label(words: str) -> bool:
    long = [w for w in re.findall(r"[^\W\d_][\w’'/-]*", words) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _with_speakers(text: str, sentences: Sequence[Sentence], found: Sequence[_Found]) -> Iterator[_Found]:
    """Name the speaker of quotations that go on over sentences, and of `he said`."""
    named = {one.sentence: one.clause.speaker for one in found if one.clause.speaker}
    beside = _speakers_beside(text, sentences, named)
    last: Span | None = None
    for one in found:
        speaker = one.clause.speaker or beside.get(one.sentence)
        if speaker is not None and last is not None and _PRONOUN.fullmatch(text[slice(*speaker)]):
            speaker = last
        if speaker is not None:
            last = speaker
            if _CROWD.match(text[slice(*speaker)]):
                speaker = None
        yield replace(one, clause=replace(one.clause, speaker=speaker))


def _speakers_beside(text: str, sentences: Sequence[Sentence], named: Mapping[int, Span]) -> dict[int, Span]:
    """Return for each sentence of a quotation the speaker named nearest to it: before it, else behind it."""
    out: dict[int, Span] = {}
    last: Span | None = None
    here: Span | None = None
    paragraph = -1
    open_quote = False
    waiting: list[int] = []
    for k, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            out.update((w, last) for w in waiting if last is not None)
            paragraph, open_quote, waiting, here = sentence.paragraph, False, [], None
        words = text[sentence.start : min(sentence.end, sentence.start + clauses.LONGEST)]
        inside = open_quote or words[:1] in _QUOTES
        open_quote = _stays_open(words, open_quote)
        if k in named:
            last = here = named[k]
            out.update((w, here) for w in waiting)
            waiting = []
        elif inside and here is not None:
            out[k] = here
        elif inside:
            waiting.append(k)
    out.update((w, last) for w in waiting if last is not None)
    return out


def _stays_open(words: str, open_before: bool) -> bool:
    """Tell whether a quotation is still open behind these words."""
    if "“" in words or "”" in words:
        return words.rfind("“") > words.rfind("”")
    return open_before != bool(words.count('"') % 2)


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
