"""An invented corpus with one comparison of each verdict, put together by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from claimgraph.extraction.annotation import from_annotation
from claimgraph.model import (
    Article,
    Base,
    Basis,
    Comparison,
    Corpus,
    Extraction,
    Group,
    Measure,
    Sample,
    Statistic,
    Study,
    Verdict,
)

HARBOUR = """\
Librarians and teachers see the catalogue differently 📚

The Harbour Institute and Oakline asked 300 librarians and 320 teachers for their report Shelf Life.
Of the librarians, 58 percent say they shape the reading list, while 19 percent of teachers \
say that librarians shape the reading list.
Some 71 percent of librarians find the catalogue easy to search, up 10 percent from 65 percent in 2019.
"The catalogue is the heart of the school", says Mara Lind.
"""
ROUNDUP = """\
A roundup

Shelf Life says 57 percent of librarians shape the reading list.
A Tidewater poll of 500 librarians in 2021 found that 49 percent of them find the catalogue easy to search.
Shelf Life also says two-thirds of teachers want more shelves.
"""
NOTES = """\
Oakline's release says 66 percent of teachers want more shelves, \
and 58 percent of librarians shape the reading list.
"""

GROUPS = (
    Group("group-librarians", "librarians", ("school librarians",)),
    Group("group-teachers", "teachers"),
)
LIST, EASY, SHELVES = (
    Measure("measure-list", "shape the reading list"),
    Measure("measure-easy", "find the catalogue easy to search"),
    Measure("measure-shelves", "want more shelves"),
)
EASIER = Measure("measure-easier", "find the catalogue easy to search, change", change_of=EASY.id)
REGISTERED = Study(
    "study-shelf-life",
    name="Shelf Life: Who Chooses What We Read",
    organisations=("Harbour Institute", "Oakline"),
    year=2020,
    year_basis=Basis.REGISTER,
    samples=(Sample(300, group="librarians"), Sample(320, group="teachers")),
    fieldwork="June to September 2020",
    mode="online",
)


def figure(
    text: str, words: str, group: str | None, statement: str, study: str | None, nth: int = 0, **more: object
) -> dict[str, object]:
    """Return the annotation of a figure at the nth place where its words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {
        "id": f"f{start}",
        "text": words,
        "start": start,
        "end": start + len(words),
        "value": float(words.split()[0]) if words[0].isdigit() else 66.67,
        "unit": "percent",
        "bound": "exact",
        "kind": "level",
        "group": group,
        "statement": statement,
        "study": study,
        "year": 2020,
        **more,
    }


def extraction(
    article: Article, studies: list[dict[str, object]], statistics: list[dict[str, object]]
) -> Extraction:
    """Return the extraction of an invented article."""
    return from_annotation(article, {"doc": "x", "studies": studies, "statistics": statistics})


def shelf_life(key: str = "s1") -> dict[str, object]:
    return {"key": key, "name": "Shelf Life", "organisations": ["Harbour Institute", "Oakline"], "year": None}


def corpus_of(harbour_text: str = HARBOUR) -> tuple[Corpus, tuple[Comparison, ...]]:
    """Return the invented corpus and its comparisons."""
    harbour = Article(
        harbour_text,
        title="Who shapes the list & why?",
        author="Mara D. Lind",
        publisher="harbour.example",
        url="https://harbour.example/list_1?a=b&c=50%",
        path="harbour.txt",
    )
    roundup = Article(
        ROUNDUP, title="A roundup", publisher="Weekly Shelf", date="2021-03-04", path="roundup.txt"
    )
    notes = Article(
        NOTES,
        title="Release",
        author="Oakline",
        publisher="Oakline",
        date="2020-10",
        kind="notes",
        path="notes.txt",
    )
    shape, easy, shelves = "shape the reading list", "find the catalogue easy to search", "want more shelves"
    first = extraction(
        harbour,
        [shelf_life()],
        [
            figure(harbour_text, "58 percent", "librarians", shape, "s1"),
            figure(harbour_text, "19 percent", "teachers", shape, "s1"),
            figure(harbour_text, "71 percent", "librarians", easy, "s1"),
            figure(harbour_text, "10 percent", "librarians", easy, "s1", unit="points", kind="change"),
            figure(harbour_text, "65 percent", "librarians", easy, "s1", year=2019),
        ],
    )
    saying = "The catalogue is the heart of the school"
    start = harbour_text.index(saying)
    first = replace(
        first,
        claims=from_annotation(
            harbour,
            {
                "doc": "x",
                "studies": [],
                "statistics": [],
                "claims": [
                    {
                        "id": "c1",
                        "start": start,
                        "end": start + len(saying),
                        "holder": "Mara Lind",
                        "study": None,
                    }
                ],
            },
        ).claims,
    )
    second = extraction(
        roundup,
        [shelf_life(), {"key": "s2", "name": None, "organisations": ["Tidewater"], "year": 2021}],
        [
            figure(ROUNDUP, "57 percent", "librarians", shape, "s1"),
            figure(ROUNDUP, "49 percent", "librarians", easy, "s2", year=2021),
            figure(ROUNDUP, "two-thirds", "teachers", shelves, "s1"),
        ],
    )
    third = extraction(
        notes,
        [shelf_life()],
        [
            figure(NOTES, "66 percent", "teachers", shelves, "s1"),
            figure(NOTES, "58 percent", "librarians", shape, "s1"),
        ],
    )
    based = {"librarians": Base(300), "teachers": Base(320, basis=Basis.REGISTER)}
    extractions = tuple(
        replace(
            one,
            statistics=tuple(
                replace(s, base=based[s.group.text] if s.group else None, confidence=0.9)
                for s in one.statistics
            ),
        )
        for one in (first, second, third)
    )
    f = [s for one in extractions for s in one.statistics]
    measures = [LIST, LIST, EASY, EASIER, EASY, LIST, EASY, SHELVES, SHELVES, LIST]
    told = [
        study.id for one in extractions for study in one.studies if "Tidewater" not in study.organisations
    ]
    corpus = Corpus(
        extractions=extractions,
        register=(REGISTERED,),
        groups=GROUPS,
        measures=(LIST, EASY, EASIER, SHELVES),
        group_of={s.id: f"group-{s.group.text}" for s in f if s.group},
        measure_of={s.id: measure.id for s, measure in zip(f, measures, strict=True)},
        same_as=dict.fromkeys(told, REGISTERED.id),
    )

    def compared(
        verdict: Verdict,
        members: tuple[int, ...],
        measure: Measure,
        reason: str,
        difference: int = 0,
        **more: object,
    ) -> Comparison:
        return Comparison(
            verdict,
            tuple(sorted(f[i].id for i in members)),
            "invented/1",
            reason,
            measure=measure.id,
            figures=(("difference", str(difference)),) if difference else (),
            **more,  # type: ignore[arg-type]
        )

    return corpus, (
        compared(
            Verdict.GAP, (0, 1), LIST, "Librarians and teachers answer 39 points apart.", 39, tested=True
        ),
        compared(Verdict.MISREPORT, (0, 5), LIST, "One article gives 58, the other 57.", 1, about="value"),
        compared(Verdict.ARITHMETIC, (2, 3, 4), EASY, "From 65 to 71 are 6 points, and the text says 10."),
        compared(Verdict.TREND, (2, 4), EASY, "From 65 in 2019 to 71 in 2020.", 6),
        compared(Verdict.DISAGREEMENT, (2, 6), EASY, "Two studies are 22 points apart.", 22, tested=True),
        compared(Verdict.ROUNDED, (7, 8), SHELVES, "Two-thirds is 66 told less exactly."),
        compared(Verdict.AGREE, (0, 9), LIST, "Two articles tell the same figure."),
        compared(Verdict.CANNOT_TELL, (5, 6), EASY, "The wording of one question is not known."),
    )


@pytest.fixture(scope="session")
def invented() -> tuple[Corpus, tuple[Comparison, ...]]:
    """Return the invented corpus and its comparisons."""
    return corpus_of()


@pytest.fixture(scope="session")
def corpus(invented: tuple[Corpus, tuple[Comparison, ...]]) -> Corpus:
    return invented[0]


@pytest.fixture(scope="session")
def comparisons(invented: tuple[Corpus, tuple[Comparison, ...]]) -> tuple[Comparison, ...]:
    return invented[1]


@pytest.fixture
def told(corpus: Corpus) -> Callable[[str, str], Statistic]:
    """Return a look-up of a figure by its words and its article's title."""

    def find(words: str, title: str) -> Statistic:
        return next(s for s in corpus.statistics if s.value_quote.exact == words and s.article.title == title)

    return find


def short(key: str) -> str:
    """Return a short form of an id, as a graph would give it."""
    kind, digits = key.split("-", 1)
    return f"{kind}-{digits[:4]}"


@pytest.fixture(name="short")
def short_fixture() -> Callable[[str], str]:
    return short


@pytest.fixture(name="figure")
def figure_fixture() -> Callable[..., dict[str, object]]:
    return figure


@pytest.fixture(name="extraction")
def extraction_fixture() -> Callable[..., Extraction]:
    return extraction


@pytest.fixture
def hostile() -> tuple[Corpus, tuple[Comparison, ...]]:
    """Return a corpus of one article that tries to be more than text."""
    text = (
        "</script><img src=x onerror=\"document.title='broken'\"> \u202e\x1b[31m 📊 said 40 percent of "
        "<b>pilots</b> =HYPERLINK(1) {\\immediate\\write18} 50% & more\n"
    )
    article = Article(
        text,
        title="<script>document.title='broken'</script>" + "long " * 2000,
        author="</script><svg onload=alert(1)>",
        publisher="\x1b]0;owned\x07Press",
        url="javascript:alert(1)",
        path="hostile.txt",
    )
    one = extraction(
        article,
        [{"key": "s1", "name": "<i>Study</i>", "organisations": ["</script>"], "year": 2020}],
        [figure(text, "40 percent", "<b>pilots</b>", "=HYPERLINK(1)", "s1")],
    )
    (s,) = one.statistics
    assert s.value == Decimal(40)
    return (
        Corpus(
            (one,),
            groups=(Group("group-pilots", "<b>pilots</b>"),),
            measures=(Measure("measure-x", "=HYPERLINK(1)"),),
            group_of={s.id: "group-pilots"},
            measure_of={s.id: "measure-x"},
        ),
        (),
    )
