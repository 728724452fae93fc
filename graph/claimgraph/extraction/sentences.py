"""Cut an article into sentences and say what each of them is: prose, bullet, heading or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claimgraph.extraction.furniture import Furniture

Role = Literal["prose", "bullet", "heading", "furniture"]

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(
    r"[\s\u200b\ufeff]*(?:[•‣◦⁃∙·●○▪▫■□▶►➤✓✔\uf0b7]\s*|[-–—*+o>]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][)]\s+)"
)
INLINE_BULLET = re.compile(r"\s[•‣◦●○▪▫■□]\s")
TERMINAL = re.compile(r"[.!?…。]+[\"'”’)\]»*_]*")
WORD_BEFORE = re.compile(r"([^\s\"“(‘\[—–/-]*)$")
WORD_AFTER = re.compile(r"[\"'“‘(\[«*_]*([\w$£€~]+)")


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


# Followed by a name or a number, never by a new sentence.
LEANS_FORWARD = _words(
    "mr mrs ms dr prof sen sens rep reps gov gen lt col sgt capt cmdr adm rev hon st mt ft pres supt vs v"
    " no nos fig figs vol pp p ch sec art eq cf e.g i.e eg ie ca approx est viz"
)
# May close a sentence: it does where the next word begins one.
MAY_CLOSE = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc ltd co corp"
    " bros dept univ assn jr sr etc al ave blvd rd ed eds min max avg est dist a.m p.m ph.d"
)
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
STARTERS = _words(
    "the a an this that these those it its he she we they i you his her their our my in on at by for from"
    " to of as with and but or so yet if when while although though however meanwhile also overall still only"
    " just more most many some few fewer less about nearly almost around roughly over half two three"
    " four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty"
    " ninety one another among according what who how why where there here no not all both each every other"
    " others since after before during last even men women"
)

FEWEST_WRAPPED_LINES = 3
WIDEST_WRAPPED_LINE = 120
NARROWEST_JOINED_LINE = 40
LONGEST_HEADING = 140


@dataclass(frozen=True)
class Sentence:
    """Hold where a sentence stands and what it is."""

    start: int  # inclusive; after the bullet or list number, if it has one
    end: int  # exclusive
    paragraph: int  # counts from 0; every bullet and every heading is a paragraph of its own
    role: Role


def split(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences, in text order and without overlap.

    What lies between them is white space, bullets and list numbers. Lines broken at a fixed width are read
    as one. Takes time proportional to the length of the text.
    """
    furniture = Furniture()
    found: list[Sentence] = []
    paragraph = 0
    for start, end, gap in _paragraphs(text):
        for item_start, item_end, bullet in _items(text, start, end):
            spans = list(_sentences(text, item_start, item_end))
            role: Role
            if furniture.holds(text[item_start : min(item_end, item_start + 400)], bullet, gap):
                role = "furniture"
            elif bullet:
                role = "bullet"
            elif len(spans) == 1 and _is_heading(text[item_start : min(item_end, item_start + 400)]):
                role = "heading"
            else:
                role = "prose"
            found += (Sentence(first, last, paragraph, role) for first, last in spans)
            paragraph += bool(spans)
            gap = False
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give runs of lines that belong together, and whether a blank line stands before each."""
    block: list[tuple[int, int]] = []
    position = 0
    width = 0
    blank = True
    while position <= len(text):
        line_break = LINE_BREAK.search(text, position)
        end = line_break.start() if line_break else len(text)
        if text[position:end].strip():
            block.append((position, end))
        else:
            width = _wrapped_at(text, block) or width
            yield from _joined(text, block, width, blank)
            block, blank = [], True
        if line_break is None:
            break
        position = line_break.end()
    yield from _joined(text, block, _wrapped_at(text, block) or width, blank)


def _wrapped_at(text: str, block: list[tuple[int, int]]) -> int:
    """Return the width at which a block of lines was broken, or 0 where it was not.

    A line was broken where the first word of the next one would not have fitted.
    """
    if len(block) < FEWEST_WRAPPED_LINES:
        return 0
    width = max(end - start for start, end in block)
    if not NARROWEST_JOINED_LINE <= width <= WIDEST_WRAPPED_LINE:
        return 0
    breaks = [_fills(text, line, after, width) for line, after in pairwise(block)]
    return width if all(breaks) else 0


def _fills(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    words = text[after[0] : min(after[1], after[0] + WIDEST_WRAPPED_LINE)].split(maxsplit=1)
    return line[1] - line[0] + 1 + len(words[0] if words else "") > width


def _joined(
    text: str, block: list[tuple[int, int]], width: int, blank: bool
) -> Iterator[tuple[int, int, bool]]:
    if not block:
        return
    (start, end), gap = block[0], blank
    for line, after in pairwise(block):
        if _continues(text, line, after, width):
            end = after[1]
            continue
        yield start, end, gap
        (start, end), gap = after, False
    yield start, end, gap


def _continues(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    if BULLET.match(text, after[0], after[1]):
        return False
    length = line[1] - line[0]
    wrapped = width and NARROWEST_JOINED_LINE <= length <= WIDEST_WRAPPED_LINE
    if wrapped and _fills(text, line, after, width):
        return True
    head = text[after[0] : after[0] + 80].lstrip()[:1]
    tail = text[max(line[0], line[1] - 80) : line[1]].rstrip()[-1:]
    return length >= NARROWEST_JOINED_LINE and head.islower() and tail not in ".!?:;…"


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Give the parts of a paragraph between bullets, and whether each is one."""
    mark = BULLET.match(text, start, end)
    first, bullet = (mark.end(), True) if mark else (start, False)
    for inline in INLINE_BULLET.finditer(text, first, end):
        yield first, inline.start(), bullet
        first, bullet = inline.end(), True
    yield first, end, bullet


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for mark in TERMINAL.finditer(text, start, end):
        if mark.end() < end and _ends_sentence(text, first, mark, end):
            yield from _trimmed(text, first, mark.end())
            first = mark.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    length = len(inner.rstrip())
    if length:
        yield start + len(inner) - len(inner.lstrip()), start + length


def _ends_sentence(text: str, first: int, mark: re.Match[str], end: int) -> bool:
    at = mark.end()
    before = WORD_BEFORE.search(text[max(first, mark.start() - 24) : mark.start()])
    word = before[1] if before else ""
    if not text[at].isspace():
        return _ends_without_space(text, word, mark, end)
    after_gap = text[at : min(end, at + 60)].lstrip()
    following = WORD_AFTER.match(after_gap)
    if following is None:
        return bool(after_gap)
    head = following[1]
    if head[:1].islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    return _full_stop(text[first : mark.start()][-24:].strip(), word.lower(), head, after_gap)


def _full_stop(sentence: str, word: str, head: str, after: str) -> bool:
    """Tell a full stop from the point of an abbreviation, before white space and no small letter."""
    if word.isdigit() and word == sentence:  # a list number
        return False
    if word in LEANS_FORWARD:
        return False
    if ACRONYM.match(word) or word in MAY_CLOSE:
        if head[:1].isdigit():
            return word not in MAY_CLOSE and ("%" in after[:8] or "percent" in after[:16])
        return head.lower() in STARTERS
    if len(word) == 1 and word.isalpha():  # an initial
        return head.lower() in STARTERS and not head.isupper()
    return True


def _ends_without_space(text: str, word: str, mark: re.Match[str], end: int) -> bool:
    """Find the end of a sentence where the space after it was lost: `this week.Newsletter`."""
    following = WORD_AFTER.match(text, mark.end(), min(end, mark.end() + 40))
    if following is None:
        return False
    head = following[1]
    return (
        head[:1].isupper()
        and not head.isupper()
        and (len(mark[0]) > 1 or (len(word) > 2 and word.islower() and word.isalpha()))
        and text[following.end() : following.end() + 1] not in {"/", ".", "@"}
    )


def _is_heading(line: str) -> bool:
    line = line.strip()
    return (
        0 < len(line) <= LONGEST_HEADING
        and (line[-1].isalnum() or line[-1] in "?!)’”'\"%]")
        and not line[0].islower()
        and (line[-1] not in '?!"”' or len(line) <= LONGEST_HEADING // 2)
    )
