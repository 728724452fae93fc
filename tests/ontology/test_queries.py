"""The named queries give the same answers on Oxigraph and on rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Dataset, URIRef

from claimgraph import vocabulary as v
from claimgraph.rdf.triples import literal
from claimgraph.store import EmbeddedStore, open_store

NAMES = sorted(v.queries())


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterable[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("queries") / "claimgraph.db") as opened:
        opened.load(parse(v.read("example.trig"), format=RdfFormat.TRIG))
        yield opened


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=v.read("example.trig"), format="trig")
    return dataset


def plain(row: Iterable[Any]) -> tuple[str | None, ...]:
    """Return terms by value: engines spell decimals and doubles in their own ways."""
    values: list[str | None] = []
    for term in row:
        text = None if term is None else str(getattr(term, "value", term))
        datatype = str(getattr(getattr(term, "datatype", None), "value", getattr(term, "datatype", "")))
        if text is not None and datatype.endswith(("decimal", "integer", "double")):
            text = str(Decimal(text).normalize())
        values.append(text.lower() if datatype.endswith("boolean") and text else text)
    return tuple(values)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_what_it_is_for(name: str) -> None:
    query = v.queries()[name]
    assert query.title != name
    assert query.description.endswith(".")
    for parameter in query.parameters:
        assert f"?{parameter}" in query.description


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_answer_alike(name: str, graph: EmbeddedStore, dataset: Dataset) -> None:
    text = v.queries()[name].text
    ours = [plain(row) for row in graph.query(text)]
    theirs = [plain(row) for row in dataset.query(text)]  # type: ignore[union-attr]
    assert ours
    assert ours == theirs


def test_the_gap_of_the_example_is_found(graph: EmbeddedStore) -> None:
    (row,) = graph.query(v.queries()["gaps"].text).rows()
    assert (row["difference"], row["group"], row["other_group"]) == (21, "school leaders", "teachers")
    assert row["study"] == "Tablets in Class"
    assert row["tested"] is True


def test_the_trend_of_the_example_is_found(graph: EmbeddedStore) -> None:
    (row,) = graph.query(v.queries()["trends"].text).rows()
    assert (row["change"], row["from_year"], row["to_year"]) == (7, 2019, 2021)


def test_contradictions_hold_the_misreport_and_the_arithmetic(graph: EmbeddedStore) -> None:
    rows = graph.query(v.queries()["contradictions"].text).rows()
    assert {(row["verdict"], row["value"]) for row in rows} == {
        ("misreport", 62),
        ("misreport", 64),
        ("arithmetic", 64),
        ("arithmetic", 55),
        ("arithmetic", 12),
    }


def test_a_group_is_found_under_all_its_names(graph: EmbeddedStore, example: ModuleType) -> None:
    query = v.queries()["figures-of-group"].text
    bound = {"_group_iri": v.parameter("_group_iri", "group-school-leaders")}
    rows = graph.query(query, bound).rows()
    told = {key for key, group in example.CORPUS.group_of.items() if group != "group-teachers"}
    assert {row["statistic"] for row in rows} == told
    assert len(rows) == 5


def test_a_parameter_narrows_alike_on_both_engines(graph: EmbeddedStore, dataset: Dataset) -> None:
    text = v.queries()["timeline"].text
    wording = v.node("measure-tablets-save-class-time")
    ours = [plain(row) for row in graph.query(text, {"_measure_iri": wording})]
    theirs = [
        plain(row)
        for row in dataset.query(text, initBindings={"_measure_iri": URIRef(wording.value)})  # type: ignore[union-attr]
    ]
    assert ours == theirs
    assert [row[:3] for row in ours] == [
        ("2019", "school leaders", "55"),
        ("2019", "school leaders", "55"),
        ("2021", "school leaders", "62"),
        ("2021", "school leaders", "64"),
        ("2021", "teachers", "41"),
    ]


def test_the_study_card_holds_what_the_register_knows(graph: EmbeddedStore) -> None:
    bound = {"_study_iri": v.parameter("_study_iri", "id:study-harbour-tablets-2021")}
    rows = graph.query(v.queries()["study-card"].text, bound).rows()
    card = {(row["property"], row["value"]) for row in rows}
    assert ("title", "Tablets in Class") in card
    assert ("organisation", "Harbour Institute") in card
    assert ("sample", "420 school leaders") in card
    assert len([value for name, value in card if name == "article"]) == 2


def test_only_what_one_article_tells_has_a_single_source(graph: EmbeddedStore) -> None:
    rows = graph.query(v.queries()["single-source"].text).rows()
    assert [(row["group"], row["year"]) for row in rows] == [("teachers", 2021)]


def test_the_titles_are_those_of_the_files(root: Path) -> None:
    files = {path.stem for path in (root / "ontology" / "queries").glob("*.rq")}
    assert files == set(v.query_titles())
    assert {"gaps", "contradictions", "misreports", "trends", "arithmetic", "study-card"} <= files


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("_group_iri", "group-teachers", NamedNode(v.ID + "group-teachers")),
        ("_group_iri", "cg:Gap", NamedNode(v.CG + "Gap")),
        ("_group_iri", "https://other.example/x", NamedNode("https://other.example/x")),
        ("_word_literal", "a } b", literal("a } b")),
        ("_year_integer", "2021", literal(2021)),
    ],
)
def test_parameters_become_terms_by_their_suffix(name: str, given: str, expected: object) -> None:
    assert v.parameter(name, given) == expected
