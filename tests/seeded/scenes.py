"""Invented surveys with their true answers, and articles that tell of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from rendering import Figure, Survey, Writer

from claimgraph.model import Extraction, Kind, Verdict

INVENTORY = tomllib.loads((Path(__file__).parent / "inventory.toml").read_text("utf-8"))

LEVELS = (
    "{v} of {g} {s}.",
    "According to the survey, {v} of {g} {s}.",
    "Among those who answered, {v} of {g} {s}.",
)
PAIRS = (
    "{v} of {g} {s}, compared with {v2} of {g2}.",
    "While {v} of {g} {s}, the figure for {g2} is {v2}.",
)
CHANGE = "{v} of {g} {s}, up {d} from {v0} in {y}."
SPELLINGS = ("{} percent", "{}%", "{} per cent")


@dataclass(frozen=True)
class Case:
    """Hold articles that tell of one or two surveys, and what must be found in them."""

    kind: str
    number: int
    told: tuple[Extraction, ...]
    expected: Verdict | None = None
    words: tuple[str, ...] = ()  # the alarm must hold a figure told in these words
    about: tuple[str, ...] = ()  # the alarm must be about one of these


@dataclass(frozen=True)
class Scene:
    """Hold one survey's true answers: two groups, two questions."""

    survey: Survey
    groups: tuple[str, str]
    questions: tuple[dict[str, Any], dict[str, Any]]
    values: tuple[int, int, int, int]  # first question by group, second question by group

    def tell(
        self,
        random: Random,
        name: str,
        wording: int | None = None,
        values: tuple[int, int, int, int] | None = None,
        survey: Survey | None = None,
    ) -> Writer:
        """Tell the survey in an article of its own; `wording`: which, None for any but the first."""
        values, writer = values or self.values, Writer(name)
        survey = survey or self.survey
        writer.introduce(survey)
        texts = [
            q["wordings"][random.randrange(1, 4) if wording is None else wording] for q in self.questions
        ]
        spelling = random.choice(SPELLINGS)
        spelt = [spelling.format(value) for value in values]
        one, other = self.groups
        slots = {"v": spelt[0], "v2": spelt[1], "g": one, "g2": other, "s": texts[0]}
        first, second = (Decimal(value) for value in values[:2])
        pair = writer.tell(
            random.choice(PAIRS),
            slots,
            [Figure("v", first, year=survey.year), Figure("v2", second, year=survey.year, group="g2")],
        )
        writer.relate("gap", pair)
        for value, words, group in ((values[2], spelt[2], one), (values[3], spelt[3], other)):
            writer.tell(
                random.choice(LEVELS),
                {"v": words, "g": group, "s": texts[1]},
                [Figure("v", Decimal(value), year=survey.year)],
            )
        return writer


def scene(random: Random, apart: int = 6) -> Scene:
    """Draw a survey; the four values lie `apart` points or more from each other, and none is a fraction's."""
    organisation, title = random.choice(INVENTORY["studies"])
    groups = tuple(random.choice(INVENTORY["groups"]))
    questions = tuple(random.sample(INVENTORY["question"], 2))
    year = random.randrange(2009, 2024)
    samples = tuple((random.randrange(210, 1900), group) for group in groups)
    while True:
        values = tuple(random.sample(range(12, 89), 4))
        if all(abs(a - b) >= apart for i, a in enumerate(values) for b in values[:i]):
            break
    return Scene(Survey(organisation, title, year, samples), groups, questions, values)  # type: ignore[arg-type]


def case(
    kind: str,
    number: int,
    *writers: Writer,
    expected: Verdict | None = None,
    words: str = "",
    about: tuple[str, ...] = (),
) -> Case:
    """Put the articles of a case together."""
    told = tuple(writer.done() for writer in writers)
    return Case(kind, number, told, expected, (words,) if words else (), about)


def below(value: int, random: Random) -> int:
    """Draw a value some points below."""
    return max(3, value - random.randrange(4, 25))


def with_change(
    s: Scene, random: Random, name: str, before: int, year: int, told: str | None = None, unit: str = "points"
) -> Writer:
    """Tell a figure with the one before it; `told`: the change in words, None for the right one."""
    writer = Writer(name)
    writer.introduce(s.survey)
    value = s.values[0]
    words = told or f"{value - before} points"
    slots = {
        "v": f"{value} percent", "v0": f"{before} percent", "d": words, "y": str(year),
        "g": s.groups[0], "s": s.questions[0]["wordings"][0 if name == "first" else 1],
    }  # fmt: skip
    size = Decimal(words.split()[0].rstrip("%"))
    figures = [
        Figure("v", Decimal(value), year=s.survey.year),
        Figure("d", size, unit, kind=Kind.CHANGE, year=s.survey.year),
        Figure("v0", Decimal(before), year=year),
    ]
    level, change, old = writer.tell(CHANGE, slots, figures)
    writer.relate("trend", [old, level])
    writer.relate("difference_of", [old, level], change)
    return writer


def two_studies(
    random: Random, apart: int, n: int | None, years: int = 0, other_group: bool = False
) -> list[Writer]:
    """Tell one question of two surveys; `n`: persons asked, None where neither article says."""
    s = scene(random)
    organisation, title = random.choice([x for x in INVENTORY["studies"] if x[0] != s.survey.organisation])
    value = random.randrange(28, 60)
    writers = []
    other = Survey(organisation, title, (s.survey.year or 0) + years)
    for name, survey, figure in (("first", s.survey, value), ("second", other, value + apart)):
        group = s.groups[1] if other_group and name == "second" else s.groups[0]
        writer = Writer(name)
        samples = ((n + random.randrange(40), group),) if n else ()
        writer.introduce(replace(survey, samples=samples))
        slots = {
            "v": f"{figure} percent",
            "g": group,
            "s": s.questions[0]["wordings"][int(name == "second")],
        }
        writer.tell(random.choice(LEVELS), slots, [Figure("v", Decimal(figure), year=survey.year)])
        writers.append(writer)
    return writers
