"""Everything that is written out can be read again, by us and by others."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.store.export import export


@pytest.fixture(scope="module")
def quads() -> set[Quad]:
    return set(parse(v.read("example.trig"), format=RdfFormat.TRIG))


def written(quads: Iterable[Quad], form: str) -> bytes:
    output = io.BytesIO()
    export(quads, form, output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("form", "kind"),
    [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)],
)
def test_named_graphs_come_back(quads: set[Quad], form: str, kind: RdfFormat) -> None:
    assert set(parse(written(quads, form), format=kind)) == quads


def test_flat_turtle_loses_nothing_but_the_names(quads: set[Quad]) -> None:
    flat = parse(written(quads, "turtle"), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in flat} == {quad.triple for quad in quads}


def test_rdflib_reads_the_json_without_fetching_a_context(quads: set[Quad]) -> None:
    text = written(quads, "jsonld")
    assert isinstance(json.loads(text)["@context"], dict)
    theirs = Dataset(default_union=True)
    theirs.parse(data=text, format="json-ld")
    flat = Graph().parse(data=written(quads, "turtle"), format="turtle")
    union = Graph()
    for triple in theirs.triples((None, None, None)):
        union.add(triple)
    assert to_isomorphic(union) == to_isomorphic(flat)


def test_odd_iris_and_texts_survive_in_json() -> None:
    odd = {
        Quad(NamedNode(v.ID + "//x"), NamedNode("urn:p"), Literal('"\n\u2028 \\', language="en"), v.LINKS),
        Quad(NamedNode(v.ID + "%2Fx:y"), NamedNode(v.CG + "a/b"), NamedNode("mailto:a@b.example"), v.LINKS),
        Quad(NamedNode(v.ID + "x"), NamedNode(v.SCHEMA + "url"), Literal("a:b"), v.LINKS),
    }
    assert set(parse(written(odd, "jsonld"), format=RdfFormat.JSON_LD)) == odd


def test_an_export_is_the_same_every_time(quads: set[Quad]) -> None:
    for form in ("turtle", "trig", "jsonld"):
        assert written(sorted(quads, key=str), form) == written(sorted(quads, key=str, reverse=True), form)


def test_an_unknown_form_is_refused_with_those_there_are(quads: set[Quad]) -> None:
    with pytest.raises(ConversionError, match="turtle, trig, nquads, jsonld"):
        export(quads, "xls", io.BytesIO())
