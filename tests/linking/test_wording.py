"""What decides whether two statements ask one question."""

from __future__ import annotations

import pytest

from claimgraph.linking import Scheme
from claimgraph.linking.wording import read

SAME = [
    ("say their pay is important to them", "regard pay as essential"),
    ("said that the harbour is safe", "believe the harbour is safe"),
    ("are not satisfied with their shifts", "are unsatisfied with their shifts"),
    ("say cooperation improved over the past year", "say cooperation improved over the last 12 months"),
    ("find the rota much fairer or somewhat fairer", "find the rota fairer"),
]

APART = [
    ("say that morale has improved", "say that morale has worsened", "polarity"),
    ("trust the new rota", "distrust the new rota", "polarity"),
    ("were prepared for the storm", "were unprepared for the storm", "polarity"),
    ("have a written plan for storms", "do not have a written plan for storms", "negation"),
    ("find the rota much fairer", "find the rota fairer", "part and whole"),
    ("say morale improved over the past year", "say morale improved over the past three years", "time frame"),
    ("say morale improved in the last year", "say morale will improve in the next year", "time frame"),
    ("earn more than £50,000", "earn more than £20,000", "thresholds"),
    ("want a say in the rota", "have a say in the rota", "wish and fact"),
    ("say IT steers the budget", "say marketing steers the budget", "who acts"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_for_one_question_are_not_at_odds(one: str, other: str, scheme: Scheme) -> None:
    a, b = read(one, scheme), read(other, scheme)
    assert a.at_odds(b, scheme) is None
    assert a.closeness(b) >= 0.8


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_structure_keeps_questions_apart(one: str, other: str, why: str, scheme: Scheme) -> None:
    a, b = read(one, scheme), read(other, scheme)
    assert a.at_odds(b, scheme) == why
    assert b.at_odds(a, scheme) == why


def test_a_statement_mirrors_what_others_say_of_its_respondents(scheme: Scheme) -> None:
    own = read("said they were steering the digital budget", scheme)
    of_them = read("said the digital budget was being steered by IT executives", scheme)
    assert own.mirrors(of_them, {"group-it-executives"}, scheme)
    assert own.mirrors(of_them, {"group-chief-information-officers"}, scheme)
    assert not own.mirrors(of_them, {"group-marketers"}, scheme)


def test_the_pronoun_is_not_the_department(scheme: Scheme) -> None:
    assert read("say it is late", scheme).names == frozenset()
    assert read("say IT is late", scheme).names == {"group-it-departments"}
