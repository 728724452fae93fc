"""A pool of worker processes, in two lanes, so that a slow query never holds up a quick one.

Every query starts in the quick lane. One that is not done soon moves to the slow lane, at lowest priority,
and another worker takes its place in the quick lane. Where the slow lane is full, it is ended. A worker that
was slow, died or holds an old copy is not used again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from claimgraph.server.protocol import RefusalError
from claimgraph.server.worker import LENGTH, Answer, Job, pack

START = 60.0
"""Seconds within which a new worker has to be ready."""


@dataclass(frozen=True)
class Limits:
    """Hold what one query may take, and how many may run."""

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 2 << 30  # bytes of one worker
    quick: int = 2  # queries of the quick lane at one time
    slow: int = 4  # queries of the slow lane at one time
    patience: float = 0.25  # seconds until a query counts as slow
    queue: float = 5.0  # seconds that a query waits for its turn


class Worker:
    """Hold one process and the copy that it answers from."""

    def __init__(self, process: asyncio.subprocess.Process, copy: Path) -> None:
        self.copy = copy
        self.fresh = True  # neither slow nor interrupted so far
        self._process = process

    @classmethod
    async def start(cls, copy: Path, memory: int) -> Worker:
        """Start a process on a copy and wait until it is ready."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "claimgraph.server.worker", str(copy), str(memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        assert process.stdout is not None  # noqa: S101 - it was asked for
        try:
            async with asyncio.timeout(START):
                await process.stdout.readexactly(1)
        except (asyncio.IncompleteReadError, TimeoutError) as error:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise RefusalError(503, "a query process does not start: the server's log says more") from error
        return cls(process, copy)

    @property
    def running(self) -> bool:
        """Tell whether the process is there."""
        return self._process.returncode is None

    async def ask(self, job: Job) -> Answer:
        """Send a job and return its answer; raises RefusalError where the process ends before."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101 - they were asked for
        try:
            stdin.write(pack(job))
            await stdin.drain()
            head = json.loads(await stdout.readexactly(*LENGTH.unpack(await stdout.readexactly(LENGTH.size))))
            body = await stdout.readexactly(*LENGTH.unpack(await stdout.readexactly(LENGTH.size)))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.fresh = False
            raise RefusalError(
                503, "the query needs more memory than this server gives: ask for less"
            ) from error
        return Answer(head["status"], head["media"], body)

    def yield_way(self) -> None:
        """Let every other process go first."""
        self.fresh = False
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 19)

    async def end(self) -> None:
        """Kill the process."""
        self.fresh = False
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Pool:
    """Answer jobs in worker processes within limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._copy: Path | None = None
        self._workers: set[Worker] = set()
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._quick = asyncio.Semaphore(limits.quick)
        self._slow = asyncio.Semaphore(limits.slow)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def copies(self) -> set[Path]:
        """Return the copies that are in use."""
        return {worker.copy for worker in self._workers} | ({self._copy} if self._copy else set())

    async def use(self, copy: Path) -> None:
        """Answer from another copy from now on; queries that run are answered from the one before."""
        self._copy = copy
        first = await Worker.start(copy, self.limits.memory)
        old = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        self._admit(first)
        for worker in old:
            self._replace(worker)
        for _ in range(self.limits.quick + self.limits.slow - len(self._workers) - len(self._tasks)):
            self._later(self._start())

    async def close(self) -> None:
        """End every process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    async def answer(self, job: Job, gone: Callable[[], Awaitable[bool]]) -> Answer:
        """Return the answer to a job; `gone` tells whether its client has left.

        Raises RefusalError with status 503 where the query takes too long or too much, or too many are asked.
        """
        try:
            async with asyncio.timeout(self.limits.queue):
                await self._quick.acquire()
        except TimeoutError as error:
            raise RefusalError(503, "too many queries wait: try again in a moment") from error
        quick = True
        try:
            worker = await self._take()
            task = asyncio.create_task(worker.ask(job))
            try:
                if not await _done(task, self.limits.patience):
                    if self._slow.locked():
                        raise RefusalError(503, "too many long queries run: try again later, or ask for less")
                    async with self._slow:
                        self._quick.release()
                        quick = False
                        worker.yield_way()
                        await self._wait(task, gone)
                        await worker.end()
                return task.result()
            finally:
                if not task.done():
                    worker.fresh = False
                    task.cancel()
                self._give_back(worker)
        finally:
            if quick:
                self._quick.release()

    async def _wait(self, task: asyncio.Task[Answer], gone: Callable[[], Awaitable[bool]]) -> None:
        end = asyncio.get_running_loop().time() + self.limits.seconds - self.limits.patience
        while (left := end - asyncio.get_running_loop().time()) > 0:
            if await _done(task, min(left, 0.5)):
                return
            if await gone():
                raise RefusalError(503, "the client has left")
        raise RefusalError(503, f"the query takes longer than {self.limits.seconds:g} seconds: ask for less")

    async def _take(self) -> Worker:
        while True:
            try:
                async with asyncio.timeout(START):
                    worker = await self._idle.get()
            except TimeoutError as error:
                raise RefusalError(503, "no query process is ready: try again later") from error
            if worker.running and worker.copy == self._copy:
                return worker
            self._replace(worker)

    def _give_back(self, worker: Worker) -> None:
        if worker.fresh and worker.running and worker.copy == self._copy:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        async def replace() -> None:
            await worker.end()
            self._workers.discard(worker)
            await self._start()

        self._later(replace())

    async def _start(self) -> None:
        while self._copy is not None:
            with contextlib.suppress(RefusalError, OSError):
                self._admit(await Worker.start(self._copy, self.limits.memory))
                return
            await asyncio.sleep(1)

    def _admit(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _done(task: asyncio.Task[Answer], seconds: float) -> bool:
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
