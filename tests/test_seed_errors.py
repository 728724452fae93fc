"""scripts/seed_errors: invented articles with one known fault each, and what the comparisons find in them."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

LEAST = {
    "misreport precision": 0.95,
    "misreport recall": 0.85,
    "arithmetic precision": 0.95,
    "arithmetic recall": 0.85,
    "disagreement precision": 0.95,
    "disagreement recall": 0.85,
    "reworded without alarm": 0.98,
}
"""What the comparisons promise; tests/seed_floors.json pins what they reach."""


@pytest.fixture(scope="module")
def seed_errors(root: Path) -> ModuleType:
    """Return the script as a module."""
    loader = importlib.machinery.SourceFileLoader("seed_errors", str(root / "scripts" / "seed_errors"))
    spec = importlib.util.spec_from_loader("seed_errors", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["seed_errors"] = module
    loader.exec_module(module)
    sys.path.insert(0, str(root / "tests" / "seeded"))
    return module


def drawn(each: int, seed: int) -> list:  # type: ignore[type-arg]
    from cases import cases

    return list(cases(each, seed))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_detector_keeps_what_it_promises(seed_errors: ModuleType, seed: int) -> None:
    tally = seed_errors.measure(drawn(4, seed), lambda told: told)
    figures = tally.figures()
    assert {name: figures[name] for name, least in LEAST.items() if figures[name] < least} == {}, tally.detail


@pytest.mark.long
def test_floors_hold(seed_errors: ModuleType) -> None:
    floors = json.loads(seed_errors.FLOORS.read_text("utf-8"))
    cases = drawn(24, 20)
    ways = {"records": lambda told: told, "text": seed_errors._read_again}
    for name, floor in floors.items():
        figures = seed_errors.measure(cases, ways[name]).figures()
        sunk = {key: figures[key] for key, least in floor.items() if figures[key] < least - seed_errors.SLACK}
        assert sunk == {}


def test_no_floor_is_below_what_is_promised(seed_errors: ModuleType) -> None:
    floors = json.loads(seed_errors.FLOORS.read_text("utf-8"))["records"]
    assert {name for name, least in LEAST.items() if floors[name] < least} == set()


def test_the_same_seed_draws_the_same_cases(seed_errors: ModuleType) -> None:
    texts = [[told.article.text for case in drawn(1, 5) for told in case.told] for _ in range(2)]
    assert texts[0] == texts[1]
    assert texts[0] != [told.article.text for case in drawn(1, 6) for told in case.told]


def test_each_fault_is_one_fault(seed_errors: ModuleType) -> None:
    """Two articles of a faulty case differ from each other; an article alone says what its records say."""
    for case in drawn(2, 3):
        for told in case.told:
            for statistic in told.statistics:
                assert statistic.value_quote.exact in statistic.quote.exact
                assert statistic.group is None or statistic.group.text in told.article.text
        assert len({told.article.text for told in case.told}) == len(case.told)


def test_cases_are_written_for_others(seed_errors: ModuleType, tmp_path: Path) -> None:
    seed_errors.write(drawn(1, 4), tmp_path)
    listed = json.loads((tmp_path / "cases.json").read_text("utf-8"))
    assert {case["verdict"] for case in listed} == {None, "misreport", "arithmetic", "disagreement"}
    for case in listed:
        for name in case["articles"]:
            gold = json.loads((tmp_path / name.replace(".txt", ".gold.json")).read_text("utf-8"))
            text = (tmp_path / name).read_text("utf-8")
            assert all(text[s["start"] : s["end"]] == s["text"] for s in gold["statistics"])
