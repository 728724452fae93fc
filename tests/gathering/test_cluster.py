"""A dask cluster of several processes makes the same graph, also where one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from distributed import KilledWorker, LocalCluster
from tests.gathering.conftest import MANY, summary

from claimgraph import claim_graph
from claimgraph.claim_graph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import GatheringError
from claimgraph.gathering import Failed, Gathered, cluster, documents, gather
from claimgraph.gathering.batches import LostError


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


def workers_of(local: LocalCluster) -> dict[str, int]:
    with local.get_client() as client:
        found: dict[str, int] = client.run(os.getpid)
        return found


@pytest.mark.long
def test_a_cluster_with_one_worker_killed_makes_the_same_graph(
    many: Path, tmp_path: Path, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ClaimGraph(tmp_path / "alone.db") as graph:
        alone = graph.add([many])
        expected = {str(quad) for quad in graph.store.quads()}
    killed: list[int] = []

    def disturbed(*arguments: Any) -> Iterator[Gathered | Failed]:
        for number, one in enumerate(gather(*arguments)):
            if number == 5:
                killed.append(next(iter(workers_of(local).values())))
                os.kill(killed[0], signal.SIGKILL)
            yield one

    monkeypatch.setattr(claim_graph, "gather", disturbed)
    with ClaimGraph(tmp_path / "cluster.db") as graph:
        assert graph.add([many], scheduler=local.scheduler_address) == alone
        assert {str(quad) for quad in graph.store.quads()} == expected
        assert len(graph.corpus.extractions) == MANY + 1
    assert killed
    assert killed[0] not in workers_of(local).values()


@pytest.mark.long
def test_the_command_reads_on_a_cluster(many: Path, tmp_path: Path, local: LocalCluster) -> None:
    arguments = ["--db", str(tmp_path / "c.db"), "add", str(many), "--scheduler", local.scheduler_address]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 5
    assert f"The graph now holds {MANY + 1} articles" in result.stderr
    assert "08a.pdf: no PDF" in result.stderr


@pytest.mark.long
def test_a_cluster_with_another_extractor_is_refused(
    many: Path, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "EXTRACTOR", "claimgraph/99")
    with pytest.raises(GatheringError, match="install the same on all machines"):
        summary(gather([many], many.parent / "db", scheduler=local.scheduler_address))


@pytest.mark.long
def test_a_scheduler_that_is_lost_is_named(many: Path) -> None:
    code = f"""
from pathlib import Path
from distributed import LocalCluster
from claimgraph.errors import GatheringError
from claimgraph.gathering import cluster, gather
if __name__ == "__main__":
    cluster.PATIENCE = 2
    local = LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    found = gather([{str(many)!r}], Path("db"), scheduler=local.scheduler_address)
    next(found)
    local.close()
    try:
        list(found)
    except GatheringError as error:
        print(error)
"""
    (many.parent / "lost.py").write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, "lost.py"], cwd=many.parent, capture_output=True, text=True, check=True, timeout=120
    )
    assert "the scheduler was lost" in done.stdout


def test_a_batch_that_ends_workers_counts_as_lost() -> None:
    class Killed:
        def result(self) -> None:
            raise KilledWorker("tell_all", None, 3)

    with pytest.raises(LostError):
        cluster.Awaited(Killed()).result()


def test_a_scheduler_that_is_not_there_is_named(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(GatheringError, match="no scheduler answers at tcp://127"):
        summary(gather([many], many.parent / "db", scheduler="tcp://127.0.0.1:9"))


def test_workers_and_scheduler_exclude_each_other(many: Path) -> None:
    result = CliRunner().invoke(
        main, ["add", str(many), "--workers", "2", "--scheduler", "tcp://127.0.0.1:9"]
    )
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_what_has_failed_is_handed_on() -> None:
    failed = Failed("a.txt", "no such file: check the name")
    assert documents.tell_all([failed]) == [failed]
