"""The learned reader: what it points at, and what it never does."""

from __future__ import annotations

import json
import re
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import ClaimgraphError
from claimgraph.extraction.binder import Binding, LearnedBinder, Passage, Weights, shipped_weights
from claimgraph.extraction.pointing import BUDGET, Tokens, lay_out
from claimgraph.extraction.spans import Words, best_runs

ARTICLE = (
    "Orchard survey finds worry about frost\n"
    "The Orchard League asked 412 growers in spring. Some 62 percent of organic growers say frost hurts "
    "their yields. Only 31 percent of beekeepers plan to move their hives. The village hall opened in 1988."
)


def sentences(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\s][^.\n]*\.?", text)]


def passages(text: str, numbers: str = r"\d+(?: percent)?") -> list[Passage]:
    spans = sentences(text)
    return [
        Passage(
            spans[0],
            tuple(spans[1:i]),
            span,
            tuple(m.span() for m in re.compile(numbers).finditer(text, *span)),
        )
        for i, span in enumerate(spans)
        if i
    ]


def bound(text: str) -> dict[str, Binding]:
    found = passages(text)
    return {
        text[slice(*number)]: binding
        for passage, bindings in zip(found, LearnedBinder().bind(text, found), strict=True)
        for number, binding in zip(passage.numbers, bindings, strict=True)
    }


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def test_it_says_of_whom_and_what() -> None:
    found = bound(ARTICLE)
    assert cut(ARTICLE, found["62 percent"].group) == "organic growers"
    assert cut(ARTICLE, found["62 percent"].statement) == "say frost hurts their yields"
    assert cut(ARTICLE, found["31 percent"].group) == "beekeepers"
    assert cut(ARTICLE, found["31 percent"].statement) == "plan to move their hives"
    assert (found["62 percent"].label, found["62 percent"].unit) == ("level", "percent")


def test_a_year_and_a_sample_size_are_no_statistics() -> None:
    found = bound(ARTICLE)
    assert found["1988"].label == "none"
    assert found["412"].label == "none"
    assert found["412"].group == found["412"].statement == ()


def test_what_is_read_beside_a_sentence_does_not_change_it() -> None:
    every = passages(ARTICLE)
    together = LearnedBinder().bind(ARTICLE, every)
    assert together == [LearnedBinder().bind(ARTICLE, [one])[0] for one in every]


def test_a_group_that_only_the_heading_names_is_left_out() -> None:
    text = "Fully 71 percent expect a late harvest."
    number = (6, 16)
    ((binding,),) = LearnedBinder().bind(
        text, [Passage(None, (), (0, len(text)), (number,))], heading="Vineyard owners fear a late harvest"
    )
    assert "owners" not in cut(text, binding.group)


def test_numbers_far_apart_in_an_endless_sentence_are_each_read() -> None:
    filler = "and so on and on with apples " * 400
    text = f"Some 62 percent of growers own a press, {filler}, while 31 percent of beekeepers own two hives."
    numbers = tuple(m.span() for m in re.finditer(r"\d+ percent", text))
    ((first, second),) = LearnedBinder().bind(text, [Passage(None, (), (0, len(text)), numbers)])
    assert cut(text, first.group) == "growers"
    assert cut(text, second.group) == "beekeepers"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 20), st.text(max_size=40))
def test_any_text_gives_spans_inside_it(text: str, at: int, length: int, heading: str) -> None:
    start = min(at, len(text))
    number = (start, min(len(text), start + length))
    ((binding,),) = LearnedBinder().bind(text, [Passage(None, (), (0, len(text)), (number,))], heading)
    for a, b in (*binding.group, *binding.statement):
        assert 0 <= a < b <= len(text)
    for probability in (
        binding.label_probability,
        binding.group_probability,
        binding.statement_probability,
        binding.confidence,
    ):
        assert 0.0 <= probability <= 1.0


def test_context_is_cut_from_the_left_to_the_budget() -> None:
    text = "Title here\n" + "Word after word. " * 200 + "Some 62 percent agree."
    spans = sentences(text)
    layout = lay_out(
        Tokens(shipped_weights().tokenizer, text),
        spans[0],
        spans[1:-1],
        spans[-1],
        [(text.index("62"), text.index("62") + 10)],
    )
    assert len(layout.ids) <= BUDGET + 1
    kept = text[int(layout.starts[layout.segments == 2].min()) :]
    assert kept.endswith("Some 62 percent agree.")
    ((first, last),) = layout.numbers
    assert text[layout.starts[first] : layout.ends[last - 1]] == "62 percent"
    assert (layout.types.nonzero()[0] == np.arange(first, last)).all()


@pytest.mark.parametrize(
    ("inside", "cost", "runs"),
    [
        ([-1, 2, 2, -1, -1, 3, 3, -1], 1.0, [(1, 2), (5, 6)]),
        ([-1, 2, 2, -0.3, -0.3, 3, 3, -1], 1.0, [(1, 6)]),
        ([-1, 0.5, -1, -1], 1.0, []),
        ([2, 2], 0.0, [(0, 1)]),
    ],
)
def test_runs_pay_for_themselves(inside: list[float], cost: float, runs: list[tuple[int, int]]) -> None:
    count = len(inside)
    places = np.arange(count)
    words = Words(places, places, places, places + 1, places, places == 0)
    nothing = np.zeros(count, np.float32)
    assert best_runs(words, np.array(inside, np.float32), nothing, nothing, cost) == runs


def test_a_run_ends_at_a_separator() -> None:
    places = np.arange(4)
    words = Words(places, places, places, places + 1, places, np.array([True, False, True, False]))
    nothing = np.zeros(4, np.float32)
    assert best_runs(words, np.full(4, 3, np.float32), nothing, nothing, 1.0) == [(0, 1), (2, 3)]


def test_a_claim_is_found_in_what_is_disputable() -> None:
    text = "Orchards\nWe met at noon. Professor Lind said that hard frosts will become more common."
    found = LearnedBinder().claims(text, sentences(text)[1:], sentences(text)[0])
    assert any("hard frosts will become more common" in text[slice(*clause.span)] for clause in found)


def test_missing_weights_are_told_with_their_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    shipped_weights.cache_clear()
    try:
        with pytest.raises(ClaimgraphError, match="train_binder"):
            LearnedBinder().bind(ARTICLE, passages(ARTICLE))
    finally:
        shipped_weights.cache_clear()


def test_other_weights_can_be_given() -> None:
    calls = []

    def run(names: object, arrays: dict[str, object]) -> list[np.ndarray]:
        calls.append(arrays)
        return shipped_weights().run(names, arrays)  # type: ignore[arg-type, return-value]

    shipped = shipped_weights()
    LearnedBinder(Weights(shipped.tokenizer, run, shipped.settings)).bind(ARTICLE, passages(ARTICLE)[1:2])
    assert len(calls) == 1


def test_the_weights_say_how_they_were_made() -> None:
    folder = resources.files("claimgraph.extraction") / "weights"
    made = json.loads((folder / "binder.json").read_text("utf-8"))
    assert made["made"]["base"].startswith("53aa51172d142c89")
    assert 0.5 < made["nine_in_ten"] < 1.0
    assert made["held_out"]["confidence"]["calibration error"] <= 0.08
    assert "Apache" in (folder / "NOTICE").read_text("utf-8")
