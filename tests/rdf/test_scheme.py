"""A user's scheme of groups is read, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph import rdf
from claimgraph.errors import RegisterError
from claimgraph.model import Group

HEAD = """@prefix cg: <https://w3id.org/claimgraph/ns#> . @prefix id: <https://w3id.org/claimgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def test_a_scheme_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "groups.ttl"
    path.write_text(
        HEAD + 'id:group-bakers a cg:RespondentGroup ; skos:inScheme id:groups ; skos:prefLabel "bakers"@en ;'
        ' skos:altLabel "pastry cooks"@en .'
    )
    assert rdf.read_scheme(path) == (Group("group-bakers", "bakers", ("pastry cooks",), (), True),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id:group-a a cg:RespondentGroup ; skos:broader id:group-b .", "group-b: define it as well"),
        ("<https://other.example/a> a cg:RespondentGroup .", "no node of claimgraph"),
        ("id:group-a a cg:RespondentGroup", "cannot be read"),
        ("[] a cg:RespondentGroup .", "blank nodes"),
    ],
)
def test_a_broken_scheme_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "groups.ttl"
    path.write_text(HEAD + text)
    with pytest.raises(RegisterError, match=message):
        rdf.read_scheme(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none\.ttl"):
        rdf.read_scheme(tmp_path / "none.ttl")
