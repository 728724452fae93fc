"""A pool of worker processes, in two lanes, so that a slow query never holds up a quick one.

Every query starts in the quick lane. One that is not done soon moves to the slow lane, at lowest priority,
and another worker takes its place in the quick lane. Where the slow lane is full, it is ended. A worker that
was slow, died or holds an old copy is not used again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from claimgraph.server.nursery import START, Nursery, Worker
from claimgraph.server.protocol import RefusalError
from claimgraph.server.worker import Answer, Job


@dataclass(frozen=True)
class Limits:
    """Hold what one query may take, and how many may run."""

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 2 << 30  # bytes of one worker
    quick: int = 4  # queries of the quick lane at one time
    slow: int = 4  # queries of the slow lane at one time
    patience: float = 0.05  # seconds of a processor until a query counts as slow
    queue: float = 5.0  # seconds that a query waits for its turn


SPARE = 4
"""Workers that wait for when others are replaced."""


class Pool:
    """Answer jobs in worker processes within limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._nursery = Nursery(limits.memory)
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
        first = await self._nursery.bear(copy)
        old = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        self._admit(first)
        for worker in old:
            self._replace(worker)
        for _ in range(self.limits.quick + self.limits.slow + SPARE - len(self._workers) - len(self._tasks)):
            self._later(self._start())

    async def close(self) -> None:
        """End every process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._nursery.close()

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
                if not await self._is_quick(worker, task):
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

    async def _is_quick(self, worker: Worker, task: asyncio.Task[Answer]) -> bool:
        """Wait until a query is done, or has had its share; one that waits for a processor is not slow."""
        before = worker.spent()
        while not await _done(task, self.limits.patience):
            if worker.spent() - before >= self.limits.patience:
                return False
        return True

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
            self._workers.discard(worker)
            await worker.end()
            await self._start()

        self._later(replace())

    async def _start(self) -> None:
        while self._copy is not None:
            with contextlib.suppress(RefusalError, OSError):
                self._admit(await self._nursery.bear(self._copy))
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
