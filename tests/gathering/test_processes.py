"""Processes that read: one that ends is replaced, and all end with the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.gathering.conftest import told

from claimgraph.claim_graph import ClaimGraph
from claimgraph.errors import GatheringError
from claimgraph.gathering import Failed, processes
from claimgraph.gathering.batches import answers, batched
from claimgraph.gathering.documents import Document, tell_all
from claimgraph.gathering.processes import Processes


class Deadly(Document):
    """End the process that receives it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def written(numbers: range) -> list[Document]:
    return [Document(str(n), told(n).encode(), f"{n}.txt", ".txt") for n in numbers]


def processes_of(workers: Processes) -> list[int]:
    return [one._process.pid for one in workers._processes if one._process is not None]


def test_a_killed_process_is_replaced_and_its_batch_done_again() -> None:
    documents = written(range(60))
    alone = tell_all(documents)
    with Processes(2) as workers:
        found = (told for _, told in answers(batched(iter(documents), 60, 2), workers))
        first = [next(found) for _ in range(5)]
        before = processes_of(workers)
        os.kill(before[0], signal.SIGKILL)
        assert [*first, *found] == alone
        assert len(set(processes_of(workers)) | set(before)) == 3
    assert not any(psutil.pid_exists(one) for one in before)


def test_a_document_that_ends_its_process_fails_alone() -> None:
    documents = written(range(8))
    documents[3] = Deadly("deadly.txt", b"")
    with Processes(2) as workers:
        found = [told for _, told in answers([documents[:5], documents[5:]], workers)]
    (failed,) = (one for one in found if isinstance(one, Failed))
    assert failed.name == "deadly.txt"
    assert "memory" in failed.reason
    assert found[:3] + found[4:] == tell_all(documents[:3] + documents[4:])


def test_a_process_that_does_not_start_is_no_fault_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.sys, "executable", "/bin/false")
    with Processes(2) as workers, pytest.raises(GatheringError, match="does not start"):
        list(answers([written(range(2))], workers))


def heeding_interrupts() -> None:
    """Undo what a shell does to its background jobs, in which an interrupt is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(folder: Path) -> tuple[subprocess.Popen[bytes], list[psutil.Process]]:
    """Start `add` over many articles, and wait until its processes work."""
    (folder / "articles").mkdir()
    for number in range(1500):
        (folder / "articles" / f"{number}.txt").write_text(told(number), "utf-8")
    adding = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "--db", "new.db", "add", "articles", "--workers", "2"],
        cwd=folder,
        start_new_session=True,
        stderr=subprocess.PIPE,
        preexec_fn=heeding_interrupts,
    )
    children: list[psutil.Process] = []
    end = time.monotonic() + 120
    while len(children) < 2 or not all(child.cpu_times().user > 0.5 for child in children):
        assert adding.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
        children = psutil.Process(adding.pid).children(recursive=True)
    return adding, children


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
def test_an_interrupt_ends_all_and_changes_nothing(tmp_path: Path) -> None:
    adding, children = started(tmp_path)
    os.killpg(adding.pid, signal.SIGINT)
    _, words = adding.communicate(timeout=120)
    assert adding.returncode == 130
    assert b"Traceback" not in words
    assert psutil.wait_procs(children, timeout=20)[1] == []
    with ClaimGraph(tmp_path / "new.db") as graph:
        assert graph.corpus.extractions == ()
    assert not any((tmp_path / "new.db" / "texts").glob("*"))


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
def test_processes_end_when_the_program_is_killed(tmp_path: Path) -> None:
    adding, children = started(tmp_path)
    adding.kill()
    adding.communicate(timeout=120)
    assert psutil.wait_procs(children, timeout=20)[1] == []
