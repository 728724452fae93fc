"""Read lists of figures: which words are each item's own, and what stands around a number without."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence

LONGEST_ITEM = 110
"""Characters of the words of one item."""

FEWEST_ROWS = 4
"""Figures of a sentence that may be a table."""

_UNIT = re.compile(r"^\s*(?:%|per\s?cent\b)")
_TABLE_HEAD = re.compile(r"[:?…]\s|%\s(?:\w+\s){0,3}(?=[A-Z])")
LONGEST_QUESTION = 280
"""Characters before the first item in which the question over a table is sought."""

_ASKED = re.compile(
    r"(?:^|[.!?]\s|\n)\s*(?P<question>\w[^:?….!\n]{8,220}\w)\s*(?:[:?…]|\.{3})[^:?…\n]{0,30}$"
)
_OPENED = re.compile(
    r"\((?:(?:about|nearly|almost|over|just|only|up to|some|around|roughly|at)\s){0,2}$", re.I
)
_CLOSED = re.compile(r"\s*(?:per\s?cent|percent|%|points)?\s*(?:each|combined|overall)?\s*\)", re.I)
_JOINT = re.compile(r"[\s,;]*(?:(?:and|or|as well as|then|followed by|plus|nor|but)\b[\s,]*)*", re.I)
_LEAD = re.compile(
    r"(?::|—|–|\b(?:includ(?:e[sd]?|ing)|are|were|is|was|such as|like|namely|being|of|by|for|as|that)\b)\s*",
    re.I,
)
_TAIL = re.compile(
    r"(?:[\s(,:–—-]|\b(?:by|to|at|with|of|for|just|only|about|nearly|from|was|were|is|are|and|or)\b)+$", re.I
)
_HEAD = re.compile(
    r"(?:[\s),;:–—-]|\b(?:of|and|or|but|who|that|percent|points?|percentage|also|while|compared|with|versus|to)\b)+",
    re.I,
)
_STOP = re.compile(
    r"[;:.!?](?:\s|$)|,\s|[()\[\]—–]|\b(?:while|whereas|but|compared|versus|according)\b|\d", re.I
)


def own_items(text: str, sentence: Sentence, numbers: Sequence[Span]) -> dict[Span, Span]:
    """Return the words that belong to each number of a list that gives its figures in brackets behind them.

    "… such as boats (46 percent), carts (42 percent) and sledges (41 percent)".
    """
    items: dict[Span, Span] = _columns(text, sentence, numbers)
    if items:
        return items
    last: Span | None = None
    broken = False
    for number in numbers:
        start, end = number
        opened = _OPENED.search(text[max(sentence.start, start - 24) : start])
        if not opened or not _CLOSED.match(text[end : end + 24]):
            last, broken = None, False
            continue
        opening = text.rfind("(", sentence.start, start)
        if last is None:
            first = _first_item(text, sentence.start, opening)
        else:
            closing = text.find(")", last[1], start)
            between = text[closing + 1 : opening] if closing >= 0 else ""
            joint = _JOINT.match(between)
            listed = closing >= 0 and joint is not None and joint[0].strip() != ""
            first = closing + 1 + joint.end() if listed and joint and not broken else -1
            broken = first < 0
        last = number
        if 0 <= first < opening and opening - first <= LONGEST_ITEM:
            stop = opening
            while stop > first and text[stop - 1].isspace():
                stop -= 1
            items[number] = (first, stop)
    return items if len(items) > 1 else {}


def _columns(text: str, sentence: Sentence, numbers: Sequence[Span]) -> dict[Span, Span]:
    """Return the words before each number of a table that lost its lines: "Boats 46% Carts 42%"."""
    if len(numbers) < FEWEST_ROWS or _UNIT.sub("", text[numbers[-1][1] : sentence.end]).strip(" ."):
        return {}
    items: dict[Span, Span] = {}
    start = sentence.start
    for number in numbers:
        piece = text[start : number[0]]
        if start > sentence.start and not re.match(r"\s*[A-Z“\"]", piece):
            return {}
        cut = 0 if start > sentence.start else max((m.end() for m in _TABLE_HEAD.finditer(piece)), default=0)
        first = start + cut + len(piece[cut:]) - len(piece[cut:].lstrip())
        last = start + len(piece.rstrip())
        if not 0 < last - first <= 2 * LONGEST_ITEM or re.search(r"[,;]\s*$|[.!?]\s", piece[cut:]):
            return {}
        items[number] = (first, last)
        start = (
            number[1]
            + len(text[number[1] : sentence.end])
            - len(_UNIT.sub("", text[number[1] : sentence.end]))
        )
    return items


def question_of(text: str, items: Mapping[Span, Span]) -> Span | None:
    """Return the question that stands over a table that lost its lines: "Which do you own? Boats 46% …"."""
    first = min(start for start, _ in items.values())
    begin = max(0, first - LONGEST_QUESTION)
    head = _ASKED.search(text[begin:first])
    if head is None or any(text[start - 1] == "(" for start, _ in items):
        return None
    return begin + head.start("question"), begin + head.end("question")


def _first_item(text: str, start: int, opening: int) -> int:
    begin = max(start, opening - LONGEST_ITEM)
    piece = text[begin:opening]
    ends = [m.end() for m in _LEAD.finditer(piece) if m.end() < len(piece.rstrip())]
    return begin + ends[-1] if ends else -1


def around(
    text: str, sentence: Sentence, number: Span, group: Sequence[Span], others: Sequence[Span]
) -> Span | None:
    """Return the clause around a number: the words behind it, or before it where nothing stands behind."""
    after = min([sentence.end, *(start for start, _ in others if start > number[1])])
    start = number[1]
    for first, last in group:
        if number[1] <= first <= number[1] + 12:
            start = last
    head = _HEAD.match(text[start:after])
    start += head.end() if head and "compared" not in head[0] and ";" not in head[0] else 0
    stop = _STOP.search(text[start:after])
    end = start + stop.start() if stop else after
    if _has_words(text[start:end]):
        return start, end
    before = max([sentence.start, *(last for _, last in others if last <= number[0])])
    piece = text[before : number[0]]
    tail = _TAIL.search(piece)
    end = before + tail.start() if tail else number[0]
    stops = [
        m.end() for m in re.finditer(r"[;:]\s|,\s|[)\]—–]|\b(?:while|whereas|but)\b", text[before:end], re.I)
    ]
    start = before + (stops[-1] if stops else 0)
    joint = _JOINT.match(text[start:end])
    start += joint.end() if joint else 0
    return (start, end) if _has_words(text[start:end]) else None


def _has_words(words: str) -> bool:
    return sum(c.isalpha() for c in words) > 2
