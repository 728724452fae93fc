"""Answers as rows of plain values and in the formats of SPARQL."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError
from claimgraph.store import EmbeddedStore, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("results") / "claimgraph.db") as opened:
        opened.load(parse(v.read("example.trig"), format=RdfFormat.TRIG))
        yield opened


def test_rows_hold_ids_prefixed_names_and_numbers(store: EmbeddedStore) -> None:
    query = (
        "SELECT ?group ?kind ?value ?year ?holds ?confidence ?nothing { ?s schema:value ?value ; "
        "cg:respondentGroup ?group ; cg:kind ?kind ; cg:year ?year ; cg:confidence ?confidence . "
        "BIND(?value = 41 AS ?holds) FILTER(?holds) }"
    )
    assert store.query(query).rows() == [
        {
            "group": "group-teachers",
            "kind": "cg:Level",
            "value": Decimal(41),
            "year": 2021,
            "holds": True,
            "confidence": 0.95,
            "nothing": None,
        }
    ]


def test_an_answer_shows_itself_in_a_notebook_and_can_still_be_read(store: EmbeddedStore) -> None:
    result = store.query("SELECT ?s { ?s a cg:Statistic }")
    assert "stat-" in result._repr_html_()
    assert result._repr_html_() == result._repr_html_()
    rows = result.rows()
    assert rows == store.query("SELECT ?s { ?s a cg:Statistic }").rows()
    assert rows


def test_a_notebook_shows_the_first_rows_of_many(store: EmbeddedStore) -> None:
    result = store.query("SELECT ?a ?b { ?a ?x ?y . ?b ?z ?w } LIMIT 250")
    assert "the first 200 rows" in result._repr_html_()
    assert len(result.rows()) == 250


def test_what_a_notebook_has_read_in_part_is_not_written_in_part(store: EmbeddedStore) -> None:
    result = store.query("SELECT ?s { ?s a cg:Statistic }")
    result._repr_html_()
    with pytest.raises(QueryError, match="ask the query again"):
        result.serialize("csv")


def test_yes_and_no(store: EmbeddedStore) -> None:
    assert store.query("ASK { ?s a cg:Statistic }")
    assert not store.query("ASK { ?s a cg:NoSuchClass }")
    assert store.query("ASK { ?s a cg:Statistic }").rows() == [{"answer": True}]
    assert json.loads(store.query("ASK {}").serialize("json"))["boolean"] is True


def test_rows_are_neither_true_nor_false(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="ASK"):
        bool(store.query("SELECT * { ?s ?p ?o }"))


def test_triples_come_as_rows_or_as_turtle(store: EmbeddedStore) -> None:
    query = "CONSTRUCT { ?s a cg:Statistic } WHERE { ?s a cg:Statistic }"
    rows = store.query(query).rows()
    assert {(row["predicate"], row["object"]) for row in rows} == {("rdf:type", "cg:Statistic")}
    assert len(list(parse(store.query(query).serialize("turtle"), format=RdfFormat.TURTLE))) == 7


def test_csv_and_json_hold_every_row(store: EmbeddedStore) -> None:
    query = "SELECT ?s ?text { ?s cg:valueText ?text ; a cg:Statistic }"
    table = list(csv.DictReader(io.StringIO(store.query(query).serialize("csv").decode())))
    bindings = json.loads(store.query(query).serialize("json"))["results"]["bindings"]
    assert {row["text"] for row in table} == {b["text"]["value"] for b in bindings}
    assert len(table) == len(bindings) == 7


@pytest.mark.parametrize(
    ("query", "form"), [("SELECT * { ?s ?p ?o }", "turtle"), ("DESCRIBE cg:Gap", "csv"), ("ASK {}", "xls")]
)
def test_a_form_that_does_not_fit_is_refused(store: EmbeddedStore, query: str, form: str) -> None:
    with pytest.raises(QueryError, match="choose one of"):
        store.query(query).serialize(form)
