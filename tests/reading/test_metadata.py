"""Exports of a reference manager complete articles that came without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph import ClaimGraph
from claimgraph.errors import ReadingError
from claimgraph.model import Article
from claimgraph.reading import metadata
from claimgraph.reading.metadata import Entry

CRANES = Entry(
    title="New cranes & old quays",
    author="Lindqvist, Mara; Harbour Desk",
    publisher="Harbour Weekly",
    date="2021-03-04",
    url="https://harbour.example/cranes?a=1",
)
CSL = [
    {
        "type": "webpage",
        "title": "New cranes & old quays",
        "author": [{"family": "Lindqvist", "given": "Mara"}, {"literal": "Harbour Desk"}],
        "container-title": "Harbour Weekly",
        "issued": {"date-parts": [["2021", 3, 4]]},
        "URL": "https://harbour.example/cranes?a=1",
    }
]
BIBTEX = r"""
@online{lindqvist2021,
  author = {Lindqvist, Mara and {Harbour Desk}},
  title = {{New cranes \& old quays}},
  organization = {Harbour Weekly},
  date = {2021-03-04},
  url = {https://harbour.example/cranes?a=1},
}
"""
ZOTERO = r"""

@online{lindqvist_new_2021,
	title = {New cranes \& old quays},
	url = {https://harbour.example/cranes?a=1},
	titleaddon = {Harbour Weekly},
	author = {Lindqvist, Mara and {Harbour Desk}},
	urldate = {2021-05-01},
	date = {2021-03-04},
	langid = {english},
	keywords = {cranes, quays},
}
"""
RIS = """TY  - ELEC
TI  - New cranes & old quays
AU  - Lindqvist, Mara
AU  - Harbour Desk
T2  - Harbour Weekly
PY  - 2021
DA  - 2021/03/04/
UR  - https://harbour.example/cranes?a=1
ER  -
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps(CSL)),
        ("a.bib", BIBTEX),
        ("zotero.bib", ZOTERO),
        ("a.ris", RIS.replace("ER  -", "ER  - ")),
    ],
)
def test_each_export_gives_the_same_entry(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert metadata.read(tmp_path / name) == (CRANES,)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", "{", "no JSON"),
        ("a.json", "[1]", "no list of works"),
        ("a.xml", "<a/>", r"read from \.bib, \.json, \.ris"),
        ("none.ris", None, "cannot be read"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, name: str, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(ReadingError, match=words):
        metadata.read(tmp_path / name)


def test_hostile_entries_are_kept_out(tmp_path: Path) -> None:
    item = {"title": 3, "author": "x", "issued": {"date-parts": [[99999]]}, "URL": "javascript:alert(1)"}
    (tmp_path / "a.json").write_text(json.dumps([item, {"issued": []}, {"author": [1, {"family": None}]}]))
    assert metadata.read(tmp_path / "a.json") == ()


def test_an_article_is_completed_by_address_or_title_and_wins() -> None:
    titled = Article("62 percent.", title="New cranes, & old QUAYS", author="M. L.")
    assert metadata.complete(titled, [CRANES]) == Article(
        "62 percent.",
        title="New cranes, & old QUAYS",
        author="M. L.",
        publisher="Harbour Weekly",
        date="2021-03-04",
        url="https://harbour.example/cranes?a=1",
    )
    placed = Article("62 percent.", title="Other", url="http://www.harbour.example/cranes?a=1/")
    assert metadata.complete(placed, [CRANES]).author == CRANES.author
    other = Entry(title="New cranes & old quays", author="Somebody Else")
    assert metadata.complete(titled, [CRANES, other]) == titled
    assert metadata.complete(Article("62 percent."), [Entry(author="X")]).author is None


def test_metadata_stay_when_the_file_is_added_again(tmp_path: Path) -> None:
    (tmp_path / "cranes.txt").write_text("New cranes & old quays\n\nThey are new.\n")
    with ClaimGraph(tmp_path / "graph.db") as graph:
        graph.add([tmp_path / "cranes.txt"], entries=[CRANES])
        (extraction,) = graph.corpus.extractions
        assert extraction.article.date == "2021-03-04"
        assert graph.add([tmp_path / "cranes.txt"]).done[0].status == "unchanged"
        assert len(graph.corpus.extractions) == 1
