"""Ids become IRIs and come back; IRIs stand in one place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Basis, Bound, Kind, LinkKind, Review, Verdict


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_comes_back_from_its_iri(key: str) -> None:
    assert v.key(v.node(key)) == key


def test_ids_of_ours_are_local_names_as_they_are() -> None:
    assert v.node("stat-9f31c2").value == "https://w3id.org/claimgraph/id/stat-9f31c2"
    assert v.article_graph("article-1").value == "https://w3id.org/claimgraph/id/g/article-1"


@pytest.mark.parametrize("key", ["", "\ud800"])
def test_what_cannot_be_an_id_is_refused(key: str) -> None:
    with pytest.raises(ConversionError):
        v.node(key)


def test_a_stranger_is_no_node_of_ours() -> None:
    with pytest.raises(ConversionError, match="no node of claimgraph"):
        v.key(NamedNode("https://other.example/x"))


def test_units_are_told_apart() -> None:
    names = ["percent", "points", "percent_change", "count", "ratio", "USD", "usd", "hours", "%", "Cmd"]
    assert len({v.unit(name) for name in names}) == len(names)
    assert v.unit("percent").value == "http://qudt.org/vocab/unit/PERCENT"


@pytest.mark.parametrize(
    ("members", "terms"),
    [
        (Kind, v.KINDS),
        (Bound, v.BOUNDS),
        (Basis, v.YEAR_BASES),
        (Basis, v.BASE_BASES),
        (Verdict, v.VERDICTS),
        (Review, v.REVIEWS),
        (LinkKind, v.LINK_PREDICATES),
    ],
)
def test_every_member_has_a_term_of_its_own(members: type, terms: dict[object, NamedNode]) -> None:
    assert set(terms) == set(members)
    assert len(set(terms.values())) == len(terms)


def test_an_iri_is_written_in_one_module_alone(root: Path) -> None:
    namespaces = re.compile("|".join(re.escape(namespace) for namespace in v.PREFIXES.values()))
    users = {
        path.relative_to(root).as_posix()
        for path in (root / "graph").rglob("*.py")
        if namespaces.search(path.read_text("utf-8"))
    }
    assert users == {"graph/claimgraph/vocabulary.py"}


def test_no_rdflib_is_loaded_for_the_terms() -> None:
    code = (
        "import sys, claimgraph.vocabulary, claimgraph.rdf, claimgraph.store; print('rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
