"""What comes out does not depend on who reads: this process or others, in batches of any size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gathering.conftest import MANY, summary

from claimgraph.claim_graph import ClaimGraph
from claimgraph.gathering import Failed, Gathered, Remembered, batches, documents, gather
from claimgraph.gathering.batches import Answer, Batch, LostError
from claimgraph.gathering.documents import Document, Told
from claimgraph.model import Article


def test_sources_come_out_in_their_order_and_broken_ones_are_named(many: Path) -> None:
    found = list(gather([many / "39.txt", many], many.parent / "claimgraph.db"))
    names = [Path(one.name).name for one in found]
    assert names == ["39.txt", *sorted(file.name for file in many.iterdir())]
    assert [Path(one.name).name for one in found if isinstance(one, Failed)] == ["08a.pdf", "09a.txt"]
    assert [one.status for one in found if Path(one.name).name == "39.txt" and isinstance(one, Gathered)] == [
        "added",
        "unchanged",
    ]


def test_a_fault_of_ours_costs_one_document(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = documents.extract

    def extract(article: Article) -> object:
        if "part 5\n" in article.text:
            raise IndexError("list index out of range")
        return really(article)

    monkeypatch.setattr(documents, "extract", extract)
    found = list(gather(sorted(many.glob("0?.txt")), many.parent / "claimgraph.db"))
    (failed,) = (one for one in found if isinstance(one, Failed))
    assert Path(failed.name).name == "05.txt"
    assert "IndexError" in failed.reason
    assert len(found) == 10


def test_what_is_known_is_not_extracted_again(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = many.parent / "claimgraph.db"
    first = [one for one in gather([many], home) if isinstance(one, Gathered)]
    (many / "03.txt").write_text((many / "04.txt").read_text("utf-8"), "utf-8")
    read: list[str | None] = []
    really = documents.extract
    monkeypatch.setattr(documents, "extract", lambda a: (read.append(a.path), really(a))[1])
    second = list(gather([many], home, Remembered(one.extraction for one in first)))
    assert read == ["many/03.txt"]
    assert {one.status for one in second if isinstance(one, Gathered) and one.name[-6:] != "03.txt"} == {
        "unchanged"
    }


@given(number=st.integers(0, 400), workers=st.integers(1, 9), heavy=st.sets(st.integers(0, 399)))
def test_batches_hold_every_document_once_and_in_order(number: int, workers: int, heavy: set[int]) -> None:
    size = batches.LARGEST // 2
    all_ = [Document(str(n), b"x" * (size if n in heavy and n % 7 == 0 else 1)) for n in range(number)]
    made = list(batches.batched(iter(all_), number, workers))
    assert [one for batch in made for one in batch] == all_
    assert all(0 < len(batch) <= batches.MOST for batch in made)
    assert number < workers or len(made) >= workers


class Unsteady:
    """Lose chosen documents' workers, some of them every time."""

    count = 3

    def __init__(self, once: set[str], always: set[str]) -> None:
        self.once, self.always = set(once), always
        self.told: list[str] = []

    def submit(self, batch: Batch) -> Unsteady.Pending:
        return Unsteady.Pending(self, batch)

    class Pending:
        def __init__(self, workers: Unsteady, batch: Batch) -> None:
            self.workers, self.batch = workers, batch

        def result(self) -> Answer:
            names = {one.name for one in self.batch}
            if names & self.workers.once or names & self.workers.always:
                self.workers.once -= names
                raise LostError("lost")
            self.workers.told += [one.name for one in self.batch]
            return [Told(one.name, None) for one in self.batch]


@given(
    once=st.sets(st.integers(0, 49)), always=st.sets(st.integers(0, 49), max_size=4), size=st.integers(1, 20)
)
def test_only_a_document_that_loses_its_worker_every_time_fails(
    once: set[int], always: set[int], size: int
) -> None:
    everything: Sequence[Document] = [Document(str(n), b"") for n in range(50)]
    workers = Unsteady({str(n) for n in once}, {str(n) for n in always})
    given_out = [everything[start : start + size] for start in range(0, 50, size)]
    found = [told for _, told in batches.answers(given_out, workers)]
    assert [one.name if isinstance(one, Failed) else one.article for one in found] == [
        d.name for d in everything
    ]
    assert {int(one.name) for one in found if isinstance(one, Failed)} == always
    assert sorted(workers.told, key=int) == [d.name for d in everything if int(d.name) not in always]


def test_processes_make_the_same_graph_as_one(many: Path, tmp_path: Path) -> None:
    graphs = []
    for workers in (1, 3):
        with ClaimGraph(tmp_path / f"{workers}.db") as graph:
            report = graph.add([many], workers=workers)
            again = graph.add([many], workers=workers)
            graphs.append(({str(quad) for quad in graph.store.quads()}, report))
            assert {one.status for one in again.done} == {"unchanged"}
    assert graphs[0] == graphs[1]
    assert len(graphs[0][1].done) == MANY + 1


def test_metadata_reach_the_processes(many: Path) -> None:
    from claimgraph.reading.metadata import Entry

    entries = [Entry(title=f"Ferries of Aldersund, part {n}", author="Mara Lind") for n in (0, 6, 12)]
    home = many.parent / "claimgraph.db"
    alone = summary(gather([many], home, entries=entries))
    assert summary(gather([many], home, entries=entries, workers=2)) == alone
    assert "Mara Lind" in str(alone)


def test_a_file_that_moved_keeps_what_was_known_of_it(tmp_path: Path) -> None:
    from claimgraph.reading.metadata import Entry

    words = (
        "---\nurl: https://ferry.example/one\n---\n62 percent of passengers said that the ferry is late.\n"
    )
    (tmp_path / "old.txt").write_text(words, "utf-8")
    (tmp_path / "new.txt").write_text(words, "utf-8")
    entries = [Entry(url="https://ferry.example/one", author="Mara Lind")]
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        graph.add([tmp_path / "old.txt"], entries=entries)
        report = graph.add([tmp_path / "new.txt"] * 2)
        assert [one.status for one in report.done] == ["replaced", "unchanged"]
        (extraction,) = graph.corpus.extractions
        assert (extraction.article.author, extraction.article.path) == ("Mara Lind", "new.txt")
