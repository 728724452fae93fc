"""Read the words that open a list of answers: `What holds rowers back? The coaches named:`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.leads import FEWEST_LABELS, LED, lists
from claimgraph.extraction.phrases import subtract
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import names_people
from claimgraph.model import Kind

FARTHEST = 60
"""Figures before a list whose groups its opening words may name."""

_QUESTION = re.compile(r"\W*(?P<question>(?:What|Which|Why|How|Who|Where|When)\b[^?\n]{8,160})\?")
_ASKED = re.compile(
    r"\b[Aa]sked\s(?:to\s|about\s)?(?!to\schoose|from)(?P<question>(?:name|what|which|why|how|where|who)\b[^,:]{6,140})"
)
_OPENS = re.compile(r":\W*$")


def share_introductions(
    text: str, sentences: Sequence[Sentence], findings: Sequence[Finding], asked: Sequence[Span]
) -> list[Finding]:
    """Give the items of a list of answers the question over them, and whom its opening words name."""
    settled: list[Finding] = []
    for labels, members in lists(text, sentences, findings):
        opening = _opening(text, sentences, members) if len(labels) >= FEWEST_LABELS else None
        if opening is None:
            settled += members
            continue
        told = (span for f in settled[-FARTHEST:] for span in f.group if names_people(text[slice(*span)]))
        known = [*asked[:FARTHEST], *told]
        whom = _named(text, sentences[opening[0]].start, sentences[opening[-1]].end, known)
        question = _question(text, sentences, opening)
        for f in members:
            label = labels.get(sentences[f.sentence].paragraph)
            if label is None or f.kind is not Kind.LEVEL or f.unit != "percent":
                settled.append(f)
                continue
            own = any(a >= sentences[f.sentence].start for a, _ in f.group)
            if whom and not own and f.group != (whom,):
                f = f.lowered(LED, group=(whom,))
            if question and question not in f.statement:
                kept = subtract([s for s in f.statement if s[0] >= label[0]], [label])
                f = f.lowered(LED, statement=(question, label, *kept))
            settled.append(f)
    return settled


def _opening(text: str, sentences: Sequence[Sentence], members: Sequence[Finding]) -> range | None:
    """Return the sentences of the paragraph that opens the list of these figures with a colon."""
    first = members[0].sentence
    while first > 0 and sentences[first].role == "bullet":
        first -= 1
    last = sentences[first]
    if last.role != "prose" or first == members[0].sentence or not _OPENS.search(text, last.start, last.end):
        return None
    begin = first
    while begin > 0 and sentences[begin - 1].paragraph == last.paragraph:
        begin -= 1
    return range(begin, first + 1)


def _named(text: str, start: int, end: int, known: Sequence[Span]) -> Span | None:
    """Return where the words between two offsets last name people whom the article spoke of before."""
    found: Span | None = None
    for words in {text[a:b].lower() for a, b in known}:
        for match in re.finditer(rf"\b{re.escape(words)}\b", text[start:end], re.IGNORECASE):
            span = start + match.start(), start + match.end()
            if found is None or (span[1], -span[0]) > (found[1], -found[0]):
                found = span
    return found


def _question(text: str, sentences: Sequence[Sentence], opening: range) -> Span | None:
    """Return the question that a list of answers stands under, without its question mark."""
    for place in reversed(opening):
        told = _QUESTION.fullmatch(text, sentences[place].start, sentences[place].end)
        told = told or _ASKED.search(text, sentences[place].start, sentences[place].end)
        if told:
            return told.span("question")
    return None
