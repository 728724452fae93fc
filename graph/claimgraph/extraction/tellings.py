"""Find where an article speaks of a study: by its name, by who made it, or only as `the survey`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimgraph.extraction import organisations, titles
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence

Span = tuple[int, int]
LONGEST = 4000
"""Characters of a sentence that are looked at: beyond them it is a table or no text at all."""

_STRONG = r"surveys?|polls?|stud(?:y|ies)|questionnaires?|polling|census|barometer"
_WEAK = r"reports?|white\s?papers?|research|analysis|index|assessment|tracker|paper"
NOUN = re.compile(
    rf"\b(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))\b"
    r"(?!['’]s?\s(?:numbers?|lead)|\s(?:numbers?|work(?:er|ing|place)|watchers?|tax|booths?|stations?|bounce|leads?\b|places?"
    r"|averages?|having|feeling|being|whether|how|cards?)|[/@-]\w)",
    re.IGNORECASE,
)
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
_MADE = (
    r"(?:conducted|commissioned|carried\sout|released|published|sponsored|produced|prepared|fielded|undertaken|run|led"
    r"|funded|compiled|taken|done|issued|authored|administered|performed|unveiled|overseen)"
)
_WITH = r"in\s(?:partnership|collaboration|conjunction|association|cooperation|concert)\swith|together\swith"
_MAKER = re.compile(
    rf"(?:^|\W)(?P<made>{_MADE}\b[^;:\"“”]{{0,90}}?\W)?(?P<prep>by|from|for|on\sbehalf\sof|{_WITH}|under\sthe\s(?:joint\s)?direction\sof)"
    r"\s(?:[Tt]he\s|an?\s|its\s|researchers\s(?:at|from)\s(?:the\s)?)?(?:(?!the\b)[a-z][\w-]*\s){0,6}$"
)
_CLAUSE_END = re.compile(
    r"\b(?:found|finds|finding|said|says|showed|shows?|suggest\w*|reveal\w*|indicat\w+|that|who|will|is|are|were|has|have|because|compared)\b"
    r"|[;:\"“”]|\.\s"
)
_WAS_MADE = re.compile(rf"\b(?:was|were|is|been|being)\s(?=(?:\w+\s){{0,3}}{_MADE})")
_MADE_BY = re.compile(
    rf"(?:\b(?:was|were|is|been|being)\s(?:\w+\s){{0,3}}|^,\s(?:which\swas\s)?(?:\w+\s)?){_MADE}\b"
)
_ASKS = re.compile(
    r"(?:\s?\([^()]{1,40}\))?(?:\s?,\s[^;.]{2,110}?,)?(?:\s(?:also|recently|has|have|had|which|who|pollsters|researchers|first|then))*"
    r"\s(?:(?P<sure>surveyed|polled|queried|canvass?ed|quizzed|surveys|polls)|(?P<sized>interviewed|questioned|sampled|asked|spoke\s(?:with|to)|talked\sto))\s(?!by\b)"
)
_ISSUES = re.compile(
    rf"(?:\s?\([^()]{{1,40}}\))?(?:\s?,\s[^;.]{{2,110}}?)?,?(?:\s(?:also|recently|has|have|had|which|that|who|just))*"
    r"\s(?:conducted|commissioned|sponsored|released|publish(?:ed|es)|releases|unveiled|issued|carried\sout|fielded|did|led|ran|undertook|is\shappy\sto\sannounce|announced|produced)"
    rf"\s(?:[\w’'-]+\s){{0,8}}?(?P<noun>{_STRONG}|{_WEAK})\b",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\s(?:(?:researchers|pollsters|analysts)\b|(?:also\s|has\s|have\s)?(?:found|finds|find|estimates?|estimated|reports?|reported)\b)"
)
_ACCORDING = re.compile(
    r"\b(?:according\sto|data\sfrom|figures\sfrom|statistics\sfrom|per)\s(?:the\s|an?\s)?(?:[a-z][\w-]*\s){0,6}$",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"\b(?:respondents?|participants|interviewees|those\s(?:surveyed|polled|questioned|interviewed)|people\s(?:surveyed|polled)"
    r"|(?:the|these)\s(?:findings|results|researchers|authors|pollsters|data))\b",
    re.IGNORECASE,
)
_CAPITAL_NOUN = re.compile(
    r"(?:^|\s)(?:Survey|Report|Study|Index|Barometer|Census|Assessment|Tracker|Outlook|Analysis)s?$"
)
_CAPITAL_POLL = re.compile(r"\s(?:Poll|Polls|Survey|Study|Research|Polling|Report|Analysis)$")
_ANOTHER = re.compile(r"\b(?:another|separate|second|third|different|other)\b", re.IGNORECASE)
_LABEL_ENDS = re.compile(r"(?:['’]s|\sResults|\sFindings|\sReport)?")
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’])\s")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d\s$")
_COLON_LABEL = re.compile(r"[:–—-]\s(?=[^:]{3,50}$)")


@dataclass(frozen=True)
class StudyMention:
    """Hold one place where an article speaks of a study."""

    start: int  # inclusive
    end: int  # exclusive
    sentence: int
    organisations: tuple[str, ...] = ()  # as written, in text order
    name: str | None = None  # title as written
    definite: bool = True  # `the survey`, not `a survey`
    another: bool = False  # `another survey`
    hint: bool = False  # counts only where the organisation is known from elsewhere: `according to Gallup`
    made_by: bool = False  # `was conducted by`: names who made a study that was told of before


def find(
    text: str, sentences: Sequence[Sentence], samples: Sequence[SampleMention]
) -> tuple[StudyMention, ...]:
    """Find every place where a text speaks of a study, in text order."""
    sized = {mention.sentence for mention in samples}
    found: list[StudyMention] = []
    for index, sentence in enumerate(sentences):
        if sentence.role != "furniture":
            found += _in_sentence(text, sentence, index, index in sized)
    return tuple(found)


def _in_sentence(text: str, sentence: Sentence, index: int, sized: bool) -> list[StudyMention]:
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
        if (mention := _at_noun(text, start, end, noun, runs, index)) is not None
    ]
    found += _subjects(text, end, runs, index, sized)
    found = [
        m
        for m in found
        if not m.hint or not any(o.start < m.end and m.start < o.end for o in found if o is not m)
    ]
    taken = [(m.start, m.end) for m in found]
    for span in _CROWD.finditer(text, start, end):
        if not any(s <= span.start() < e for s, e in taken):
            found.append(StudyMention(span.start(), span.end(), index))
    return sorted(found, key=lambda m: (m.start, m.end))


def _in_title_case(heading: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’']*", heading) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _at_noun(
    text: str, start: int, end: int, noun: re.Match[str], runs: Sequence[Span], index: int
) -> StudyMention | None:
    makers: list[Span] = []
    name: Span | None = None
    first = noun.start()
    own = next((k for k, run in enumerate(runs) if run[0] <= noun.start() < run[1]), None)
    near = next((k for k in reversed(range(len(runs))) if runs[k][1] <= noun.start()), None)
    if own is not None and not _LABEL_ENDS.fullmatch(text[noun.end() : runs[own][1]]):
        return None
    if own is not None:
        name, makers, first = _capital_label(text, runs, own, noun)
    elif near is not None and _is_adjective(text[runs[near][1] : noun.start()]):
        makers = _back_joined(text, runs, near)
        first = makers[0][0]
    title = titles.beside(text, start, end, noun)
    after = _makers_after(text, noun.end() if title is None else max(noun.end(), title[1] + 1), end, runs)
    if after and makers and own is None and noun["weak"] and not _shares(text, makers, after):
        name, makers = (makers[0][0], makers[-1][1]), []
    name = title or name
    made_by = bool(after) and bool(_MADE_BY.search(text[noun.end() : after[0][0]]))
    makers += after
    determiner, another = _determiner(text[max(start, first - 90) : first])
    if not makers and name is None:
        if determiner is None and not (noun["strong"] and noun.start() == start):
            return None
        if noun[0].lower().endswith("s") and determiner not in ("the", "its", "their", "these"):
            return None
        if noun["weak"] and determiner in _INDEFINITE:
            return None
    elif noun["strong"] is None and not makers and name is None:
        return None
    last = max([noun.end(), *(m[1] for m in makers)]) if not made_by else noun.end()
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
    genitive = own > 0 and re.fullmatch(r"['’‘`]s?\s(?:\d{4}\s)?", text[runs[own - 1][1] : start])
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


def _back_joined(text: str, runs: Sequence[Span], last: int) -> list[Span]:
    first = last
    while first > 0 and text[runs[first - 1][1] : runs[first][0]] in (
        " and ",
        ", ",
        ", and ",
        " & ",
        "/",
        "-",
    ):
        first -= 1
    if first < last and text[runs[last - 1][1] : runs[last][0]] == ", ":
        return [runs[last]]
    return list(runs[first : last + 1])


def _makers_after(text: str, position: int, end: int, runs: Sequence[Span]) -> list[Span]:
    """Return who made the study by the words after the noun: `by the A and B`, `conducted by C for D`."""
    found: list[Span] = []
    for k, run in enumerate(runs):
        if run[0] < position:
            continue
        if run[0] - position > 160:
            break
        gap = text[position : run[0]]
        maker = _MAKER.search(gap)
        if maker is None and gap in (" with ", " with the "):
            found += organisations.joined(text, runs, k)
            break
        if maker is None:
            if _CLAUSE_END.search(_WAS_MADE.sub("", gap)) or NOUN.search(gap):
                break
            continue
        lead = _WAS_MADE.sub("", gap[: maker.start()] + (maker["made"] or ""))
        if _CLAUSE_END.search(lead) or (NOUN.search(lead) and not maker["made"]):
            break
        prep = maker["prep"]
        if prep == "for" and not (maker["made"] or found):
            break
        if prep == "from" and not maker["made"] and maker.start() > 40:
            break
        together = organisations.joined(text, runs, k)
        found += together
        position = together[-1][1]
    return found


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


def _subjects(text: str, end: int, runs: Sequence[Span], index: int, sized: bool) -> Iterator[StudyMention]:
    """Find bodies that ask, publish or find: `Acme surveyed nurses`, `Acme, which commissioned the poll`."""
    for k, run in enumerate(runs):
        if any(run[0] < other[1] and other[0] < run[0] for other in runs[:k]):
            continue
        asks = _ASKS.match(text, run[1], min(end, run[1] + 190))
        issues = _ISSUES.match(text, run[1], min(end, run[1] + 240))
        makers = _back_joined(text, runs, k)
        names = tuple(text[a:b] for maker in makers for a, b in organisations.split(text, maker))
        if asks and (asks["sure"] or sized):
            yield StudyMention(makers[0][0], asks.end() - 1, index, names)
        elif issues:
            definite = (
                re.search(r"\b(?:the|this)\s(?:[\w’'-]+\s){0,4}$", text[run[1] : issues.start("noun")])
                is not None
            )
            yield StudyMention(makers[0][0], issues.end(), index, names, definite=definite, made_by=definite)
        elif _FINDS.match(text, run[1], end) or _ACCORDING.search(text[max(0, run[0] - 80) : run[0]]):
            yield StudyMention(makers[0][0], run[1], index, names, hint=True)


def sources(text: str, sentence: Sentence) -> list[Span]:
    """Return the bodies that a sentence names as its source without speaking of a study."""
    runs = organisations.runs(text, sentence.start, min(sentence.end, sentence.start + LONGEST))
    return [run for run in runs if _ACCORDING.search(text[max(sentence.start, run[0] - 80) : run[0]])]
