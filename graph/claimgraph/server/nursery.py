"""Worker processes as the server sees them, and the nursery that forks and ends them for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
import time
from pathlib import Path

from claimgraph.server.protocol import RefusalError
from claimgraph.server.worker import LENGTH, Answer, Job, pack

START = 60.0
"""Seconds within which a new worker has to be ready."""


class Worker:
    """Hold the connection to one process, and the copy that it answers from."""

    def __init__(self, nursery: Nursery, copy: Path, connection: socket.socket) -> None:
        self.copy = copy
        self.fresh = True  # neither slow nor interrupted so far
        self._nursery = nursery
        self._connection = connection
        self._process = 0

    async def start(self) -> None:
        """Wait until the process is ready; raises RefusalError where it is not."""
        try:
            self._reader, self._writer = await asyncio.open_connection(sock=self._connection)
            async with asyncio.timeout(START):
                (self._process,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
        except (asyncio.IncompleteReadError, OSError, TimeoutError) as error:
            self._connection.close()
            raise RefusalError(503, "a query process does not start: is there memory left?") from error

    @property
    def running(self) -> bool:
        """Tell whether the process is there."""
        return not self._reader.at_eof()

    async def ask(self, job: Job) -> Answer:
        """Send a job and return its answer; raises RefusalError where the process ends before."""
        try:
            self._writer.write(pack(job))
            await self._writer.drain()
            head = json.loads(await self._part())
            body = await self._part()
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.fresh = False
            words = "the query needs more memory than this server gives: ask for less"
            raise RefusalError(503, words) from error
        return Answer(head["status"], head["media"], body)

    def spent(self) -> float:
        """Return for how many seconds the process had a processor, or the time where nothing says so."""
        try:
            # Its first number is nanoseconds: https://docs.kernel.org/scheduler/sched-stats.html
            return int(Path(f"/proc/{self._process}/schedstat").read_text("ascii").split()[0]) / 1e9
        except (OSError, ValueError, IndexError):
            return time.monotonic()

    def give_way(self, priority: int) -> None:
        """Let others go first; the priority cannot be raised again, so that this is the last job."""
        self.fresh = False
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process, priority)

    async def end(self) -> None:
        """Kill the process; ending it twice is no error."""
        self.fresh = False
        process, self._process = self._process, 0
        if process:
            self._writer.close()
            await self._nursery.end(process)

    async def _part(self) -> bytes:
        length = await self._reader.readexactly(LENGTH.size)
        return await self._reader.readexactly(*LENGTH.unpack(length))


class Nursery:
    """Hold the process that forks workers; it is started when it is wanted and not there."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._turn = asyncio.Lock()

    async def bear(self, copy: Path) -> Worker:
        """Return a new worker that answers from a copy; raises RefusalError where it does not start."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            await self._order({"path": str(copy), "memory": self._memory}, theirs.fileno())
        worker = Worker(self, copy, ours)
        await worker.start()
        return worker

    async def end(self, process: int) -> None:
        """Kill a worker; it is a child of the nursery, so that its number is not another's meanwhile."""
        with contextlib.suppress(RefusalError):
            await self._order({"end": process})

    async def close(self) -> None:
        """End the nursery; its workers end with it."""
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._process.returncode is None:
            await self._process.wait()

    async def _order(self, order: dict[str, object], *handles: int) -> None:
        loop = asyncio.get_running_loop()
        async with self._turn:
            try:
                control = await self._open()
                socket.send_fds(control, [json.dumps(order).encode()], handles)
                if not await asyncio.wait_for(loop.sock_recv(control, 1), START):
                    raise ConnectionError("the nursery is gone")
            except (OSError, TimeoutError) as error:
                if self._control is not None:
                    self._control.close()
                self._control = None
                raise RefusalError(503, "no query process can be started: try again later") from error

    async def _open(self) -> socket.socket:
        if self._control is None:
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            with theirs:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *("-m", "claimgraph.server.worker", str(theirs.fileno())),
                    pass_fds=[theirs.fileno()],
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.DEVNULL,
                    stderr=asyncio.subprocess.DEVNULL,
                    # Ctrl + C is the server's. In a session of their own, priorities would not count
                    # against the server: https://man7.org/linux/man-pages/man7/sched.7.html (autogroup).
                    process_group=0,
                )
            self._control = ours
        return self._control
