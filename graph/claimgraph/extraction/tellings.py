"""Find where an article speaks of a study: by its name, by who made it, or only as `the survey`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction import bodies, organisations, titles
from claimgraph.extraction import makers as maker
from claimgraph.extraction.makers import plain
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.telling import LONGEST, NOUN, Span, StudyMention

_DETERMINER = re.compile(
    r"\b(?P<det>the|this|that|its|their|our|his|her|a|an|one|another|each|same|new|recent|latest|previous|earlier|(?:last|this)\syear['’]s)\s"
    r"(?:[\w&/.’'‘,–-]+\s){0,8}$",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r"\b(?:the|this|that|its|their|our|his|her|a|an|one|another|each|same|(?:last|this)\syear['’]s)\b", re.I
)
_INDEFINITE = frozenset({"a", "an", "one", "another", "new", "recent", "each"})
_ADJECTIVES = re.compile(r"(?:['’‘`]s?)?\s?(?:\s?[a-z][\w-]*){0,4}\s$|(?:['’‘`]s?)?\s$")
_NO_ADJECTIVE = re.compile(
    r"\b(?:of|in|to|by|from|for|with|that|which|who|said|says|say|found|finds|shows?|and|or|is|are|was|were|be|the|a|an"
    r"|this|his|her|as|at|on|than|released|published|did|has|have|had|does|will|may|it|they|he|she|also|but|not|told)\b"
)
_CROWD = re.compile(
    r"\b(?:respondents?|participants|interviewees|those\s(?:surveyed|polled|questioned|interviewed)|people\s(?:surveyed|polled)"
    r"|(?:the|these)\s(?:findings|results|researchers|authors|pollsters|data))\b",
    re.IGNORECASE,
)
_CAPITAL_NOUN = re.compile(
    r"(?:^|\s)(?:Survey|Report|Study|Index|Barometer|Census|Assessment|Tracker|Outlook|Analysis|Pulse|Monitor"
    r"|Snapshot|Benchmark|Radar|Scorecard|Gauge|Indicator|Thermometer)s?$"
)
_CAPITAL_POLL = re.compile(r"\s(?:Poll|Polls|Survey|Study|Research|Polling|Report|Analysis)$")
_ANOTHER = re.compile(r"\b(?:another|separate|second|third|different|other)\b", re.IGNORECASE)
_LABEL_ENDS = re.compile(r"(?:['’]s|\sResults|\sFindings|\sReport)?")
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’])\s")
_STOCKS = re.compile(r"\b(?:shares|stocks?|traders|trading|(?:out|under)perform\w*)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:\]\(|https?://|www\.)[^()\s]*$")
_REPORTS = re.compile(
    r"reports\s(?:that|how|on|nearly|almost|about|over|more|fewer|less|half|most|many|some|the|an?|\d+)\b"
)
_OWN = re.compile(r"\b(?:its|their|his|her)\s(?:very\s)?own\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_OWNED_CROWD = re.compile(r"(?:\]\([^()\s]*\))?['’]s?\s(?:own\s|survey\s|poll\s)?")
_TITLE_WORDS = re.compile(r"(?:(?:19|20)\d\d\s)?\w[\w-]*(?:\s\w[\w-]*){1,8}")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d\s$")
_COLON_LABEL = re.compile(r"[:–—-]\s(?=[^:]{3,50}$)")


def find(
    text: str, sentences: Sequence[Sentence], samples: Sequence[SampleMention]
) -> tuple[StudyMention, ...]:
    """Find every place where a text speaks of a study, in text order."""
    sized = {mention.sentence for mention in samples}
    found: list[StudyMention] = []
    subject: Span | None = None
    for index, sentence in enumerate(sentences):
        if sentence.role != "furniture":
            runs = organisations.runs(text, sentence.start, min(sentence.end, sentence.start + LONGEST))
            found += _in_sentence(text, sentence, index, index in sized, runs, subject)
            subject = runs[0] if runs and sentence.role == "prose" else None
    return tuple(found)


def _in_sentence(
    text: str, sentence: Sentence, index: int, sized: bool, runs: Sequence[Span], subject: Span | None
) -> list[StudyMention]:
    start, end = sentence.start, sentence.end
    end = min(end, start + LONGEST)
    if sentence.role == "heading" and _in_title_case(text[start:end]):
        label = _COLON_LABEL.search(text, start, end)
        if label is None:
            return []
        start = label.end()
        runs = organisations.runs(text, start, end)
    found = [
        mention
        for noun in NOUN.finditer(text, start, end)
        if (mention := _at_noun(text, start, end, noun, runs, index, subject)) is not None
    ]
    found = [m for m in found if not any(_within_title(text, m, other) for other in found)]
    found += bodies.mentions(text, start, end, runs, index, sized)
    found += bodies.spokespeople(text, start, end, runs, index)
    found = [
        m
        for m in found
        if not m.hint or not any(o.start < m.end and m.start < o.end for o in found if o is not m)
    ]
    taken = [(m.start, m.end) for m in found]
    for span in _CROWD.finditer(text, start, end):
        if not any(s <= span.start() < e for s, e in taken):
            owner = next((run for run in reversed(runs) if run[1] <= span.start()), None)
            owned = owner is not None and _OWNED_CROWD.fullmatch(text, owner[1], span.start())
            if owner and owned and span[0][0] not in "tT":
                found.append(StudyMention(owner[0], span.end(), index, (text[slice(*owner)],)))
            else:
                found.append(StudyMention(span.start(), span.end(), index))
    return sorted(found, key=lambda m: (m.start, m.end))


def _within_title(text: str, mention: StudyMention, other: StudyMention) -> bool:
    """Tell whether a mention is but words of another's title: `The Quiet Hours Report` of a survey."""
    start = text.find(other.name, other.start, other.end) if other.name and other is not mention else -1
    return start >= 0 and start <= mention.start and mention.end <= start + len(other.name or "")


def _in_title_case(heading: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’']*", heading) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _at_noun(
    text: str,
    start: int,
    end: int,
    noun: re.Match[str],
    runs: Sequence[Span],
    index: int,
    subject: Span | None,
) -> StudyMention | None:
    if _REPORTS.match(text, noun.start(), end) and any(run[1] == noun.start() - 1 for run in runs):
        return None  # `the Herald reports that`
    if _ADDRESS.search(text, max(start, noun.start() - 200), noun.start()):
        return None
    if noun[0].lower() == "index" and _STOCKS.search(text, start, end):
        return None  # what an exchange counts
    makers: list[Span] = []
    name: Span | None = None
    first = noun.start()
    own = next((k for k, run in enumerate(runs) if run[0] <= noun.start() < run[1]), None)
    near = next((k for k in reversed(range(len(runs))) if runs[k][1] <= noun.start()), None)
    if own is not None and not _LABEL_ENDS.fullmatch(text[noun.end() : runs[own][1]]):
        return None
    if own is not None:
        name, makers, first = _capital_label(text, runs, own, noun)
    elif near is not None and _is_adjective(plain(text[runs[near][1] : noun.start()])):
        makers = maker.back_joined(text, runs, near)
        first = makers[0][0]
        owner = _OWNER.search(text, *runs[near]) if noun["weak"] and len(makers) == 1 else None
        owned = (owner.end(), runs[near][1]) if owner else None
        if owner and owned and _TITLE_WORDS.fullmatch(text, *owned):
            years = _YEAR_FIRST.match(text, *owned)
            name = (years.end() if years else owned[0], owned[1])
            makers = [(first, owner.start())]
    elif _OWN.search(text, max(start, noun.start() - 60), noun.start()):
        owner_run = runs[near] if near is not None else subject
        makers = [owner_run] if owner_run else []
    title = titles.beside(text, start, end, noun) or titles.set_off(text, start, end, noun)
    behind = noun.end() if title is None else max(noun.end(), title[1] + 1)
    after = maker.after(text, noun[0], behind, end, runs)
    if after and makers and own is None and noun["weak"] and not _shares(text, makers, after):
        name, makers = (makers[0][0], makers[-1][1]), []
    name = title or name
    made_by = bool(after) and maker.was_made(text[noun.end() : after[0][0]])
    makers += after
    if noun["titled"] and (name is None or not makers):
        return None
    determiner, another = _determiner(plain(text[max(start, first - 90) : first]))
    if not makers and name is None:
        if determiner is None and not (noun["strong"] and noun.start() == start):
            return None
        if noun[0].lower().endswith("s") and determiner not in ("the", "its", "their", "these"):
            return None
        if noun["weak"] and determiner in _INDEFINITE:
            return None
    last = max([noun.end(), *(m[1] for m in makers if m[0] >= start)]) if not made_by else noun.end()
    return StudyMention(
        start=min([first, *([name[0]] if name else [])]),
        end=max(last, name[1] if name else 0),
        sentence=index,
        organisations=tuple(text[a:b] for maker in makers for a, b in organisations.split(text, maker)),
        name=text[slice(*name)] if name else None,
        definite=determiner is not None and determiner.lower() not in _INDEFINITE,
        another=another,
        made_by=made_by,
    )


def _is_adjective(gap: str) -> bool:
    return bool(_ADJECTIVES.fullmatch(gap)) and not _NO_ADJECTIVE.search(gap)


def _capital_label(
    text: str, runs: Sequence[Span], own: int, noun: re.Match[str]
) -> tuple[Span | None, list[Span], int]:
    """Read a run that holds the noun itself: `Acme Poll` names who made it, `Acme Trust Survey` the study."""
    start = runs[own][0]
    owner = _OWNER.search(text, start, noun.start())
    if owner:
        rest = text[owner.end() : noun.start()].rstrip()
        label = (owner.end(), noun.end()) if rest else None
        return label, [(start, owner.start())], start
    rest = text[start : noun.start()].rstrip()
    genitive = own > 0 and bodies.owns(text, runs[own - 1][1], start)
    makers = [runs[own - 1]] if genitive else []
    words = organisations.key_words(rest)
    if noun[0].lower().startswith("poll") or (len(rest.split()) < 2 and not genitive):
        if rest and organisations.is_name(rest):
            makers.append((start, start + len(rest)))
        return None, makers, makers[0][0] if makers else noun.start()
    if not words or not _CAPITAL_NOUN.search(text[start : noun.end()]):
        return None, makers, makers[0][0] if makers else noun.start()
    year = _YEAR_BEFORE.search(text[max(0, start - 6) : start])
    first = start - (5 if year else 0)
    return (first, noun.end()), makers, makers[0][0] if makers else first


def _shares(text: str, some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(organisations.same(text[a:b], text[c:d]) for a, b in some for c, d in others)


def _determiner(before: str) -> tuple[str | None, bool]:
    match = _DETERMINER.search(before)
    if match is None:
        return None, False
    nearest = match["det"]
    for inner in _NEAREST.finditer(before, match.start()):
        nearest = inner[0]
    return nearest.lower(), bool(_ANOTHER.search(before, match.start()))
