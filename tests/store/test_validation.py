"""A sound graph has no violations, and each kind of damage is found where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph import vocabulary as v
from claimgraph.store import EmbeddedStore, open_store
from claimgraph.store.validation import validate

PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in v.PREFIXES.items())


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("validation") / "claimgraph.db") as store:
        yield store


@pytest.fixture
def sound(opened: EmbeddedStore, example: ModuleType) -> EmbeddedStore:
    """Return a store that holds the worked example with its texts, whatever the test before did to it."""
    for extraction in example.EXTRACTIONS:
        opened.texts.put(extraction.article.text)
    opened._store.clear()
    opened._store.extend(parse(v.read("example.trig"), format=RdfFormat.TRIG))
    return opened


def damage(store: EmbeddedStore, delete: str, insert: str = "", where: str = "") -> None:
    """Change what stands in any named graph; without a condition, what is deleted is the condition."""
    condition = " . ".join(part for part in (delete, where) if part)
    store._store.update(
        f"{PREFIXES} DELETE {{ GRAPH ?g {{ {delete} }} }} INSERT {{ GRAPH ?g {{ {insert} }} }} "
        f"WHERE {{ GRAPH ?g {{ {condition} }} }}"
    )


def test_the_worked_example_is_sound(sound: EmbeddedStore) -> None:
    assert validate(sound) == []


# What is deleted, what is inserted, on which condition, and what the violation says.
DAMAGE = [
    ("id:group-teachers ?m 41.0", "", "", "the plain triple that it names is missing"),
    ("?s cg:verdict cg:Gap", "", "", "cg:verdict"),
    ("", "?s cg:verdict cg:Agree", "?s cg:verdict cg:Gap", "cg:verdict"),
    ("?s cg:compares ?o", "", "?s cg:verdict cg:Gap", "cg:compares"),
    ("?s oa:start 87", "?s oa:start 86", "?s oa:end 97", "the text says other words at 86–97"),
    ("?s oa:start 87", "?s oa:start 87.0", "?s oa:end 97", "oa:start"),
    ("?s cg:yearBasis ?b", "?s cg:yearBasis cg:YearUnknown", "?s cg:year ?y", "A year has a basis"),
    ("?s cg:kind ?k", "", "", "cg:kind"),
    ("?m cg:changeOf ?l", "", "", "cg:changeOf"),
    ("?s cg:confidence ?c", "?s cg:confidence 1.5e0", "?s a cg:Claim", "cg:confidence"),
    ("?s ?p ?x", "", "?s a org:Organization", "it names org-harbour-institute, which nothing describes"),
    ("?m cg:canonical ?o", "", "", "no one node stands for it"),
    ("", "_:b rdfs:label 'x'", "?s a cg:Statistic", "a blank node"),
    ("?s cg:review ?r", "", "", "cg:review"),
    ("?s cg:sampleSize ?n", "?s cg:sampleSize 0", "?s a cg:Base", "cg:sampleSize"),
    ("?s schema:value 62.0", "?s schema:value -62.0", "?s a cg:Statistic", "A share is not less than zero"),
]


@pytest.mark.parametrize(("delete", "insert", "where", "message"), DAMAGE)
def test_damage_is_found(sound: EmbeddedStore, delete: str, insert: str, where: str, message: str) -> None:
    before = set(sound.quads())
    damage(sound, delete, insert, where)
    assert set(sound.quads()) != before
    assert [found for found in validate(sound) if message in found.message]


def test_the_default_graph_stays_empty(sound: EmbeddedStore) -> None:
    sound._store.update(PREFIXES + "INSERT DATA { id:loose a cg:Study }")
    (row,) = [row for row in sound.validate() if "default graph" in row["message"]]
    assert row["node"] == "loose"


def test_a_violation_names_its_article_and_node(sound: EmbeddedStore, example: ModuleType) -> None:
    damage(sound, "?s cg:bound ?b", "", "?s a cg:Statistic")
    found = validate(sound)
    assert {violation.graph for violation in found} == {example.SURVEY.id, example.RETELLING.id}
    assert example.LEADERS.id in {violation.node for violation in found}


def test_a_text_that_is_gone_or_changed_is_found(sound: EmbeddedStore, example: ModuleType) -> None:
    sound.texts.remove(example.RETELLING.sha256)
    (sound.path / "texts" / f"{example.SURVEY.sha256}.txt").write_text("other words")
    messages = " ".join(violation.message for violation in validate(sound))
    sound.texts.remove(example.SURVEY.sha256)
    assert re.search(r"is not in .*: add its article again", messages)
    assert "was changed" in messages
