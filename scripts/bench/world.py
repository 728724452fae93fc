"""Synthetic statistics of realistic shape, by the thousand or the million.

Every article tells 20 figures of a study; every study is told by five articles on average, a few by very
many; one survey in three comes in waves; one figure in fifty is told wrongly, and half of the wordings vary.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from claimgraph.model import (
    Article,
    Base,
    Basis,
    Bound,
    Extraction,
    Kind,
    Phrase,
    Quote,
    Relation,
    Sample,
    Statistic,
    Study,
)

FIGURES = 20
"""Figures an article tells."""

VERBS = "trust use avoid fund praise fear plan know sell rent repair share buy test want miss own build"
ADJECTIVES = "new public local cheap safe digital green old rural private shared annual remote joint early"
NOUNS = (
    "budgets bridges cranes schools clinics trains routers gardens loans tickets meters harbours markets "
    "parks ovens boats sensors courses forecasts contracts libraries kitchens licences archives depots"
)
PEOPLE = ("CIOs", "CMOs", "IT executives", "marketers", "adults", "parents", "nurses", "farmers", "voters")
LISTS = [words.split() for words in (VERBS, ADJECTIVES, NOUNS, NOUNS)]


class World:
    """Hold what is true: studies with their waves, and what each found of whom."""

    def __init__(self, statistics: int, seed: int = 1) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a benchmark
        self.articles = max(statistics // FIGURES, 2)
        self.studies = max(self.articles // 5, 2)

    def question(self, number: int, other: bool = False) -> str:
        """Return the words of a question, or another wording of it."""
        pick = random.Random(number)  # noqa: S311 - a benchmark
        verb, adjective, noun, second = (pick.choice(words) for words in LISTS)
        lead = "said that they " if other else ""
        return f"{lead}{verb} the {adjective} {noun} and {second} {number % 97 + 100}"

    def found(self, study: int, place: int, wave: int) -> tuple[str, int, Decimal]:
        """Return group, number of the question and value of one figure of a study."""
        pick = random.Random(study * 31 + place)  # noqa: S311 - a benchmark
        group, question = pick.choice(PEOPLE), (study // 4) * 12 + place // 2
        return group, question, Decimal(pick.randint(10, 90) + wave * pick.randint(-4, 4))

    def extractions(self) -> Iterator[Extraction]:
        """Yield the articles."""
        for number in range(self.articles):
            rank = int(self.random.paretovariate(0.8)) if self.random.random() < 0.05 else 0
            yield self._article(number, (rank or self.random.randrange(self.studies)) % self.studies)

    def _article(self, number: int, study: int) -> Extraction:
        wave = self.random.randrange(3) if study % 3 == 0 else 0
        told, lines, at = [], [], 0
        for place in self.random.sample(range(24), FIGURES):
            group, question, value = self.found(study, place, wave)
            if self.random.random() < 0.02:
                value = min(max(value + self.random.choice([-10, 10, 3]), Decimal(1)), Decimal(99))
            words = self.question(question, self.random.random() < 0.5)
            line = f"{value} percent of {group} {words}."
            told.append((at, value, group, words, line))
            lines.append(line)
            at += len(line) + 1
        article = Article("\n".join(lines), url=f"https://news.example/{number}")
        organisation, name = f"Institute {study}", f"Report {study} on {self.question(study)}"
        source = Study(
            id=Study.told_id(article, (organisation,), name),
            name=name,
            organisations=(organisation,),
            year=2010 + wave,
            year_basis=Basis.STATED,
            samples=(Sample(1000 + study % 500),),
            source=article.id,
        )
        statistics = tuple(_statistic(article, source, *one) for one in told)
        gaps = (Relation("gap", (statistics[0].id, statistics[1].id)),)
        return Extraction(article, (source,), statistics, relations=gaps)


def _statistic(
    article: Article, study: Study, at: int, value: Decimal, group: str, words: str, line: str
) -> Statistic:
    number = f"{value} percent"
    who = at + len(number) + 4
    what = who + len(group) + 1
    return Statistic(
        value_quote=Quote(article, at, at + len(number), number),
        quote=Quote(article, at, at + len(line), line),
        value=value,
        unit="percent",
        bound=Bound.EXACT,
        kind=Kind.LEVEL,
        group=Phrase((Quote(article, who, who + len(group), group),)),
        statement=Phrase((Quote(article, what, what + len(words), words),)),
        study=study.id,
        base=Base(study.samples[0].n, of_study=True),
    )
