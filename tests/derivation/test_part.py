"""A change is derived from the part that it touches as the whole would be derived anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimgraph.claim_graph import ClaimGraph
from claimgraph.derivation import Grounds
from claimgraph.model import (
    Article,
    Bound,
    Claim,
    Decision,
    DecisionKind,
    Extraction,
    Group,
    LinkKind,
    Phrase,
    Quote,
    Sample,
    Study,
)
from claimgraph.store.search import INDEX, SearchIndex
from claimgraph.store.shelves import SHELVES, Shelves

slow = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

GROUPS = ["CIOs", "CMOs", "dockers", "docker", "Dockers", "respondents", "older dockers", "CIOs and CMOs"]
STATEMENTS = [
    "expect their budgets for cranes to grow next year",
    "said that they expect budgets for cranes to grow next year",
    "expect their budgets for cranes to shrink next year",
    "trust the tide tables that the harbour prints",
    "strongly trust the tide tables that the harbour prints",
    "trust tide tables printed by a harbour office",
    "cited costs",
]
SURVEYS = [
    (("Harbour Institute",), "Tides of Work", 2013),
    (("Harbour Institute", "Quay Review"), "Tides of Work", 2014),
    (("Harbour Institute",), None, None),
    (("Quay Review", "Harbour Institute"), None, 2014),
    (("Lamp Council",), "Light at Night", 2014),
    (("Lamp Council",), None, 2015),
]
CLAIMS = [
    "Cranes make a harbour town rich and proud",
    "Cranes make a harbour town poor and proud",
    "Cranes do not make a harbour town rich and proud",
]
REGISTER = (
    Study(
        "study-tides-2014",
        "Tides of Work",
        ("Harbour Institute",),
        2014,
        samples=(Sample(412),),
        series="series-tides",
    ),
    Study(
        "study-tides-2013",
        "Tides of Work",
        ("Harbour Institute",),
        2013,
        series="series-tides",
        figures_dated=(2012,),
    ),
)


@st.composite
def articles(draw: st.DrawFn, tellings: ModuleType, name: str) -> Extraction:
    surveys = [
        tellings.Survey(by, title, year, ((draw(st.sampled_from([300, 412])), Bound.EXACT, draw(group)),))
        for by, title, year in draw(st.lists(st.sampled_from(SURVEYS), min_size=1, max_size=2, unique=True))
    ]
    figures = [
        tellings.Told(
            f"{draw(st.sampled_from([40, 41, 55, 60, 70]))} percent",
            draw(st.sampled_from(GROUPS)),
            draw(st.sampled_from(STATEMENTS)),
            year=draw(st.none() | st.sampled_from([2012, 2013, 2014])),
            study=draw(st.integers(0, len(surveys) - 1)),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    related = [("gap", (0, 1), None)] if len(figures) > 1 and draw(st.booleans()) else []
    told: Extraction = tellings.tell(name, figures, surveys, related)
    return with_claims(told, draw(st.lists(st.sampled_from(CLAIMS), max_size=2, unique=True)))


group = st.none() | st.sampled_from(GROUPS)


def with_claims(told: Extraction, sentences: Sequence[str]) -> Extraction:
    """Return the extraction of a text with some claims behind its figures."""
    text = "\n".join((told.article.text, *sentences))
    article = Article(text, path=told.article.path)

    def moved(quote: Quote) -> Quote:
        return Quote.of(article, quote.start, quote.end)

    def phrase(words: Phrase | None) -> Phrase | None:
        return words and Phrase(tuple(moved(part) for part in words.parts))

    statistics = [
        replace(
            s,
            value_quote=moved(s.value_quote),
            quote=moved(s.quote),
            group=phrase(s.group),
            statement=phrase(s.statement),
        )
        for s in told.statistics
    ]
    names = {old.id: new.id for old, new in zip(told.statistics, statistics, strict=True)}
    relations = [replace(r, between=tuple(names[key] for key in r.between)) for r in told.relations]
    study = told.studies[0].id if told.studies else None
    claims = [
        Claim(Quote.of(article, place := text.index(words), place + len(words)), study=study)
        for words in sentences
    ]
    return replace(
        told,
        article=article,
        statistics=tuple(statistics),
        claims=tuple(claims),
        relations=tuple(relations),
    )


def opened(path: Path, grounds: Grounds) -> ClaimGraph:
    graph = ClaimGraph(path)
    graph.__dict__ |= {"register": grounds.register, "scheme": grounds.scheme}
    return graph


def held(graph: ClaimGraph) -> dict[str, object]:
    """Return all that a graph and its indexes hold."""
    with Shelves(graph.path / SHELVES) as shelves, SearchIndex(graph.path / INDEX) as search:
        stands = shelves._database.execute(
            "SELECT shelf, n.name, a.name FROM standing JOIN name n ON n.number = node"
            " JOIN name a ON a.number = article"
        )
        rows = search._database.execute("SELECT id, words, kin, shown, after, fields FROM row ORDER BY id")
        return {
            "quads": set(graph.store.quads()),
            "texts": set(graph.store.texts),
            "shelves": set(stands),
            "rows": list(rows),
            "words": set(search._database.execute("SELECT * FROM vocabulary")),
            "ids": graph._indexes.ids.following("", 1_000_000),
        }


@pytest.mark.long
@slow
@given(data=st.data())
def test_a_change_of_a_part_leaves_what_the_whole_would(
    tellings: ModuleType,
    groups: tuple[Group, ...],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("claimgraph.upkeep.SHARE", 0.01)  # however much of these few articles is touched
    path: Path = tmp_path_factory.mktemp("part")
    names = "abcdefg"[: data.draw(st.integers(2, 7))]
    told = [data.draw(articles(tellings, f"article {letter}")) for letter in names]
    decisions: tuple[Decision, ...] = ()
    ends = sorted({s.id for one in told for s in one.studies})
    if len(ends) > 1 and data.draw(st.booleans()):
        kind = data.draw(st.sampled_from([DecisionKind.MERGE, DecisionKind.SPLIT]))
        between = tuple(data.draw(st.permutations(ends))[:2])
        decisions = (Decision(kind, "a reader", "2026-01-01", between=between, link=LinkKind.SAME_STUDY),)
    grounds = Grounds(data.draw(st.sampled_from([(), REGISTER])), groups)
    with opened(path / "part", grounds) as graph:
        graph._write(told, decisions)
        for turn in range(data.draw(st.integers(1, 3))):
            what = data.draw(st.sampled_from(["add", "replace", "remove"]))
            if what == "add":
                now = data.draw(articles(tellings, f"article new {turn}"))
                told.append(now)
                change = {now.article.id: now}
            else:
                gone = told.pop(data.draw(st.integers(0, len(told) - 1)))
                change = {gone.article.id: None}
                if what == "replace":
                    told.append(data.draw(articles(tellings, (gone.article.path or "").removesuffix(".txt"))))
                    change = {gone.article.id: told[-1]}
            if not told:
                break
            assert graph._upkeep().change(change) is not None
            graph._forget()
            with opened(path / f"whole-{turn}", grounds) as whole:
                whole._write(told, decisions)
                assert held(graph) == held(whole)
