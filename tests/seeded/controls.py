"""Tellings of invented surveys without a fault: any alarm on them is false."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from rendering import Figure, Writer
from scenes import INVENTORY, LEVELS, Case, below, case, scene, two_studies, with_change

from claimgraph.model import Bound

ROUNDED = {
    Bound.EXACT: (("a quarter", 25, 23, 27), ("a third", 33, 31, 35), ("half", 50, 48, 52),
                  ("two-thirds", 67, 65, 69), ("three-quarters", 75, 73, 77)),
    Bound.MORE_THAN: (("more than half", 50, 51, 58), ("more than a third", 33, 34, 39),
                      ("more than 40 percent", 40, 41, 46)),
    Bound.ABOUT: (("nearly 60 percent", 60, 57, 59), ("about 40 percent", 40, 38, 42),
                  ("nearly half", 50, 46, 49), ("around 70 percent", 70, 68, 72)),
    Bound.LESS_THAN: (("fewer than half", 50, 44, 49), ("less than a third", 33, 28, 32)),
}  # fmt: skip
"""Bound -> words, their value, and the range of values of which they may be told."""


def reworded(number: int, random: Random) -> Case:
    """Tell the same in other words."""
    s = scene(random)
    return case("reworded", number, s.tell(random, "first", 0), s.tell(random, "second"))


def rounded(number: int, random: Random) -> Case:
    """Tell one figure more roundly."""
    bound = random.choice(list(ROUNDED))
    words, value, low, high = random.choice(ROUNDED[bound])
    s = scene(random)
    s = replace(s, values=(random.randrange(low, high + 1), *s.values[1:]))
    second = Writer("second")
    second.introduce(s.survey)
    slots = {"v": words, "g": s.groups[0], "s": s.questions[0]["wordings"][1]}
    second.tell(LEVELS[0], slots, [Figure("v", Decimal(value), bound=bound, year=s.survey.year)])
    return case("rounded", number, s.tell(random, "first", 0), second)


def another_wave(number: int, random: Random) -> Case:
    """Tell the next wave of the survey, whose figures differ."""
    s, t = scene(random), scene(random)
    later = replace(s.survey, year=(s.survey.year or 0) + random.randrange(1, 4), samples=t.survey.samples)
    later = replace(later, samples=tuple((n, g) for (n, _), g in zip(later.samples, s.groups, strict=True)))
    told = s.tell(random, "first", 0), s.tell(random, "second", values=t.values, survey=later)
    return case("another wave", number, *told)


def another_group(number: int, random: Random) -> Case:
    """Tell of a group that the first article leaves out."""
    s = scene(random)
    writers = []
    for name, place in (("first", 0), ("second", 1)):
        writer = Writer(name)
        writer.introduce(s.survey)
        slots = {
            "v": f"{s.values[place]} percent",
            "g": s.groups[place],
            "s": s.questions[0]["wordings"][place],
        }
        writer.tell(random.choice(LEVELS), slots, [Figure("v", Decimal(s.values[place]), year=s.survey.year)])
        writers.append(writer)
    return case("another group", number, *writers)


def another_question(number: int, random: Random) -> Case:
    """Tell another question of the same survey."""
    s = scene(random)
    turned = replace(scene(random), survey=s.survey, groups=s.groups)
    if {q["opposite"] for q in turned.questions} & {q["opposite"] for q in s.questions}:
        return another_question(number, random)
    return case("another question", number, s.tell(random, "first", 0), turned.tell(random, "second"))


def right_difference(number: int, random: Random) -> Case:
    """State a change that comes out, in points or in percent."""
    s = scene(random)
    before, year = below(s.values[0], random), (s.survey.year or 0) - 1
    told = with_change(s, random, "first", before, year)
    if number % 2:
        size = round(Decimal(s.values[0] - before) / before * 100)
        told = with_change(s, random, "first", before, year, f"{size} percent", "percent_change")
    return case("right difference", number, told, with_change(s, random, "second", before, year))


def shares_of_a_whole(number: int, random: Random) -> Case:
    """Give answers that exclude each other shares that add up to all, or to all within rounding."""
    s = scene(random)
    question = random.choice([q for q in INVENTORY["question"] if "oppose" in q["opposite"].split()])
    yes = random.randrange(30, 75)
    no = 100 - yes + random.randrange(-12, 2)
    writer = Writer("first")
    writer.introduce(s.survey)
    for value, words in ((yes, question["wordings"][0]), (no, question["opposite"])):
        slots = {"v": f"{value} percent", "g": s.groups[0], "s": words}
        writer.tell(LEVELS[0], slots, [Figure("v", Decimal(value), year=s.survey.year)])
    return case("shares of a whole", number, writer)


def part_of_a_scale(number: int, random: Random) -> Case:
    """Tell a part of an answer in one article, the whole in the other."""
    s = scene(random)
    question, strongly = random.choice(INVENTORY["scale"])
    whole = random.randrange(30, 80)
    writers = []
    for name, value, words in (
        ("first", whole, question),
        ("second", whole - random.randrange(4, 20), strongly),
    ):
        writer = Writer(name)
        writer.introduce(s.survey)
        slots = {"v": f"{value} percent", "g": s.groups[0], "s": words}
        writer.tell(random.choice(LEVELS), slots, [Figure("v", Decimal(value), year=s.survey.year)])
        writers.append(writer)
    return case("part of a scale", number, *writers)


def another_reference_year(number: int, random: Random) -> Case:
    """Look back on another wave of the same survey, whose figure differs."""
    s = scene(random)
    year = s.survey.year or 0
    first, second = below(s.values[0], random), below(s.values[0], random)
    if first == second:
        return another_reference_year(number, random)
    told = (
        with_change(s, random, "first", first, year - 1),
        with_change(s, random, "second", second, year - 4),
    )
    return case("another reference year", number, *told)


def year_of_publication(number: int, random: Random) -> Case:
    """Publish the survey a year after its fieldwork; the persons asked are the same."""
    s = scene(random)
    later = replace(s.survey, year=(s.survey.year or 0) + 1)
    return case(
        "year of publication", number, s.tell(random, "first", 0), s.tell(random, "second", survey=later)
    )


def possible_share(number: int, random: Random) -> Case:
    """Give a small group a percentage that its persons make."""
    s = scene(random)
    n = random.randrange(20, 90)
    value = round(Decimal(100 * random.randrange(2, n)) / n)
    writer = Writer("first")
    writer.introduce(replace(s.survey, samples=((n, s.groups[0]), s.survey.samples[1])))
    slots = {"v": f"{value} percent", "g": s.groups[0], "s": s.questions[0]["wordings"][0]}
    writer.tell(LEVELS[0], slots, [Figure("v", Decimal(value), year=s.survey.year)])
    return case("possible share", number, writer)


def studies_alike(number: int, random: Random) -> Case:
    """Two studies lie apart by what sampling error, the years between or other groups explain."""
    told = (
        two_studies(random, random.randrange(0, 3), random.randrange(150, 350)),
        two_studies(random, random.randrange(9, 25), 800, years=random.randrange(3, 7)),
        two_studies(random, random.randrange(9, 25), 800, other_group=True),
        two_studies(random, random.randrange(9, 25), None),
    )[number % 4]
    return case("studies alike", number, *told)


CLEAN = (
    reworded, part_of_a_scale, another_reference_year, year_of_publication, rounded,
    another_wave, another_group, another_question, right_difference, shares_of_a_whole,
    possible_share, studies_alike,
)  # fmt: skip
