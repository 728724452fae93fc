"""Cut a sentence into the clauses that each state one thing, without who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

FEWEST_WORDS = 3
FEWEST_LETTERS = 15
FARTHEST_VERB = 200
LONGEST_NAME = 90
LONGEST = 2000
"""Characters of a sentence that are looked at."""

SAYS = (
    r"(?:said|says|say|found|finds|shows?|showed|suggests?|suggested|reveals?|revealed|indicates?|indicated|notes?|noted"
    r"|warns?|warned|argues?|argued|adds?|added|explains?|explained|claims?|claimed|concludes?|concluded|states?|stated"
    r"|acknowledges?|acknowledged|confirms?|confirmed|insists?|insisted|writes|wrote|demonstrates?|demonstrated"
    r"|continued|continues|commented|comments|observes?|observed|maintains?|maintained|predicts?|predicted|cautioned"
    r"|contends?|contended|stressed|stresses|emphasi[sz]e[sd]?|believes|thinks|admits?|admitted|agrees|agreed|complained)"
)
_SURE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|do|does|did|cannot|isn['’]t|aren['’]t"
    r"|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|hadn['’]t|won['’]t|wouldn['’]t|can['’]t|couldn['’]t|shouldn['’]t"
    r"|don['’]t|doesn['’]t|didn['’]t|need|needs|seem|seems|tend|tends|appear|appears|remain|remains|become|becomes)"
)
_PRONOUN = r"(?:it|they|we|he|she|this|these|those|that|there|you|I)"
_SHORTENED = rf"{_PRONOUN}['’](?:s|re|ve|ll|d|m)"
_DETERMINED = (
    r"(?:the|a|an|their|our|its|his|her|your|some|many|most|no|every|each|both|more|few|all|another|one|such"
    r"|any)"
)
_SUBJECT = (
    rf"(?:[a-z]+ly,?\s)?(?:in\s(?:fact|turn|reality|addition),?\s)?"
    rf"(?:{_SHORTENED}\s|{_PRONOUN}\s(?!(?:of|and|or|in|at|by|from)\b)(?:[\w’'-]+\s){{0,3}}?[\w’'-]+"
    rf"|(?:{_DETERMINED}\s)?(?:(?!(?:that|which|who|whom|to|than|as|because|if|when)\b)[\w’'/&-]+,?\s){{1,9}}?{_SURE}\s)"
)
_COMMA = re.compile(
    rf"(?P<said>,?\s(?:and|but)\s(?:(?:also\s|he\s|she\s|it\s|they\s){{0,2}}(?:{SAYS}|pointed\sout)\s(?:that\s)?(?={_SUBJECT})"
    rf"|(?:[\w’'-]+\s){{1,4}}?{SAYS}\sthat\s))"
    rf"|(?P<cut>,\s(?:and|but|so|yet|while|whereas|although|though|since|because|however)\s|;\s(?:and\s|but\s|however,?\s)?"
    rf"|\s?(?:—|––|--|…|\.\.\.)\s?(?:and\s|but\s)?|,?\sat\sthe\ssame\stime\sas\s|\s(?:while|whereas|but)\s)(?={_SUBJECT})",
    re.IGNORECASE,
)
_AND = re.compile(rf"(?P<cut>\s(?:and|so)\s(?:that\s)?)(?={_SUBJECT})", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:{_SURE}|{_SHORTENED}|[a-z]{{2,}}ed|{SAYS})\b", re.IGNORECASE)
_WHILE = re.compile(
    r"^[\"“'‘]?(?P<lead>(?:But\s|And\s|Yet\s)?(?:While|Although|Though|Even\sthough|Whereas|Whilst)\s)",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(rf",\s(?={_SUBJECT}|{_DETERMINED}\s|[A-Z])")
_COMPLEMENT = re.compile(
    rf"(?:\b{SAYS}|\b(?:told|tells)\s(?:[\w.’'-]+\s){{0,5}}?[\w.’'-]+|\b(?:saw|means?|meant|discussed|clear|likely|evident|obvious|true|doubt|believes?d?|thinks?)(?=,?\s(?:that|how)\b)"
    rf"|\b(?:reported|report|estimates?|estimated|hopes?|fears?|saying|finding|showing|suggesting|adding|warning|noting|arguing)(?=\sthat\b))"
    r"(?:\s(?:this|last|on|in|at|earlier)\s[\w’'-]+)?"
    rf"(?:,?\s(?:that|how)\s,?|:\s|,\s(?=[\"“'‘])|\s(?=[\"“])|\s(?={_SUBJECT}))"
    r"|\b(?:said|says|found|finds)\s(?!by\b|in\b|to\b|at\b|on\b|of\b)(?=(?:[\w’'&,-]+\s){1,9}?[a-z]{3,}(?:s|ed)\s)",
    re.IGNORECASE,
)
_NO_DOUBT = re.compile(
    r"^(?:[\"“'‘]?)(?:There(?:['’]s|\sis)\sno\s(?:doubt|question)\s(?:that\s)?|I\s(?:think|believe|guess)\s(?:that\s)?|We\scan\s\w+\sthat\s)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[,.?!…]?[\"”](?=\s|$)")
_OPENED = re.compile(r"(?<!\w)[\"“](?=\w)")
_SPEAKER = r"(?:(?!(?:and|but|which|who|that|if|when|while|so)\b)[\w.’'&/-]+,?\s)"
_TRAILING = re.compile(
    rf"(?:[,.?!…][\"”’']|[\"”],)\s(?=[^\"“”]*\b(?:{SAYS}|told|according)\b[^\"“]*$)"
    rf"|,\s(?={_SPEAKER}{{1,9}}?{SAYS}(?:\s(?:in|on|at|to|last|this|during|of|yesterday|today|earlier|here|\w+day)\b[^,\"“]{{0,40}})?[.\"”’']*$)"
    rf"|,\s(?={SAYS}\s{_SPEAKER}{{0,8}}[\w.’'-]+(?:,[^,\"“]*)?[.\"”’']*$)"
    r"|,\s(?=according\sto\b[^\"“]*$)",
    re.IGNORECASE,
)
_INSERTED = re.compile(
    rf",[\"”’']?\s(?!as\b)(?:[\w.’'-]+\s){{0,6}}?{SAYS}(?:\s(?!that\b)[\w.’'-]+){{0,4}},\s(?P<open>[\"“])?",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"\b(?:{SAYS}|told|tells)\b", re.IGNORECASE)
_LABEL = re.compile(r"(?P<name>[A-Z][\w &.’'-]{1,40}):\s[\"“‘]")
_SOURCE = re.compile(r"\baccording\sto\s", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:who|whom|which|to|if|when|as)\s$")
_BEFORE_VERB = re.compile(rf"\s(?:also|has|have|had|recently|often|then|{SAYS})$", re.IGNORECASE)
_PRONOUN_NEXT = re.compile(r"\s*(?:they|it|he|she|their|its)\b", re.IGNORECASE)
_EDGE = " \t\n\r\u00a0\"“”'‘’,;:.-–—•*[]"
_WORD = re.compile(r"[\w’']+")
_LEADS = re.compile(
    r"(?:(?:And|But|Or|So|Yet|Still|Also|Then|However|Meanwhile|Indeed|Moreover|Furthermore|In\saddition|In\sfact|For\sexample|For\sinstance|As\sa\sresult|Of\scourse|That\ssaid|Instead|Ultimately|Clearly|Right\snow|Then\sagain|Overall|Therefore|Thus|On\sthe\splus\sside|In\sthe\send|In\sreality|Likewise|Similarly|Unfortunately|Interestingly)(?:,\s(?:though|however|then),\s|,\s|\s))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """Hold where a clause stands and who says it."""

    start: int  # inclusive
    end: int  # exclusive
    speaker: Span | None = None  # as the sentence names them
    lead: Span | None = None  # the words taken off before it: `Some 40 percent of rowers said that`


def split(text: str, start: int, end: int) -> Iterator[Clause]:
    """Give the clauses of the sentence `text[start:end]`, in text order; who says them is left out."""
    end = min(end, start + LONGEST)
    for part in _without_speakers(text, start, end):
        lead = part.lead
        for span in _coordinated(text, part.start, part.end):
            trimmed = _trimmed(text, *span)
            if trimmed and len(_WORD.findall(text[slice(*trimmed)])) >= FEWEST_WORDS:
                yield Clause(*trimmed, part.speaker, lead if lead and _goes_on(text, part, span) else None)


def _goes_on(text: str, part: Clause, span: Span) -> bool:
    """Tell whether a clause is still what the lead says: the first one, or one with a pronoun after `and`."""
    return span[0] == part.start or _PRONOUN_NEXT.match(text, span[0]) is not None


def _without_speakers(text: str, start: int, end: int) -> Iterator[Clause]:
    """Take off `X said that`, `, X said.`, and cut at `," X said, "`."""
    speaker = None
    trailing = _TRAILING.search(text, start, end)
    if trailing and trailing.start() > start + 15:
        speaker = _named(text, trailing.end(), end)
        end = trailing.start()
    inserted = _INSERTED.search(text, start, end)
    if inserted and inserted.start() > start + 10 and inserted.end() < end - 10:
        speaker = _named(text, inserted.start() + 1, inserted.end()) or speaker
        yield _without_lead(text, start, inserted.start(), speaker)
        if inserted["open"] or _VERB.search(text, inserted.end(), end):
            yield _without_lead(text, inserted.end(), end, speaker)
        return
    yield _without_lead(text, start, end, speaker)


def _without_lead(text: str, start: int, end: int, speaker: Span | None) -> Clause:
    label = _LABEL.match(text, start, end)
    if label:
        start, speaker = label.end(), speaker or label.span("name")
    doubt = _NO_DOUBT.match(text, start, end)
    if doubt:
        return Clause(doubt.end(), end, speaker)
    for complement in _COMPLEMENT.finditer(text, start, end):
        if complement.start() - start > FARTHEST_VERB:
            break
        before = text[start : complement.start()]
        if end - complement.end() >= FEWEST_LETTERS and not _GOES_ON.search(before[-8:]):
            speaker = speaker or _named(text, start, complement.end())
            return Clause(complement.end(), end, speaker, (start, complement.end()))
    return Clause(start, end, speaker)


def _named(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that the verb of saying in `text[start:end]` belongs to."""
    words = text[start:end]
    source = _SOURCE.search(words)
    if source:
        return _phrase(text, start + source.end(), end)
    verb = max(_SAYS.finditer(words), key=lambda m: m.start(), default=None)
    if verb is None:
        return None
    if not words[: verb.start()].strip(_EDGE):
        return _phrase(text, start + verb.end(), end)
    first = start
    before = words[: verb.start()].rstrip()
    if before.endswith(","):  # `Ann Lee, who runs the firm, said`
        before = before.split(",")[0]
    elif "," in before:
        first = start + before.rindex(",") + 1
        before = before[before.rindex(",") + 1 :]
    return _phrase(text, first, first + len(before))


def _phrase(text: str, start: int, end: int) -> Span | None:
    comma = text.find(",", start, end)
    end = comma if comma > start else end
    trimmed = _trimmed(text, start, end)
    if trimmed is None:
        return None
    tail = _BEFORE_VERB.search(text[slice(*trimmed)])
    first, last = trimmed[0], trimmed[1] - (len(tail[0]) if tail else 0)
    return (first, last) if first < last <= first + LONGEST_NAME and _WORD.match(text, first) else None


def _coordinated(text: str, start: int, end: int) -> Iterator[Span]:
    lead = _WHILE.match(text, start, end)
    if lead:
        comma = _AFTER_COMMA.search(text, lead.end() + 10, end)
        if comma:
            yield from _coordinated(text, lead.end(), comma.start())
            yield from _coordinated(text, comma.end(), end)
            return
    position = start
    for cut in sorted(
        [*_COMMA.finditer(text, start, end), *_AND.finditer(text, start, end)], key=lambda m: m.start()
    ):
        if cut.start() < position + 12 or not _VERB.search(text, position, cut.start()):
            continue
        if end - cut.end() < 10 or _inside_brackets(text, position, cut.start()):
            continue
        yield position, cut.start()
        position = cut.end()
    yield position, end


def _inside_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGE:
        start += 1
    lead = _LEADS.match(text, start, end)
    if lead:
        start = lead.end()
    while start < end and text[start] in _EDGE:
        start += 1
    while (
        end > start
        and text[end - 1] in _EDGE
        and not (text[end - 1] in '”"' and text.count("“", start, end) > text.count("”", start, end - 1))
    ):
        end -= 1
    return (start, end) if start < end else None
