"""Two invented articles about one invented survey, as records: what `ontology/example.trig` says in RDF."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimgraph.model import (
    Article,
    Base,
    Basis,
    Bound,
    Claim,
    Comparison,
    Corpus,
    Extraction,
    Group,
    Kind,
    Link,
    LinkKind,
    Measure,
    Phrase,
    Quote,
    Relation,
    Review,
    Sample,
    Statistic,
    Study,
    Verdict,
)

SURVEY = Article(
    text=(
        "In 2021 the Harbour Institute asked 420 school leaders and 380 teachers about tablets. "
        "62 percent of school leaders said that tablets save time in class, against 41 percent of teachers: "
        "a gap of 21 points. In 2019, 55 percent of school leaders had said so. "
        "“A tablet saves time only where somebody explains it,” says Maren Holt.\n"
    ),
    title="Tablets save time, say school leaders",
    author="Jo Ferris",
    publisher="The Slate",
    date="2021-05-04",
    url="https://slate.example/tablets",
)
RETELLING = Article(
    text=(
        "The Harbour Institute found in 2021 that 64 percent of principals say tablets save class time, "
        "up 12 points from 55 percent in 2019.\n"
    ),
    title="Reading notes on tablets",
    date="2022",
    kind="notes",
    path="notes/tablets.md",
)


def quote(article: Article, words: str) -> Quote:
    """Cut the first run of these words."""
    start = article.text.index(words)
    return Quote.of(article, start, start + len(words))


def phrase(article: Article, *runs: str) -> Phrase:
    """Cut a phrase of these runs."""
    found = [quote(article, run) for run in runs]
    return Phrase.of(article, [(part.start, part.end) for part in found])


def _study(article: Article) -> Study:
    return Study(
        id=Study.told_id(article, ["Harbour Institute"], None),
        organisations=("Harbour Institute",),
        year=2021,
        year_basis=Basis.STATED,
        source=article.id,
    )


STUDY = replace(
    _study(SURVEY),
    samples=(
        Sample(420, group="school leaders", quote=quote(SURVEY, "420 school leaders")),
        Sample(380, group="teachers", quote=quote(SURVEY, "380 teachers")),
    ),
)
RETOLD_STUDY = _study(RETELLING)
SENTENCES = {
    "62": "62 percent of school leaders said that tablets save time in class, "
    "against 41 percent of teachers: a gap of 21 points.",
    "55": "In 2019, 55 percent of school leaders had said so.",
}


def _statistic(
    value: str, number: int, group: str | None, statement: tuple[str, ...], year: int
) -> Statistic:
    change = value.endswith("points")
    return Statistic(
        value_quote=quote(SURVEY, value),
        quote=quote(SURVEY, SENTENCES["55" if number == 55 else "62"]),
        value=Decimal(number),
        unit="points" if change else "percent",
        bound=Bound.EXACT,
        kind=Kind.CHANGE if change else Kind.LEVEL,
        group=phrase(SURVEY, group) if group else None,
        statement=phrase(SURVEY, *statement),
        study=STUDY.id,
        year=year,
        year_basis=Basis.STATED,
        confidence=0.95,
    )


SAVES = ("said that tablets save time in class",)
LEADERS = replace(_statistic("62 percent", 62, "school leaders", SAVES, 2021), base=Base(420))
TEACHERS = replace(_statistic("41 percent", 41, "teachers", SAVES, 2021), base=Base(380))
DISTANCE = _statistic("21 points", 21, None, SAVES, 2021)
EARLIER = _statistic("55 percent", 55, "school leaders", ("tablets save time in class", "said so"), 2019)


def _retold(value: str, number: int, unit: str, year: int) -> Statistic:
    return Statistic(
        value_quote=quote(RETELLING, value),
        quote=quote(RETELLING, RETELLING.text.strip()),
        value=Decimal(number),
        unit=unit,
        bound=Bound.EXACT,
        kind=Kind.CHANGE if unit == "points" else Kind.LEVEL,
        group=phrase(RETELLING, "principals"),
        statement=phrase(RETELLING, "say tablets save class time"),
        study=RETOLD_STUDY.id,
        year=year,
        year_basis=Basis.STATED,
        confidence=0.9,
    )


RETOLD = _retold("64 percent", 64, "percent", 2021)
RISE = _retold("up 12 points", 12, "points", 2021)
RETOLD_EARLIER = _retold("55 percent", 55, "percent", 2019)

CLAIM = Claim(
    quote=quote(SURVEY, "A tablet saves time only where somebody explains it"),
    holder=phrase(SURVEY, "Maren Holt"),
    study=STUDY.id,
    year=2021,
    year_basis=Basis.INFERRED,
    confidence=0.8,
)

EXTRACTIONS = (
    Extraction(
        article=SURVEY,
        extractor="claimgraph/0.1",
        studies=(STUDY,),
        statistics=(LEADERS, TEACHERS, DISTANCE, EARLIER),
        claims=(CLAIM,),
        relations=(
            Relation("gap", (LEADERS.id, TEACHERS.id)),
            Relation("difference_of", (LEADERS.id, TEACHERS.id), of=DISTANCE.id, holds=True),
            Relation("trend", (EARLIER.id, LEADERS.id)),
        ),
    ),
    Extraction(
        article=RETELLING,
        extractor="claimgraph/0.1",
        studies=(RETOLD_STUDY,),
        statistics=(RETOLD, RISE, RETOLD_EARLIER),
        relations=(
            Relation("difference_of", (RETOLD.id, RETOLD_EARLIER.id), of=RISE.id, holds=False),
            Relation("trend", (RETOLD_EARLIER.id, RETOLD.id)),
        ),
    ),
)

SAVE_TIME = Measure("measure-tablets-save-time-in-class", "said that tablets save time in class")
SAID_SO = Measure("measure-tablets-save-time-in-class-said-so", "tablets save time in class … said so")
TIME_CHANGE = Measure(
    "measure-tablets-save-time-in-class-change", "change: said that tablets save time in class", SAVE_TIME.id
)
CLASS_TIME = Measure("measure-tablets-save-class-time", "say tablets save class time")
CLASS_CHANGE = Measure(
    "measure-tablets-save-class-time-change", "change: say tablets save class time", CLASS_TIME.id
)
HARBOUR = Study(
    id="study-harbour-tablets-2021",
    name="Tablets in Class",
    organisations=("Harbour Institute",),
    year=2021,
    year_basis=Basis.REGISTER,
    samples=(Sample(420, group="school leaders"), Sample(380, group="teachers")),
    fieldwork="February 2021",
    mode="online",
    series="series-harbour-tablets",
    other_names=("The Tablet Report",),
)
NAMES = (("organisation", "the same"), ("year", "2021"))

CORPUS = Corpus(
    extractions=EXTRACTIONS,
    register=(HARBOUR,),
    groups=(
        Group("group-principals", "principals"),
        Group(
            "group-school-leaders",
            "school leaders",
            aliases=("head teachers", "school principals"),
            scheme=True,
        ),
        Group("group-teachers", "teachers", aliases=("educators",), scheme=True),
    ),
    measures=tuple(
        sorted((SAVE_TIME, SAID_SO, TIME_CHANGE, CLASS_TIME, CLASS_CHANGE), key=lambda measure: measure.id)
    ),
    links=tuple(
        sorted(
            (
                Link(LinkKind.SAME_STUDY, STUDY.id, HARBOUR.id, NAMES, 0.98),
                Link(LinkKind.SAME_STUDY, RETOLD_STUDY.id, HARBOUR.id, NAMES, 0.9),
                Link(
                    LinkKind.SAME_GROUP,
                    "group-principals",
                    "group-school-leaders",
                    (("alias", "principals"),),
                    0.98,
                ),
                Link(
                    LinkKind.SAME_MEASURE,
                    CLASS_TIME.id,
                    SAVE_TIME.id,
                    (("words", "0.86"),),
                    0.86,
                    Review.ACCEPTED,
                ),
                Link(LinkKind.SAME_MEASURE, SAID_SO.id, SAVE_TIME.id, (("words", "0.9"),), 0.9),
                Link(LinkKind.SAME_MEASURE, CLASS_CHANGE.id, TIME_CHANGE.id, (("words", "0.86"),), 0.86),
            ),
            key=lambda link: link.id,
        )
    ),
    group_of={
        LEADERS.id: "group-school-leaders",
        TEACHERS.id: "group-teachers",
        EARLIER.id: "group-school-leaders",
        RETOLD.id: "group-principals",
        RISE.id: "group-principals",
        RETOLD_EARLIER.id: "group-principals",
    },
    measure_of={
        LEADERS.id: SAVE_TIME.id,
        TEACHERS.id: SAVE_TIME.id,
        DISTANCE.id: TIME_CHANGE.id,
        EARLIER.id: SAID_SO.id,
        RETOLD.id: CLASS_TIME.id,
        RISE.id: CLASS_CHANGE.id,
        RETOLD_EARLIER.id: CLASS_TIME.id,
    },
    same_as={
        STUDY.id: HARBOUR.id,
        RETOLD_STUDY.id: HARBOUR.id,
        "group-principals": "group-school-leaders",
        CLASS_TIME.id: SAVE_TIME.id,
        SAID_SO.id: SAVE_TIME.id,
        CLASS_CHANGE.id: TIME_CHANGE.id,
    },
)


def _comparison(
    verdict: Verdict, rule: str, reason: str, *members: Statistic, tested: bool = False, **figures: str
) -> Comparison:
    return Comparison(
        verdict=verdict,
        members=tuple(sorted(member.id for member in members)),
        rule=rule,
        reason=reason,
        measure=SAVE_TIME.id,
        figures=tuple(figures.items()),
        tested=tested,
        confidence=0.9,
    )


COMPARISONS = tuple(
    sorted(
        (
            _comparison(
                Verdict.GAP,
                "perception-gap/1",
                "Same study and question: 62 percent against 41 percent, a gap of 21 points.",
                LEADERS,
                TEACHERS,
                tested=True,
                difference="21",
                z="5.95",
            ),
            _comparison(
                Verdict.TREND,
                "trend/1",
                "Same question and group: 55 percent in 2019, 62 percent in 2021; no base for 2019.",
                EARLIER,
                LEADERS,
                difference="7",
            ),
            _comparison(
                Verdict.AGREE,
                "same-figure/1",
                "Both articles tell 55 percent for 2019.",
                EARLIER,
                RETOLD_EARLIER,
                difference="0",
            ),
            replace(
                _comparison(
                    Verdict.MISREPORT,
                    "misreport/1",
                    "The same study is told with 62 percent by one article and 64 percent by another.",
                    LEADERS,
                    RETOLD,
                    difference="2",
                ),
                about="value",
            ),
            _comparison(
                Verdict.ARITHMETIC,
                "difference/1",
                "The text says 12 points; 64 less 55 is 9.",
                RETOLD,
                RETOLD_EARLIER,
                RISE,
                stated="12",
                computed="9",
            ),
        ),
        key=lambda comparison: comparison.id,
    )
)
