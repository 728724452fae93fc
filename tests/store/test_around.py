"""A record is shown from what stands around it as it is shown from the whole graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.claim_graph import ClaimGraph
from claimgraph.store import records
from claimgraph.store.around import around


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    path = tmp_path_factory.mktemp("around") / "claimgraph.db"
    with ClaimGraph(path) as graph:
        graph.add([root / "sources" / "articles"])
    return path


def test_every_id_is_shown_from_its_surroundings_as_from_the_whole(kept: Path) -> None:
    with ClaimGraph(kept) as graph:
        keys = sorted(graph.catalogue.ids)
        whole = {key: graph.describe(key) for key in keys}
        cited = {one.id: graph.cite(one, "apa") for one in graph.corpus.statistics}
    with ClaimGraph(kept) as graph:
        assert {key: graph.describe(key) for key in keys} == whole
        for key, citation in cited.items():
            (match,) = graph.matches(key)
            assert graph.cite(match.statistic, "apa") == citation
        assert "corpus" not in graph.__dict__  # nothing of this read the whole graph


def test_what_nothing_has_the_id_of_stands_nowhere(kept: Path) -> None:
    with ClaimGraph(kept) as graph:
        for key in ("stat-" + "0" * 24, "cmp-" + "0" * 24, "article-none", "measure-none", "link-none"):
            assert around(graph.store, [key]) is None


def test_the_surroundings_are_a_part_of_the_whole(kept: Path) -> None:
    with ClaimGraph(kept) as graph:
        whole = records.read_corpus(graph.store)
        part = around(graph.store, [whole.statistics[0].id])
        assert part is not None
        told = {extraction.article.id: extraction for extraction in whole.extractions}
        for extraction in part[0].extractions:
            assert set(extraction.statistics) <= set(told[extraction.article.id].statistics)
        assert len(part[0].statistics) < len(whole.statistics)
