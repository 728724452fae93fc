"""Bind numbers to whom and what they speak of, with a small learned reader that points and never writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Literal, Protocol, cast

import numpy as np

from claimgraph.errors import ClaimgraphError
from claimgraph.extraction.pointing import SENTENCE, Floats, Layout, Span, Tokens, lay_out
from claimgraph.extraction.spans import Pointed, Words, best_runs, calibrated, log_softmax, logistic, point

MOST_NUMBERS = 20_000  # a report of 50,000 words holds about 1,500; so many take about five minutes
LONG_SENTENCE = 1000  # characters; beyond, a sentence is read in windows around its numbers
WINDOW = 300
LOOSE = " \t\n\r\u00a0,;:-–—"
OUTPUTS = ("label", "unit", "pair", "claim", "pooled")


class WeightsError(ClaimgraphError):
    """Say that the weights of the learned reader cannot be read."""


class TooManyNumbersError(ClaimgraphError):
    """Say that a text holds more numbers than can be read in bounded time."""


@dataclass(frozen=True)
class Passage:
    """Hold one sentence with its candidate numbers and context; offsets are code points of the text."""

    title: Span | None
    before: tuple[Span, ...]
    """Sentences kept as context, nearest last."""
    sentence: Span
    numbers: tuple[Span, ...]


@dataclass(frozen=True)
class Binding:
    """Say what the reader holds of one number; spans in text order, () for none."""

    label: Literal["none", "level", "change"]
    label_probability: float
    unit: str
    """percent, points, percent_change, count, ratio or other."""
    group: tuple[Span, ...]
    statement: tuple[Span, ...]
    group_probability: float
    statement_probability: float
    confidence: float
    """Calibrated probability that label, unit, group and statement are all right."""


@dataclass(frozen=True)
class Clause:
    """Hold a clause that states a claim, and who says it, where its sentence names them."""

    span: Span
    holder: tuple[Span, ...]
    probability: float


class Binder(Protocol):
    """Bind the numbers of passages of one text."""

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        """Return one binding a number, in the order of the passages and their numbers."""


@dataclass(frozen=True)
class Weights:
    """Hold the reader as it was trained: tokenizer, network and settings."""

    tokenizer: Any
    run: Callable[[Sequence[str], dict[str, Any]], Sequence[Floats]]
    """Take names of outputs and arrays by name, return the arrays asked for."""
    settings: Mapping[str, Any]


@cache
def shipped_weights() -> Weights:
    """Load the weights that the package carries.

    Raises WeightsError where they are missing or broken.
    """
    folder = resources.files("claimgraph.extraction") / "weights"
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            (folder / "reader.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        settings = json.loads((folder / "binder.json").read_text("utf-8"))
    except Exception as error:  # onnxruntime and tokenizers raise what they like
        raise WeightsError(
            f"The weights of the reader cannot be loaded ({error}); install claimgraph again, "
            "or make them with scripts/train_binder."
        ) from error
    return Weights(tokenizer, session.run, settings)


def feeds(layout: Layout) -> dict[str, Any]:
    """Return the network's inputs for one sentence.

    Sentences are read one by one: no padding, so what is read beside a sentence never changes its scores.
    """
    length = len(layout.ids)
    return {
        "ids": layout.ids[None],
        "types": layout.types[None],
        "mask": np.ones((1, length), np.float32),
        "row": np.zeros(len(layout.numbers), np.int64),
        "marks": layout.marks(),
        "buckets": layout.buckets(),
        "slots": layout.slots(),
    }


class LearnedBinder:
    """Bind with the weights shipped in the package, which are loaded at the first use, or with others."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights

    @property
    def weights(self) -> Weights:
        """The weights in use."""
        return self._weights or shipped_weights()

    def bind(self, text: str, passages: Sequence[Passage], heading: str = "") -> list[tuple[Binding, ...]]:
        """Return one binding a number, in the order of the passages and their numbers.

        A group that only the heading names is left out: spans point into the text alone. Raises
        TooManyNumbersError beyond MOST_NUMBERS: time grows with their number.
        """
        count = sum(len(passage.numbers) for passage in passages)
        if count > MOST_NUMBERS:
            raise TooManyNumbersError(
                f"{count:,} numbers that could be findings, more than {MOST_NUMBERS:,}: "
                "give one article a file"
            )
        tokens = Tokens(self.weights.tokenizer, text)
        bound: list[tuple[Binding, ...]] = []
        for passage in passages:
            made: list[Binding] = []
            for window in _windows(passage):
                made += self._bind_window(tokens, window, heading)
            bound.append(tuple(made))
        return bound

    def _bind_window(self, tokens: Tokens, passage: Passage, heading: str) -> Iterator[Binding]:
        for (label, unit), pointed, seen in self.read(tokens, passage, heading):
            pointed = replace(
                pointed,
                group=_trimmed(tokens.text, pointed.group),
                statement=_trimmed(tokens.text, pointed.statement),
            )
            yield bind_one(label, unit, pointed, self.weights.settings) if seen else UNSEEN

    def read(
        self, tokens: Tokens, passage: Passage, heading: str = ""
    ) -> Iterator[tuple[tuple[Floats, Floats], Pointed, bool]]:
        """Yield for each number its label and unit scores, what they point at, and whether it was seen."""
        layout = lay_out(tokens, passage.title, passage.before, passage.sentence, passage.numbers, heading)
        labels, units, pairs = self.weights.run(["label", "unit", "pair"], feeds(layout))
        words = Words.of(layout)
        for i, (first, last) in enumerate(layout.numbers):
            kinds = labels[i], units[i]
            pointed = point(words, layout, i, pairs[i], kinds, self.weights.settings["decode"])
            yield kinds, pointed, first < last

    def claims(
        self,
        text: str,
        sentences: Sequence[Span],
        title: Span | None = None,
        heading: str = "",
        before: int = 3,
    ) -> list[Clause]:
        """Return the clauses that state a claim, of sentences given in text order.

        Each sentence is read with up to `before` of those given before it.
        """
        tokens, found = Tokens(self.weights.tokenizer, text), []
        settings = self.weights.settings["claims"]
        for at, sentence in enumerate(sentences):
            if sentence[1] - sentence[0] > LONG_SENTENCE:
                continue
            layout = lay_out(tokens, title, sentences[max(0, at - before) : at], sentence, [(0, 0)], heading)
            (scores,) = self.weights.run(["claim"], feeds(layout))
            found += clauses(layout, scores[0], settings)
        return found


UNSEEN = Binding("none", 1.0, "other", (), (), 0.0, 0.0, 0.0)
"""For a number that stands beyond what the reader can take in."""


def bind_one(label: Floats, unit: Floats, pointed: Pointed, settings: Mapping[str, Any]) -> Binding:
    """Turn the scores of one number into a binding with calibrated probabilities."""
    likely = np.exp(log_softmax(label))
    best = int(likely.argmax())
    name = settings["labels"][best]
    kind = "none" if name == "none" else "found"
    sure = settings["confidence"]
    return Binding(
        cast(Literal["none", "level", "change"], name),
        float(likely[best]),
        settings["units"][int(unit.argmax())],
        pointed.group if name != "none" else (),
        pointed.statement if name != "none" else (),
        calibrated(pointed.features, sure["group"]),
        calibrated(pointed.features, sure["statement"]),
        calibrated(pointed.features, sure[kind]),
    )


def clauses(layout: Layout, scores: Floats, settings: Mapping[str, float]) -> list[Clause]:
    """Read claim scores of shape (tokens, 4): in a claim, its first, its last, in a holder."""
    words = Words.of(layout)
    here = words.segments == SENTENCE
    inside = np.where(here, words.mean(scores[:, 0]) + np.float32(settings["inside"]), np.float32(-50))
    edge = np.float32(settings["edge"])
    holding = np.where(here, words.mean(scores[:, 3]), np.float32(-50))
    nothing = np.zeros(len(holding), np.float32)
    holders = best_runs(words, holding, nothing, nothing, settings["holder_run"])
    best = max(holders, key=lambda run: float(holding[run[0] : run[1] + 1].sum()), default=None)
    holder = words.spans([best]) if best else ()
    found = []
    first, last = edge * scores[words.first, 1], edge * scores[words.last, 2]
    for a, b in best_runs(words, inside, first, last, settings["run"]):
        if b - a >= settings["least_words"] - 1:
            sure = float(logistic(float(words.mean(scores[:, 0])[a : b + 1].mean())))
            found.append(Clause(words.spans([(a, b)])[0], holder, sure))
    return found


def _trimmed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Cut space, commas and dashes off the ends of spans."""
    made = []
    for start, end in spans:
        while start < end and text[start] in LOOSE:
            start += 1
        while start < end and text[end - 1] in LOOSE:
            end -= 1
        if start < end:
            made.append((start, end))
    return tuple(made)


def _windows(passage: Passage) -> Iterator[Passage]:
    """Cut a sentence that is too long into windows around its numbers; keep a shorter one whole."""
    start, end = passage.sentence
    if end - start <= LONG_SENTENCE:
        if passage.numbers:
            yield passage
        return
    together: list[Span] = []
    for number in (*passage.numbers, (end + LONG_SENTENCE, end + LONG_SENTENCE)):
        if together and number[1] - together[0][0] > LONG_SENTENCE - 2 * WINDOW:
            yield replace(
                passage,
                numbers=tuple(together),
                sentence=(max(start, together[0][0] - WINDOW), min(end, together[-1][1] + WINDOW)),
            )
            together = []
        together.append(number)
