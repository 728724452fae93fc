"""Processes on this machine that read and extract, each with one thread.

A thread here speaks with each. A process that ends over a batch is replaced when the next one is asked.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Self

from claimgraph.errors import GatheringError
from claimgraph.gathering.batches import Answer, Batch, LostError
from claimgraph.reading.metadata import Entry

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
"""What keeps libraries to one thread: there are as many processes as shall work at a time."""


class Processes:
    """Answer batches in a number of processes, which end with the one that started them."""

    def __init__(self, count: int, entries: Sequence[Entry] = ()) -> None:
        """Take the number of processes, and what completes articles; each starts with its first batch."""
        self.count = count
        self._processes = [Process(entries) for _ in range(count)]
        self._idle: SimpleQueue[Process] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.end()
        self._threads.shutdown()

    def submit(self, batch: Batch) -> Future[Answer]:
        """Give a batch to the process that is free first."""
        return self._threads.submit(self._ask, batch)

    def _ask(self, batch: Batch) -> Answer:
        process = self._idle.get()
        try:
            return process.ask(batch)
        finally:
            self._idle.put(process)


class Process:
    """Hold one process, started when it is asked and not there."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = Lock()
        self._over = False

    def ask(self, batch: Batch) -> Answer:
        """Return the answer to a batch.

        Raises LostError where the process ends over it, GatheringError where none can be started.
        """
        process = self._running()
        try:
            return _exchange(process, batch)
        except LostError:
            self._drop()
            raise

    def end(self) -> None:
        """Kill the process, and start no other."""
        self._over = True
        self._drop()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._turn:
            if self._over:
                raise LostError("the process was ended: add the articles again")
            if self._process is not None:
                return self._process
            one_thread = dict.fromkeys(THREADS, "1")
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "claimgraph.gathering.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            process = self._process
        try:
            _exchange(process, self._entries)
        except LostError as error:
            self._drop()
            raise GatheringError(
                "a process that reads articles does not start: is there memory left? Fewer workers need less"
            ) from error
        return process

    def _drop(self) -> None:
        with self._turn:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError, ValueError):
                    if pipe:
                        pipe.close()


def _exchange(process: subprocess.Popen[bytes], message: object) -> Answer:
    """Send a message and return what comes back; raises LostError where the process ends before."""
    if process.stdin is None or process.stdout is None:
        raise LostError("the process has no pipes")
    try:
        pickle.dump(message, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        answer: Answer = pickle.load(process.stdout)  # noqa: S301 - from a process of this program
    except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:  # ValueError: the pipe is closed
        raise LostError("the process that reads articles has ended") from error
    return answer
