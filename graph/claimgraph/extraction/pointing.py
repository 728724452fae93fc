"""Lay a sentence out as tokens for the learned reader, and read its scores back as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

BUDGET = 208  # tokens of title, context and sentence together; a longer sentence takes what it needs
LONGEST = 480  # the base model knows 512 positions
TITLE_TOKENS = 32
SPECIAL, TITLE, BEFORE, SENTENCE = 0, 1, 2, 5  # BEFORE, BEFORE+1, BEFORE+2: one, two, more sentences back
DISTANCES = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 48])
BUCKETS = SENTENCE + 1 + 2 * len(DISTANCES)
SLOTS = 8
_SURROGATE = re.compile("[\ud800-\udfff]")  # a half of a pair, which no encoding of text may hold


@dataclass(frozen=True)
class Layout:
    """Hold one sentence with context as tokens: arrays of shape (tokens,), offsets -1 outside the text."""

    ids: Integers
    types: Integers
    starts: Integers
    ends: Integers
    segments: Integers
    words: Integers
    """Number of the word that a token belongs to, -1 for tokens that stand for no text."""
    numbers: tuple[Span, ...]
    """First token (inclusive) and last (exclusive) of each number; equal where it fell outside the budget."""

    def marks(self) -> Floats:
        """Mark each number's tokens: shape (numbers, tokens)."""
        places = np.arange(len(self.ids))
        return np.array([(places >= a) & (places < b) for a, b in self.numbers], np.float32)

    def buckets(self) -> Integers:
        """Place each token as seen from each number: segment, or signed distance within the sentence."""
        places = np.arange(len(self.ids))
        rows = []
        for first, last in self.numbers:
            left = np.searchsorted(DISTANCES, first - places, side="right")
            right = np.searchsorted(DISTANCES, places - last + 1, side="right")
            inside = SENTENCE + np.where(left > 0, left, np.where(right > 0, len(DISTANCES) + right, 0))
            rows.append(np.where(self.segments == SENTENCE, inside, self.segments))
        return np.array(rows, np.int64)

    def slots(self) -> Integers:
        """Count the numbers that begin between each number and each token: 0 to 6, 7 outside the sentence."""
        places = np.arange(len(self.ids))
        begun = np.zeros(len(places), np.int64)
        for first, _ in self.numbers:
            begun += places >= first
        rows = [
            np.where(self.segments == SENTENCE, np.clip(begun - rank, -3, 3) + 3, 7)
            for rank in range(1, len(self.numbers) + 1)
        ]
        return np.array(rows, np.int64)


Piece = tuple[list[int], list[Span], list[int]]
"""Token ids, offsets, and for each token the number of its word."""


class Tokens:
    """Turn pieces of one text into tokens, each piece once.

    `tokenizer` is a `tokenizers.Tokenizer` without truncation and padding.
    """

    def __init__(self, tokenizer: Any, text: str) -> None:
        self.tokenizer, self.text = tokenizer, text
        self.seen: dict[Span, Piece] = {}
        self.first, self.separator = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    def piece(self, span: Span) -> Piece:
        """Return token ids, offsets into the text and word numbers of `text[span]`."""
        if span not in self.seen:
            self.seen[span] = self.read(self.text[span[0] : span[1]], span[0])
        return self.seen[span]

    def read(self, text: str, base: int) -> Piece:
        """Return token ids, offsets counted from `base` and word numbers of a text."""
        made = self.tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
        words: list[int] = []
        for at, (start, _) in enumerate(made.offsets):
            joined = (
                at > 0
                and made.offsets[at - 1][1] == start
                and (made.word_ids[at] == made.word_ids[at - 1] or _glues(text, start))
            )
            words.append(words[-1] if joined else at)
        return list(made.ids), [(base + a, base + b) for a, b in made.offsets], words


def _glues(text: str, at: int) -> bool:
    """Say whether text[at-1] and text[at] belong to one word, as in "one-in-ten", "U.S." or "CMO's"."""
    left, right = text[at - 1], text[at]
    if left.isalnum():
        return right in "-'’.&" and at + 1 < len(text) and text[at + 1].isalnum()
    return right.isalnum() and left in "-'’.&" and at > 1 and text[at - 2].isalnum()


def lay_out(
    tokens: Tokens,
    title: Span | None,
    before: Sequence[Span],
    sentence: Span,
    numbers: Sequence[Span],
    heading: str = "",
    budget: int = BUDGET,
) -> Layout:
    """Lay out title, context and sentence; context is cut from the left to the budget of tokens."""
    ids, offsets, segments, words = [tokens.first], [(-1, -1)], [SPECIAL], [-1]

    def add(piece: Piece, segment: int, end: int | None = None) -> None:
        base = len(ids)
        ids.extend(piece[0][:end])
        offsets.extend(piece[1][:end])
        segments.extend([segment] * len(piece[0][:end]))
        words.extend(base + w for w in piece[2][:end])

    def separate() -> None:
        ids.append(tokens.separator)
        offsets.append((-1, -1))
        segments.append(SPECIAL)
        words.append(-1)

    body = tokens.piece(sentence)
    left = budget - len(body[0]) - 4
    if title is not None:
        add(tokens.piece((title[0], min(title[1], title[0] + 200))), TITLE, TITLE_TOKENS)
    elif heading:
        named = tokens.read(heading[:200], 0)
        add((named[0], [(-1, -1)] * len(named[0]), named[2]), TITLE, TITLE_TOKENS)
    left -= len(ids) - 1
    separate()
    kept: list[tuple[Piece, int]] = []
    for back, span in enumerate(reversed(before)):
        whole = tokens.piece((max(span[0], span[1] - 1000), span[1]))
        cut = max(0, len(whole[0]) - max(0, left))
        if cut == len(whole[0]):
            break
        kept.append(((whole[0][cut:], whole[1][cut:], whole[2][cut:]), BEFORE + min(back, 2)))
        left -= len(whole[0]) - cut
    for piece, segment in reversed(kept):
        add(piece, segment)
    separate()
    add(body, SENTENCE)
    del ids[LONGEST:], offsets[LONGEST:], segments[LONGEST:], words[LONGEST:]
    separate()
    starts = np.array([a for a, _ in offsets], np.int64)
    ends = np.array([b for _, b in offsets], np.int64)
    segment_array = np.array(segments, np.int64)
    types = np.zeros(len(ids), np.int64)
    placed: list[Span] = []
    for start, end in numbers:
        inside = np.flatnonzero((segment_array == SENTENCE) & (starts < end) & (ends > start))
        placed.append((int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0))
        types[inside] = 1
    return Layout(
        np.array(ids, np.int64), types, starts, ends, segment_array, np.array(words, np.int64), tuple(placed)
    )
