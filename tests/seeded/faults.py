"""Tellings of invented surveys with exactly one fault each, and what must be found in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from rendering import Figure, Survey, Writer
from scenes import INVENTORY, LEVELS, Case, Scene, below, case, scene, two_studies, with_change

from claimgraph.model import Bound, Verdict


def _retold(kind: str, number: int, random: Random, values: Callable[[Scene], tuple[int, ...]]) -> Case:
    s = scene(random)
    told = values(s)
    changed = next(str(b) for a, b in zip(s.values, told, strict=True) if a != b)
    first, second = s.tell(random, "first", 0), s.tell(random, "second", values=told)  # type: ignore[arg-type]
    return case(
        kind, number, first, second, expected=Verdict.MISREPORT, about=("value", "group"), words=changed
    )


def value_changed(number: int, random: Random) -> Case:
    """Tell one figure some points off."""
    step = random.choice((-9, -5, -3, 3, 4, 7, 10))
    return _retold("value changed", number, random, lambda s: (s.values[0] + step, *s.values[1:]))


def digits_swapped(number: int, random: Random) -> Case:
    """Tell one figure with its digits swapped."""
    while True:
        s = scene(random)
        swapped = int(str(s.values[0])[::-1])
        if abs(swapped - s.values[0]) > 8 and swapped > 9:
            break
    first = s.tell(random, "first", 0)
    second = s.tell(random, "second", values=(swapped, *s.values[1:]))
    return case(
        "digits swapped",
        number,
        first,
        second,
        expected=Verdict.MISREPORT,
        about=("value", "group"),
        words=str(swapped),
    )


def groups_swapped(number: int, random: Random) -> Case:
    """Give each of two groups the other's figure."""
    return _retold("groups swapped", number, random, lambda s: (s.values[1], s.values[0], *s.values[2:]))


def figure_of_another_group(number: int, random: Random) -> Case:
    """Tell of one group alone, with the other's figure."""
    s = scene(random)
    second = Writer("second")
    second.introduce(s.survey)
    slots = {"v": f"{s.values[1]} percent", "g": s.groups[0], "s": s.questions[0]["wordings"][1]}
    second.tell(random.choice(LEVELS), slots, [Figure("v", Decimal(s.values[1]), year=s.survey.year)])
    told = s.tell(random, "first", 0), second
    return case(
        "figure of another group",
        number,
        *told,
        expected=Verdict.MISREPORT,
        about=("value", "group"),
        words=str(s.values[1]),
    )


def part_told_as_all(number: int, random: Random) -> Case:
    """Tell one group's figure of all who were asked."""
    s = scene(random)
    second = Writer("second")
    second.introduce(s.survey)
    for place in (0, 2):
        slots = {
            "v": f"{s.values[place]} percent",
            "g": "respondents" if not place else s.groups[0],
            "s": s.questions[place // 2]["wordings"][1],
        }
        second.tell(random.choice(LEVELS), slots, [Figure("v", Decimal(s.values[place]), year=s.survey.year)])
    told = s.tell(random, "first", 0), second
    return case(
        "part told as all",
        number,
        *told,
        expected=Verdict.MISREPORT,
        about=("group",),
        words=str(s.values[0]),
    )


def wrong_year(number: int, random: Random) -> Case:
    """Date the survey some years off."""
    s = scene(random)
    wrong = replace(s.survey, year=(s.survey.year or 0) + random.choice((-4, -3, -2, 2, 3, 4)))
    told = s.tell(random, "first", 0), s.tell(random, "second", survey=wrong)
    return case("wrong year", number, *told, expected=Verdict.MISREPORT, about=("year",))


def wrong_earlier_year(number: int, random: Random) -> Case:
    """Date the figure that a survey looks back on some years off."""
    s = scene(random)
    earlier, wrong = (s.survey.year or 0) - 2, (s.survey.year or 0) - 2 - random.choice((2, 3, 4))
    value = below(s.values[0], random)
    told = with_change(s, random, "first", value, earlier), with_change(s, random, "second", value, wrong)
    return case(
        "wrong earlier year", number, *told, expected=Verdict.MISREPORT, about=("year",), words=str(value)
    )


def wrong_base(number: int, random: Random) -> Case:
    """Tell another number of persons asked."""
    s = scene(random)
    (n, group), other = s.survey.samples
    changed = random.choice((n + 100, n + 11, n * 2, int(str(n)[::-1]) if str(n) != str(n)[::-1] else n + 9))
    changed = changed if changed > 99 else n + 30
    wrong = replace(s.survey, samples=((changed, group), other))
    told = s.tell(random, "first", 0), s.tell(random, "second", survey=wrong)
    return case("wrong base", number, *told, expected=Verdict.MISREPORT, about=("base",))


def other_study(number: int, random: Random) -> Case:
    """Tell one study's figure as the finding of the other that an article tells beside it."""
    s = scene(random)
    organisation, title = random.choice([x for x in INVENTORY["studies"] if x[0] != s.survey.organisation])
    other = Survey(organisation, title, s.survey.year, ((random.randrange(210, 900), s.groups[0]),))
    second_value = s.values[0] + random.choice((-14, -9, 9, 12))
    first = s.tell(random, "first", 0)
    place = first.introduce(other)
    wording = s.questions[0]["wordings"]
    figure = Figure("v", Decimal(second_value), year=s.survey.year)
    slots = {"v": f"{second_value} percent", "g": s.groups[0], "s": wording[0]}
    first.tell(LEVELS[0], slots, [figure], place)
    second = Writer("second")
    second.introduce(other)
    slots = {"v": f"{s.values[0]} percent", "g": s.groups[0], "s": wording[1]}
    second.tell(random.choice(LEVELS), slots, [replace(figure, value=Decimal(s.values[0]))])
    return case(
        "other study",
        number,
        first,
        second,
        expected=Verdict.MISREPORT,
        about=("value", "study"),
        words=str(s.values[0]),
    )


def polarity_turned(number: int, random: Random) -> Case:
    """Tell a figure of those who said the contrary."""
    while True:
        s = scene(random)
        if s.values[0] >= 54:  # below, both answers may have been given by so many
            break
    question = dict(s.questions[0])
    question["wordings"] = [question["opposite"]] * 4
    turned = replace(s, questions=(question, s.questions[1]))
    told = s.tell(random, "first", 0), turned.tell(random, "second")
    return case(
        "polarity turned",
        number,
        *told,
        expected=Verdict.MISREPORT,
        about=("polarity",),
    )


def wrong_difference(number: int, random: Random) -> Case:
    """State a change that its two figures do not give."""
    s = scene(random)
    before = below(s.values[0], random)
    size = s.values[0] - before + random.choice((-3, 3, 5, 10))
    size = size if size > 0 else size + 8
    year = (s.survey.year or 0) - 1
    told = with_change(s, random, "first", before, year, f"{size} points")
    return case("wrong difference", number, told, expected=Verdict.ARITHMETIC, words=f"{size} points")


def points_as_percent(number: int, random: Random) -> Case:
    """Call points percent."""
    while True:
        s = scene(random)
        before = below(s.values[0], random)
        if abs((s.values[0] - before) * 100 / before - (s.values[0] - before)) > 6:
            break
    words = f"{s.values[0] - before} percent"
    told = with_change(s, random, "first", before, (s.survey.year or 0) - 1, words, "percent_change")
    return case("points told as percent", number, told, expected=Verdict.ARITHMETIC, words=words)


def minority_called_majority(number: int, random: Random) -> Case:
    """Call a majority what is none, or two-thirds what is far less."""
    words, value, most = random.choice((("a majority", 50, 48), ("two-thirds", 67, 60), ("most", 50, 48)))
    while True:
        s = scene(random)
        if most - 22 < s.values[0] < most:
            break
    bound = Bound.EXACT if value == 67 else Bound.MORE_THAN
    writer = s.tell(random, "second")
    slots = {"v": words, "g": s.groups[0], "s": s.questions[0]["wordings"][0]}
    first = Writer("first")
    first.introduce(s.survey)
    first.tell(LEVELS[0], slots, [Figure("v", Decimal(value), bound=bound, year=s.survey.year)])
    return case(
        "minority called majority",
        number,
        first,
        writer,
        expected=Verdict.MISREPORT,
        about=("value",),
        words=words,
    )


def majority_beside_figure(number: int, random: Random) -> Case:
    """Call a majority, in one article, what its figure shows to be none."""
    s = scene(random)
    s = replace(s, values=(random.randrange(30, 46), *s.values[1:]))
    words, value, bound = random.choice((("most", 50, Bound.MORE_THAN), ("two-thirds", 67, Bound.EXACT)))
    writer = s.tell(random, "first", 0)
    slots = {"v": words, "g": s.groups[0], "s": s.questions[0]["wordings"][0]}
    writer.tell(LEVELS[0], slots, [Figure("v", Decimal(value), bound=bound, year=s.survey.year)])
    kind = "majority beside its figure"
    return case(kind, number, writer, expected=Verdict.ARITHMETIC, words=str(s.values[0]))


def part_above_whole(number: int, random: Random) -> Case:
    """Give a part of an answer a larger share than the whole."""
    s = scene(random)
    writer = Writer("first")
    writer.introduce(s.survey)
    whole = random.randrange(20, 60)
    question, strongly = random.choice(INVENTORY["scale"])
    for value, words in ((whole, question), (whole + random.randrange(3, 20), strongly)):
        slots = {"v": f"{value} percent", "g": s.groups[0], "s": words}
        writer.tell(LEVELS[0], slots, [Figure("v", Decimal(value), year=s.survey.year)])
    return case("part above whole", number, writer, expected=Verdict.ARITHMETIC, words=str(value))


def shares_over_100(number: int, random: Random) -> Case:
    """Give answers that exclude each other shares that add up to more than all."""
    s = scene(random)
    question = random.choice([q for q in INVENTORY["question"] if "oppose" in q["opposite"].split()])
    yes = random.randrange(48, 75)
    no = 100 - yes + random.randrange(5, 20)
    writer = Writer("first")
    writer.introduce(s.survey)
    for value, words in ((yes, question["wordings"][0]), (no, question["opposite"])):
        slots = {"v": f"{value} percent", "g": s.groups[0], "s": words}
        writer.tell(LEVELS[0], slots, [Figure("v", Decimal(value), year=s.survey.year)])
    return case("shares over 100", number, writer, expected=Verdict.ARITHMETIC, words=str(no))


def impossible_share(number: int, random: Random) -> Case:
    """Give a small group a percentage that no number of its persons makes."""
    s = scene(random)
    n = random.randrange(11, 48)
    told = [Decimal(v) for v in range(10, 90)] + [Decimal(v) / 10 for v in range(105, 900, 10)]
    value = random.choice([v for v in told if not _can_be(v, n)])
    writer = Writer("first")
    writer.introduce(replace(s.survey, samples=((n, s.groups[0]), s.survey.samples[1])))
    right = [round(Decimal(100 * k) / n) for k in random.sample(range(3, n - 2), 2)]
    for question, share in zip(random.sample(INVENTORY["question"], 3), (*right, value), strict=True):
        slots = {"v": f"{share} percent", "g": s.groups[0], "s": question["wordings"][0]}
        writer.tell(LEVELS[0], slots, [Figure("v", Decimal(str(share)), year=s.survey.year)])
    return case("impossible share", number, writer, expected=Verdict.ARITHMETIC, words=str(value))


def _can_be(value: Decimal, n: int) -> bool:
    """Tell whether some number of n persons is this percentage, as told to its last place."""
    half = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    return any(abs(Decimal(100 * k) / n - value) <= half for k in range(n + 1))


def studies_apart(number: int, random: Random) -> Case:
    """Two studies find what sampling error cannot explain."""
    told = two_studies(random, random.randrange(12, 30), random.randrange(500, 1500))
    return case("studies apart", number, *told, expected=Verdict.DISAGREEMENT)


FAULTY = (
    value_changed, digits_swapped, groups_swapped, figure_of_another_group, part_told_as_all, wrong_year,
    wrong_earlier_year, wrong_base, other_study, polarity_turned, minority_called_majority,
    wrong_difference, points_as_percent, majority_beside_figure, part_above_whole, shares_over_100,
    impossible_share, studies_apart,
)  # fmt: skip
