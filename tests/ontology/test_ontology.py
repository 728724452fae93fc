"""The vocabulary defines what is used and uses what it defines; the example is what the records say."""

from __future__ import annotations

import re
from itertools import chain
from types import ModuleType

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from claimgraph import rdf
from claimgraph import vocabulary as v

ONTOLOGY = URIRef(v.CG)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=v.read("claimgraph.ttl"), format="turtle")


def defined(ontology: Graph) -> set[str]:
    return {str(term) for term in ontology.subjects(RDFS.isDefinedBy, ONTOLOGY)}


def terms() -> set[str]:
    """Return every term of our own that the program names."""
    values = chain.from_iterable(
        value.values() if isinstance(value, dict) else [value] for value in vars(v).values()
    )
    return {term.value for term in values if isinstance(term, NamedNode) and term.value.startswith(v.CG)}


@pytest.mark.parametrize("name", ["shapes.ttl", "groups.ttl", "example.trig"])
def test_every_term_of_a_file_is_defined(name: str, ontology: Graph) -> None:
    text = re.sub(r'"[^"\n]*"|#\s.*', "", v.read(name))
    used = {v.CG + local for local in re.findall(r"\bcg:(\w+)", text)}
    assert used
    assert used <= defined(ontology)


@pytest.mark.parametrize("name", sorted(v.queries()))
def test_every_term_of_a_query_is_defined(name: str, ontology: Graph) -> None:
    used = {v.CG + local for local in re.findall(r"\bcg:(\w+)", v.queries()[name].text)}
    assert used <= defined(ontology)


def test_every_term_of_the_program_is_defined(ontology: Graph) -> None:
    assert terms() <= defined(ontology)


def test_every_defined_term_is_used_or_is_the_class_of_values_that_are(
    ontology: Graph,
) -> None:
    used = terms()
    classes = {str(kind) for term in used for kind in ontology.objects(URIRef(term), RDF.type)}
    assert defined(ontology) <= used | classes


def test_every_term_says_what_it_is(ontology: Graph) -> None:
    for term in map(URIRef, defined(ontology)):
        assert len(list(ontology.objects(term, RDFS.label))) == 1, term
        assert len(list(ontology.objects(term, RDFS.comment))) == 1, term
        if (term, RDF.type, RDF.Property) in ontology:
            assert (term, RDFS.domain, None) in ontology, term
            assert (term, RDFS.range, None) in ontology, term


def test_every_class_of_things_is_mapped_or_says_why_it_is_ours(ontology: Graph) -> None:
    unmapped = {
        str(kind).removeprefix(v.CG)
        for kind in ontology.subjects(RDF.type, OWL.Class)
        if (kind, RDFS.subClassOf, None) not in ontology
    }
    assert unmapped == {"Proposition"}  # what a claim says: none of the vocabularies reused has it


def test_the_vocabulary_has_a_version(ontology: Graph) -> None:
    assert str(ontology.value(ONTOLOGY, OWL.versionInfo)) == v.VERSION
    assert str(ontology.value(ONTOLOGY, OWL.versionIRI)) == v.version(v.VERSION).value


def test_the_worked_example_is_what_the_records_say(example: ModuleType) -> None:
    corpus = example.CORPUS
    told = set(
        chain(
            rdf.entity_quads(corpus),
            rdf.link_quads(corpus),
            rdf.derived_quads(corpus, example.COMPARISONS),
            *(rdf.article_quads(extraction, corpus) for extraction in corpus.extractions),
            *(rdf.run_quads(extraction) for extraction in corpus.extractions),
        )
    )
    shown = set(parse(v.read("example.trig"), format=RdfFormat.TRIG))
    # A reader finds 62.0 in the file where the store keeps 62: they are one number.
    assert {canonical(str(quad)) for quad in shown} == {canonical(str(quad)) for quad in told}


def canonical(quad: str) -> str:
    return re.sub(r'"(-?\d+)\.0"', r'"\1"', quad)


def test_the_scheme_of_groups_is_sound() -> None:
    groups = {group.id: group for group in rdf.read_scheme()}
    names = [name.casefold() for group in groups.values() for name in (group.label, *group.aliases)]
    assert len(names) == len(set(names))  # a name means one group
    for group in groups.values():
        above, waiting = set(), list(group.broader)
        while waiting:
            key = waiting.pop()
            assert key != group.id, f"{group.id} is within itself"
            if key not in above:
                above.add(key)
                waiting += groups[key].broader
        assert group.scheme


def test_chief_officers_are_found_among_executives() -> None:
    groups = {group.id: group for group in rdf.read_scheme()}
    assert "CMOs" in groups["group-chief-marketing-officers"].aliases
    assert "group-marketing-executives" in groups["group-chief-marketing-officers"].broader
    assert "group-it-executives" in groups["group-chief-information-officers"].broader
