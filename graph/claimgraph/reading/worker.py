"""A process of its own for readers of formats that a hostile file could make endless or enormous.

It is started at the first such file, reads one after the other, and is killed where one takes too long or
too much memory; the next file gets a new one. Files go in and articles come out as JSON and bytes, nothing
that could run.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import Lock, Timer
from typing import IO

from claimgraph.errors import ReadingError
from claimgraph.model import Article

SECONDS = 30.0
"""How long one file may take."""

MEMORY = 2_000_000_000
"""The most bytes of memory that the process may have; without effect where the system knows no such limit."""

_CURE = "save the article's text as .txt"

STARTING = 5.0
"""Seconds that the process may take, beside that, to start and import its libraries."""


class Worker:
    """Hold the process; it ends with the one that started it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # process id
        self._started = False
        self._turn = Lock()
        atexit.register(self.close)

    def read(self, data: bytes, suffix: str) -> Article:
        """Read bytes as the format of a suffix.

        Raises ReadingError where the reader does, takes more than `SECONDS`, or ends its process.
        """
        with self._turn:
            return self._read(data, suffix)

    def _read(self, data: bytes, suffix: str) -> Article:
        process = self._running()
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            process.kill()

        timer = Timer(SECONDS + (0 if self._started else STARTING), stop)
        timer.start()
        try:
            answer = _ask(process, data, suffix)
        except OSError:  # the process ended while it was written to
            answer = b""
        finally:
            timer.cancel()
        self._started = True
        if not answer:
            self.close()
            if late:
                raise ReadingError(f"reading takes more than {SECONDS:.0f} seconds: {_CURE}")
            raise ReadingError(f"the reader broke off over this file: {_CURE}")
        told = json.loads(answer)
        if "error" in told:
            raise ReadingError(told["error"])
        told["pages"], told["dropped"] = tuple(told["pages"]), tuple(told["dropped"])
        return Article(**told)

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, a new one where there is none, it ended, or it belongs to a parent process."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "claimgraph.reading.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            self._owner, self._started = os.getpid(), False
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()


def _ask(process: subprocess.Popen[bytes], data: bytes, suffix: str) -> bytes:
    """Send a file and return the line that comes back, empty where the process ended."""
    if process.stdin is None or process.stdout is None:
        return b""
    process.stdin.write(json.dumps([suffix, len(data)]).encode() + b"\n")
    process.stdin.write(data)
    process.stdin.flush()
    return process.stdout.readline()


def serve(files: IO[bytes], articles: IO[bytes]) -> None:
    """Read files until there are no more; this is what the process does."""
    while header := files.readline():
        suffix, length = json.loads(header)
        answer = _answer(files.read(length), suffix)
        articles.write(json.dumps(answer).encode() + b"\n")
        articles.flush()


def _answer(data: bytes, suffix: str) -> dict[str, object]:
    from claimgraph.reading import reader

    try:
        return asdict(reader(suffix)(data))
    except ReadingError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"reading takes more than {MEMORY // 10**6:,} MB of memory: {_CURE}"}
    except RecursionError:
        return {"error": f"it is nested too deep: {_CURE}"}
    except Exception as error:  # whatever a library raises over a broken file
        return {"error": f"{type(error).__name__} ({str(error)[:60]}): {_CURE}"}


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


WORKER = Worker()

if __name__ == "__main__":
    _limit_memory()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    serve(sys.stdin.buffer, out)
