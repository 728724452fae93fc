"""Find the clauses without a figure that another source could support or dispute, and who holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.extraction import clauses, disputable, organisations
from claimgraph.extraction.clauses import Clause, Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.studies import ToldStudy
from claimgraph.model import Article, Claim, Phrase, Quote, Statistic

FEWEST_WORDS = 4

_FIGURE = re.compile(
    r"\d\s?%|\bper\s?cent\b|\bpercentage\b|\b(?:half|thirds?|quarters?|fifths?)\s(?:of|\()|\b(?:one|two|three|four|five|six|seven|eight|nine|\w+teen|\d+)\s"
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
    r"|\b(?:assigned\s(?:\w+\s){0,2}at\srandom|randomly\s(?:assigned|selected|chosen)|accurate\sto\swithin)\b"
    r"|\b(?:hired|commissioned)\s(?:\w+\s){1,6}to\s(?:survey|poll|interview)\b|\bdrew\s(?:[\d,]+|\w+)\s(?:responses|replies)\b"
    r"|\bis\san?\s(?:[\w-]+\s){0,3}(?:editor|writer|reporter|columnist|freelance|journalist|contributor)\b|\b(?:key|main)\sfindings\b|\bfollowing\sare\b|\bfindings\sinclude\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:Here\s(?:are|is)|These\sare\samong|Among\sthe\s(?:key\s)?(?:findings|results)|To\s(?:download|learn|read|see|subscribe|register)\b"
    r"|For\smore\b|Next\s(?:week|month|up)\b|Sign\sup|Additional\s(?:findings|results)|Other\s(?:findings|results)|Read\smore|About\sthe\b"
    r"|This\s(?:article|post|story|column|report)\s(?:was|is|appeared)|Reporting\sby|Editing\sby|Source:|Photo\b|[Bb]y\s[A-Z]\w+\s[A-Z]\w+)"
    r"|\s\|\s|\bet\sal\b|\d\(\d+\)|\bcolumn\sappears\b|\bis\s(?:the\s)?(?:author|co-author)\sof\b|\bhas\smore\s(?:about|on|information)\b"
    r"|\bcopyright\b|\ball\srights\sreserved\b|\bresource\spage\b|\bemail\s(?:us|tips)\b"
    r"|\b(?:mean|average|median)\sage\s(?:of|was)\b|\bfunded\s(?:with|by)\b",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r":[\s\"”]*$")
_CUT = re.compile(r"\s?(?:[,:;(]|—|–|\s-)\s?")
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|better|worse|greater|higher|lower|[a-z]{2,}er)\b.{0,80}\bthan\b"
    r"|\b(?:should|must|most|majority|best|worst|least|greatest|highest|lowest|largest|biggest|strongest|weakest|widest|evenly|split|divided|disagreed?"
    r"|differ(?:s|ed)?|twice\sas|as\slikely)\b",
    re.IGNORECASE | re.DOTALL,
)
_PREPOSITION = re.compile(r"(?:Among|In|Of|For|At|With|By|From|When|While|As|Asked)\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?:An?\s(?:\w+\s)?(?:majority|plurality)|Most|Many|Few|Some|Nearly\sall|Almost\sall|The\s(?:vast\s)?majority|The\s(?:share|percentage|proportion|number)\sof)\b"
    r"(?!.*\baccording\b)",
    re.IGNORECASE | re.DOTALL,
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
    asked = [(s.quote.start, s.quote.end) for one in told for s in one.study.samples if s.quote]
    found = [
        f for k, sentence in enumerate(sentences) for f in _in_sentence(text, sentence, k, figures, asked)
    ]
    homes = _studies_of_paragraphs(sentences, statistics)
    made = []
    for one in _with_speakers(text, sentences, found):
        start, end, speaker = one.clause.start, one.clause.end, one.clause.speaker
        confidence = disputable.probability(text, start, end, speaker is not None, bool(told))
        if confidence is None:
            continue
        made.append(
            Claim(
                quote=Quote.of(article, start, end),
                holder=Phrase.of(article, [speaker]) if speaker else None,
                study=_study(text, told, one, homes.get(sentences[one.sentence].paragraph)),
                confidence=round(confidence, 4),
            )
        )
    return tuple(made)


def _in_sentence(
    text: str, sentence: Sentence, index: int, figures: Sequence[Span], asked: Sequence[Span]
) -> Iterator[_Found]:
    words = text[sentence.start : min(sentence.end, sentence.start + clauses.LONGEST)]
    if sentence.role not in ("prose", "bullet") or _QUESTION.search(words) or _METHOD.search(words):
        return
    if _LEADS_ON.search(words):
        return
    quoted = words[:1] in "\"“‘'"
    for clause in clauses.split(text, sentence.start, sentence.end):
        words = text[clause.start : clause.end]
        if clause.lead and _has_figure(text, *clause.lead, figures):
            # `40 percent said that it is easy`: the statement of a figure, but for what goes before it.
            compared = _compared(text, Clause(*clause.lead), figures)
            if compared is None:
                continue
            clause = compared
            words = text[clause.start : clause.end]
        if clause.lead and _QUANTITY.match(text[slice(*clause.lead)].lstrip('"“')):
            clause = replace(clause, start=clause.lead[0], speaker=None)
            words = text[clause.start : clause.end]
        if _has_figure(text, clause.start, clause.end, figures):
            compared = _compared(text, clause, figures)
            if compared is None:
                continue
            clause, words = compared, text[compared.start : compared.end]
        if len(words.split()) < FEWEST_WORDS or _is_label(words) or _is_furniture(words):
            continue
        if any(clause.start < last and first < clause.end for first, last in asked):
            continue
        if (clause.start == sentence.start or words[0].isupper()) and _REQUEST.match(words):
            continue
        if _OWN_VOICE.search(words) and not quoted and clause.speaker is None:
            continue
        yield _Found(clause, index)


def _has_figure(text: str, start: int, end: int, figures: Sequence[Span]) -> bool:
    place = bisect_right(figures, (start, len(text)))
    if place and figures[place - 1][1] > start:
        return True
    if place < len(figures) and figures[place][0] < end:
        return True
    return _FIGURE.search(text, start, end) is not None


def _compared(text: str, clause: Clause, figures: Sequence[Span]) -> Clause | None:
    """Return what a clause says before its figures: `Women sing more than men: 40 percent against 30`."""
    place = bisect_right(figures, (clause.start, 0))
    first = figures[place][0] if place < len(figures) else clause.end
    told = _FIGURE.search(text, clause.start, clause.end)
    first = min(first, told.start()) if told else first
    cuts = [m.start() for m in _CUT.finditer(text, clause.start, first)]
    if not cuts:
        return None
    head = text[clause.start : cuts[-1]]
    if len(head.split()) < FEWEST_WORDS or _PREPOSITION.match(head) or not _COMPARES.search(head):
        return None
    return replace(clause, end=cuts[-1])


def _is_furniture(words: str) -> bool:
    return _FURNITURE.search(words) is not None


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
