"""A pool of worker processes, in three lanes, so that a slow query never holds up a quick one.

Every query starts in the quick lane. One that is not done at once gives way to those that are: it moves to
the middle lane, at a lower priority, and another takes its place; where that is full, it stays. One that is
not done soon moves to the slow lane, at the lowest priority; where that is full, it is ended. A worker that
gave way, died or holds an old copy is not used again.
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
    middle: int = 8  # queries of the middle lane at one time
    slow: int = 4  # queries of the slow lane at one time
    courtesy: float = 0.01  # seconds of a processor until a query gives way
    patience: float = 0.05  # seconds of a processor until a query counts as slow
    queue: float = 5.0  # seconds that a query waits for its turn


SPARE = 4
"""Workers that wait for when others are replaced."""

LEAST = 0.005
"""Seconds between two looks at what a process has spent."""

MIDDLE, LOWEST = 5, 19
"""Priorities of the lanes behind the quick one, as `nice` counts them."""


class Pool:
    """Answer jobs in worker processes within limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._nursery = Nursery(limits.memory)
        self._copy: Path | None = None
        self._workers: set[Worker] = set()
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._quick = asyncio.Semaphore(limits.quick)
        self._middle = asyncio.Semaphore(limits.middle)
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
        wanted = self.limits.quick + self.limits.middle + self.limits.slow + SPARE
        for _ in range(wanted - len(self._workers) - len(self._tasks)):
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
        place = _Place()
        try:
            await place.wait_for(self._quick, self.limits.queue)
            worker = await self._take()
            before = worker.spent()
            task = asyncio.create_task(worker.ask(job))
            try:
                if not await _until(worker, task, before + self.limits.courtesy):
                    if not self._middle.locked():
                        await place.move_on(self._middle)
                        worker.give_way(MIDDLE)
                    if not await _until(worker, task, before + self.limits.patience):
                        await place.move_on(self._slow)
                        worker.give_way(LOWEST)
                        await self._wait(task, gone)
                        await worker.end()
                return task.result()
            finally:
                if not task.done():
                    worker.fresh = False
                    task.cancel()
                self._give_back(worker)
        finally:
            place.leave()

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


class _Place:
    """Hold the place of one query in a lane."""

    def __init__(self) -> None:
        self._lane: asyncio.Semaphore | None = None

    async def wait_for(self, lane: asyncio.Semaphore, seconds: float) -> None:
        """Take a place in a lane; raises RefusalError where there is none for so long."""
        try:
            async with asyncio.timeout(seconds):
                await lane.acquire()
        except TimeoutError as error:
            raise RefusalError(503, "too many queries wait: try again in a moment") from error
        self._lane = lane

    async def move_on(self, lane: asyncio.Semaphore) -> None:
        """Leave the lane for another; raises RefusalError where that is full."""
        if lane.locked():
            raise RefusalError(503, "too many long queries run: try again later, or ask for less")
        await lane.acquire()
        self.leave()
        self._lane = lane

    def leave(self) -> None:
        """Give the place to the next."""
        if self._lane is not None:
            self._lane.release()
            self._lane = None


async def _until(worker: Worker, task: asyncio.Task[Answer], spent: float) -> bool:
    """Tell whether a query is done before its process has spent so much; waiting for a processor is free."""
    while (left := spent - worker.spent()) > 0:
        if await _done(task, max(left, LEAST)):
            return True
    return task.done()


async def _done(task: asyncio.Task[Answer], seconds: float) -> bool:
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
