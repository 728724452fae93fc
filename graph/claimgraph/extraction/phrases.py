"""Trim the words that stand for a group or a statement to what the annotation guide asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimgraph.extraction.pointing import Span

_LEADING = re.compile(
    r"(?:[\s,;:.–—\-•]+|(?:the|an?|these|this|its|his|her|our|their|my|your|all|both|of|by|for|in|among|from|some)"
    r"\b[\s]+)+",
    re.I,
)
_HEADING = re.compile(r".*\n\s*", re.DOTALL)
_MIDDLE = re.compile(r"(?:average|median)\s(?=\w)", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:who|whose|whom|which|many\sof\swhom)\b.*", re.DOTALL)
_TRAILING = re.compile(r"(?:[\s,;:.!?–—\-(\[]|[’']s?(?=\s*$))+$")
_FIGURE = re.compile(r"\s*[(\[—–]\s*\d[\d.,]*\s*(?:%|per\s?cent\b)")
_NUMERAL = re.compile(
    r"(?:[\W\d]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|percent|points?)\b)*"
)
_EDGE = " \t\r\n\u00a0,;:–—-"
_JOINT = re.compile(r"(?:and|but|or|while|whereas|though|although|with|of|than|that|who)\b[\s,]*", re.I)
_ATTRIBUTION = re.compile(
    r",?\s*(?:according to\b"
    r"|(?:the|its|this) (?:survey|poll|study|report|research|researchers|authors|findings)"
    r" (?:said|says|found|finds|showed|shows|noted|notes|revealed|reveals|reported|reports|added|stated?s?)\b"
    r"|(?:a|the) (?:new )?(?:survey|poll|study) (?:found|finds|shows|showed)\b).*$",
    re.I | re.S,
)
_OWN = re.compile(r"(?:the|an?|their|its|his|her|our|these|those)\s+", re.I)
_LIKELIER = re.compile(
    r"(?:(?:are|were|is|was)\s)?(?:[a-z]+\s){0,2}?(?:more|less|as)\s(?:likely|apt|prone)\s(?:(?:than|as)\s[^,;.]{3,60}?\s)?to\s(?=\w)"
)
_OPENERS = {"“": "”", "(": ")", "[": "]", "‘": "’"}

PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "they them those these it its their he she him her we us you one ones who others another both each",
    )
)
"""Words that name nobody by themselves."""

_EMPTY = re.compile(
    r"(?:(?:do|does|did|so|also|and|or|who|that|which|had|have|has|they|it|in|to|of|as|the)\W*)+", re.I
)
FEWEST_WORDS = 3
"""Words that must be left of a statement for the group to be cut from it."""


def subtract(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Take holes, in text order, out of spans."""
    left: list[Span] = []
    for start, end in spans:
        for first, last in holes:
            if last <= start or first >= end:
                continue
            if first > start:
                left.append((start, first))
            start = max(start, last)
        if start < end:
            left.append((start, end))
    return left


def trim_group(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Strip articles, possessives and punctuation from a group; () where nothing but a pronoun is left."""
    kept = []
    for start, end in spans:
        figure = _FIGURE.search(text[start:end])
        if figure and figure.start() > 2:
            end = start + figure.start()
        aside = _ASIDE.search(text, start, end)
        if aside and aside.start() > start:
            end = aside.start()
        for opening in (_HEADING, _LEADING, _MIDDLE):
            head = opening.match(text, start, end)
            if head and head.end() < end:
                start = head.end()
        end = _right_edge(text, start, end)
        if start < end:
            kept.append((start, end))
    label = " ".join(text[a:b] for a, b in kept).lower()
    if label in PRONOUNS or _NUMERAL.fullmatch(label):
        return ()
    return tuple(kept)


def _right_edge(text: str, start: int, end: int) -> int:
    tail = _TRAILING.search(text[start:end])
    return start + tail.start() if tail else end


def trim_statement(
    text: str, spans: Sequence[Span], group: Sequence[Span], numbers: Sequence[Span]
) -> tuple[Span, ...]:
    """Strip from a statement the group and numbers it holds, loose joints, attributions and punctuation."""
    spans = subtract(spans, numbers)
    without = subtract(spans, sorted(s for s in group if any(a == s[0] for a, _ in spans)))
    if _words(text, without) >= FEWEST_WORDS:
        spans = without
    kept: list[Span] = []
    for start, end in spans:
        cut = _ATTRIBUTION.search(text[start:end])
        if cut and cut.start() > 0:
            end = start + cut.start()
        while start < end and text[start] in _EDGE + ".)]":
            start += 1
        joint = _JOINT.match(text[start:end])
        if joint and joint.end() < end - start and not kept:
            start += joint.end()
        while start < end and text[end - 1] in _EDGE + "(":
            end -= 1
        end = _close(text, start, end)
        if any(c.isalnum() for c in text[start:end]):
            kept.append((start, end))
    telling = [s for s in kept if not _EMPTY.fullmatch(text[s[0] : s[1]])]
    return tuple(telling or kept)


def without_likelihood(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Take "were more likely to" from what holds of a share: it compares, and the share did the rest."""
    kept = []
    for start, end in spans:
        likelier = _LIKELIER.match(text, start, end)
        kept.append((likelier.end(), end) if likelier else (start, end))
    return tuple(kept)


def _words(text: str, spans: Sequence[Span]) -> int:
    return sum(len(text[a:b].split()) for a, b in spans)


def _close(text: str, start: int, end: int) -> int:
    """Leave out the full stop of the sentence, but not the one inside a quotation that closes with it."""
    while start < end and text[end - 1] in ".!?" and not text[end - 3 : end - 1].isupper():
        end -= 1
    words = text[start:end]
    for opener, closer in _OPENERS.items():
        if words.endswith(closer) and opener not in words and closer != "’":
            end -= 1
        elif words.count(opener) > words.count(closer):
            # the quotation goes on behind a full stop that belongs to it
            after = re.match(r"[.!?,]?" + re.escape(closer), text[end : end + 2])
            end += after.end() if after else 0
    return end
