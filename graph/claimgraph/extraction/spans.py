"""Read the learned reader's scores as spans of whole words, and say how sure it is of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimgraph.extraction.pointing import SENTENCE, Floats, Layout, Span

WIDEST = 30  # words of the longest group
NEVER = np.float32(-50.0)


@dataclass(frozen=True)
class Words:
    """Hold the words of a layout that stand in the text: arrays of shape (words,)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    segments: NDArray[np.int64]
    after_break: NDArray[np.bool_]
    """True where a word does not follow the word before it without a separator between them."""

    @classmethod
    def of(cls, layout: Layout) -> Words:
        """Gather the tokens of a layout into words."""
        kept = np.flatnonzero((layout.words >= 0) & (layout.starts >= 0))
        if not len(kept):
            none = np.zeros(0, np.int64)
            return cls(none, none, none, none, none, np.zeros(0, np.bool_))
        new = np.concatenate([[True], layout.words[kept][1:] != layout.words[kept][:-1]])
        first = kept[new]
        last = kept[np.concatenate([new[1:], [True]])]
        broken = np.concatenate([[True], first[1:] != last[:-1] + 1])
        return cls(first, last, layout.starts[first], layout.ends[last], layout.segments[first], broken)

    def mean(self, scores: Floats) -> Floats:
        """Average token scores over each word."""
        total = np.concatenate([[0.0], np.cumsum(scores, dtype=np.float64)])
        made: Floats = np.asarray(total[self.last + 1] - total[self.first], np.float32)
        made /= self.last + 1 - self.first
        return made

    def spans(self, runs: Sequence[Span]) -> tuple[Span, ...]:
        """Turn runs of words, last one inclusive, into spans of the text."""
        return tuple((int(self.starts[a]), int(self.ends[b])) for a, b in runs)


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithm of softmax over the last axis."""
    least: Floats = np.subtract(scores, scores.max(-1, keepdims=True), dtype=np.float32)
    least -= np.log(np.exp(least).sum(-1, keepdims=True))
    return least


def logistic(scores: Any) -> Any:
    """Return 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -40, 40)))


def one_run(
    words: Words, inside: Floats, starts: Floats, ends: Floats, nothing: float, weight: float
) -> tuple[tuple[Span, ...], float]:
    """Return the best single run of words, () for none, and its probability among all runs.

    `starts` and `ends` are log-probabilities of shape (words,), `nothing` the score of no run.
    """
    count = len(inside)
    if not count:
        return (), 1.0
    total = np.concatenate([[0.0], np.cumsum(inside, dtype=np.float64)])
    piece = np.cumsum(words.after_break)
    # One row a width, so that equal scores go to the narrower run, then to the one further left.
    a = np.arange(count)
    b = a + np.arange(min(WIDEST, count))[:, None]
    within = b < count
    b = np.minimum(b, count - 1)
    value = starts[a] + ends[b] + weight * (total[b + 1] - total[a])
    scores = np.where(within & (piece[a] == piece[b]), value, -1e4)
    best = int(scores.argmax())
    more, start = divmod(best, count)
    top = float(scores[more, start])
    level = max(top, nothing)
    mass = float(np.exp(scores - level).sum() + np.exp(nothing - level))
    if nothing >= top:
        return (), float(np.exp(nothing - level)) / mass
    return ((start, start + more),), float(np.exp(top - level)) / mass


def best_runs(words: Words, inside: Floats, starts: Floats, ends: Floats, cost: float) -> list[Span]:
    """Return the runs of words with the greatest sum of scores, each run costing `cost`.

    Viterbi's algorithm over two states, in a run and between runs; a run never crosses a separator, and only
    a separator parts neighbouring runs.
    """
    out, within = 0.0, -1e9
    came: list[tuple[bool, bool]] = []  # was in a run before, when now out; when now in
    breaks, gains = words.after_break.tolist(), inside.tolist()
    opening, closing = starts.tolist(), ends.tolist()
    for w, gain in enumerate(gains):
        stay_in = -1e9 if w and breaks[w] else within
        leave = within + closing[w - 1] if w else -1e9
        begin = (max(out, leave) if w and breaks[w] else out) + opening[w] - cost
        came.append((leave > out, stay_in >= begin))
        out, within = max(out, leave), max(stay_in, begin) + gain
    runs: list[Span] = []
    w = len(inside) - 1
    state = w >= 0 and within + closing[w] > out
    end = w
    while w >= 0:
        if state:
            if not came[w][1]:  # the run begins here
                runs.append((w, end))
                state = breaks[w] and came[w][0]
                end = w - 1
            w -= 1
        else:
            state = came[w][0]
            end = w - 1
            w -= 1
    return runs[::-1]


@dataclass(frozen=True)
class Pointed:
    """Hold what the scores of one number point at, with the features that its confidence is made from."""

    group: tuple[Span, ...]
    statement: tuple[Span, ...]
    features: Floats


def point(
    words: Words,
    layout: Layout,
    number: int,
    pair: Floats,
    kinds: tuple[Floats, Floats],
    settings: Mapping[str, float],
) -> Pointed:
    """Read the scores of one number, `pair` of shape (tokens, 6), `kinds` its label and unit scores."""
    first, last = layout.numbers[number]
    own = (words.first >= first) & (words.last < last)
    heard = np.concatenate([[0], np.flatnonzero(layout.starts >= 0)])
    edges = np.full((2, len(layout.ids)), NEVER, np.float32)
    edges[0, heard], edges[1, heard] = log_softmax(pair[heard, 1]), log_softmax(pair[heard, 2])
    in_group = np.where(own, NEVER, np.clip(words.mean(pair[:, 0]), -5, 5))
    group, sure = one_run(
        words,
        in_group,
        edges[0, words.first],
        edges[1, words.last],
        float(edges[0, 0] + edges[1, 0]) + settings["group_none"],
        settings["group_inside"],
    )
    raw = words.mean(pair[:, 3])
    inside = np.where(own, NEVER, raw + np.float32(settings["statement_inside"]))
    edge = np.float32(settings["statement_edge"])
    runs = best_runs(
        words, inside, edge * pair[words.first, 4], edge * pair[words.last, 5], settings["statement_run"]
    )
    chosen = np.zeros(len(raw), np.bool_)
    for a, b in runs:
        chosen[a : b + 1] = True
    likely = logistic(raw)
    doubt = (likely * (1 - likely))[~own]
    grouped = logistic(words.mean(pair[:, 0]))
    label, unit = (np.exp(log_softmax(k)) for k in kinds)
    limits = [float(pair[words.first[a], 4]) for a, _ in runs]
    limits += [float(pair[words.last[b], 5]) for _, b in runs]
    features = [
        _odds(float(label.max())),
        _odds(float(unit.max())),
        _odds(sure),
        float(raw[chosen].min()) if runs else -5.0,
        float(raw[chosen].mean()) if runs else -5.0,
        min(limits, default=-5.0),
        float(len(runs)),
        float(np.log1p(chosen.sum())),
        float(np.sqrt(doubt.sum())),
        float(np.sqrt((grouped * (1 - grouped)).sum())),
        float(not group),
        float(bool(group) and bool(words.segments[group[0][0]] != SENTENCE)),
        float(np.log(len(layout.numbers))),
        float(np.log1p((words.segments == SENTENCE).sum())),
        float(any(words.segments[a] != SENTENCE for a, _ in runs)),
    ]
    return Pointed(words.spans(group), words.spans(runs), np.array(features, np.float32))


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


def calibrated(features: Floats, model: Mapping[str, Any]) -> float:
    """Return the probability that a logistic model gives to features of shape (features,)."""
    scaled = np.clip((features - np.array(model["mean"])) / np.array(model["scale"]), -4, 4)
    return float(logistic(float(scaled @ np.array(model["weight"])) + float(model["bias"])))
