"""A process that answers queries from a copy of a graph, one after the other, and can be killed.

The engine has no time limit and cannot be interrupted; its process can. Jobs and answers go over a socket:
four bytes of length, JSON, and for answers the bytes of the body.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from claimgraph import vocabulary as v
from claimgraph.errors import QueryError
from claimgraph.server.dataset import graphs_named
from claimgraph.server.negotiation import ROWS, TRIPLES
from claimgraph.store.guard import refuse_service

LENGTH = struct.Struct("!I")


@dataclass(frozen=True)
class Job:
    """Hold a question with the media types that its client takes."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    rows: str | None  # media type for SELECT and ASK; None where the client takes none
    triples: str | None  # media type for CONSTRUCT and DESCRIBE
    max_rows: int
    base: str | None = None  # what relative IRIs of the query are relative to


@dataclass(frozen=True)
class Answer:
    """Hold a status of HTTP, a media type, and the body; words in plain text where the status is no 200."""

    status: int
    media: str
    body: bytes


class _TooManyError(Exception):
    """Say that an answer may have more rows than allowed."""


def answer(store: Store, job: Job) -> Answer:
    """Answer a job: 200, or 400 with the parser's words, 406, 413 where there are too many rows.

    The default graph is the union of all graphs unless the request or the query names some.
    """
    try:
        refuse_service(job.query)
        ask = _asking(store, job)
        result = ask()
        graph = isinstance(result, QueryTriples)
        wanted = job.triples if graph else job.rows
        if wanted is None:
            forms = ", ".join(TRIPLES if graph else ROWS)
            return _words(
                406, f"the request accepts no form that can hold this answer: accept one of {forms}"
            )
        try:
            body = _serialize(result, wanted, job.max_rows)
        except _TooManyError:
            # The count of marks is an upper bound. Counting for true costs a second run, in this rare case.
            if _count(ask(), job.max_rows + 1) > job.max_rows:
                words = f"the answer has more than {job.max_rows} rows: ask for pages with LIMIT and OFFSET"
                return _words(413, words)
            body = _serialize(ask(), wanted, None)
    except QueryError as error:
        return _words(400, str(error))
    except SyntaxError as error:
        return _words(400, f"not a SPARQL query: {error}")
    except (ValueError, RuntimeError) as error:
        return _words(400, f"the query cannot be answered: {error}")
    except OSError as error:
        return _words(503, f"the graph cannot be read: {error}")
    except MemoryError:
        return _words(503, "the answer needs more memory than this server gives: ask for less")
    return Answer(200, wanted, body)


def _asking(store: Store, job: Job) -> Callable[[], QuerySolutions | QueryBoolean | QueryTriples]:
    own = graphs_named(job.query, v.PREFIXES)
    asked = (*job.default_graphs, *job.named_graphs)
    for name in asked or own:
        if not store.contains_named_graph(NamedNode(name)):
            raise QueryError(f"there is no graph {name} here: nothing is fetched from elsewhere")
    return lambda: store.query(
        job.query,
        base_iri=job.base,
        prefixes=dict(v.PREFIXES),
        use_default_graph_as_union=not asked and not own,
        default_graph=[NamedNode(name) for name in job.default_graphs] if asked else None,
        named_graphs=[NamedNode(name) for name in job.named_graphs] if asked else None,
    )


_MARKS = {
    QueryResultsFormat.JSON: (b"{",),
    QueryResultsFormat.XML: (b"<result",),
    QueryResultsFormat.CSV: (b"\n",),
    QueryResultsFormat.TSV: (b"\n",),
}
"""What stands in a serialisation at least once for each row."""

SHORTEST_TRIPLE = 4
"""Bytes that a triple takes at least."""


class _Sink:
    """Take what the engine writes, until there may be more rows than allowed."""

    def __init__(self, marks: tuple[bytes, ...], most: int | None) -> None:
        self._parts: list[bytes] = []
        self._marks, self._most, self._seen = marks, most, 0

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        if self._most is not None:
            marks = (part.count(mark) for mark in self._marks)
            self._seen += sum(marks) if self._marks else len(part) / SHORTEST_TRIPLE  # type: ignore[assignment]
            if self._seen > self._most:
                raise _TooManyError
        return len(part)

    def flush(self) -> None:
        """Do nothing: a file must have it."""

    def bytes(self) -> bytes:
        return b"".join(self._parts)


def _serialize(result: QuerySolutions | QueryBoolean | QueryTriples, media: str, most: int | None) -> bytes:
    if isinstance(result, QueryTriples):
        form = RdfFormat.from_media_type(media)
        assert form is not None, media  # noqa: S101 - negotiation offers only what the engine writes
        sink = _Sink((), most)
        serialize(result, sink, form, prefixes=dict(v.PREFIXES))  # type: ignore[arg-type]
    else:
        rows = QueryResultsFormat.from_media_type(media)
        assert rows is not None, media  # noqa: S101 - as above
        sink = _Sink(_MARKS[rows], most)
        result.serialize(sink, rows)  # type: ignore[arg-type]
    return sink.bytes()


def _count(result: QuerySolutions | QueryBoolean | QueryTriples, most: int) -> int:
    return 1 if isinstance(result, QueryBoolean) else sum(1 for _ in islice(result, most))


def _words(status: int, words: str) -> Answer:
    return Answer(status, "text/plain", words.encode("utf-8", "replace"))


def pack(job: Job) -> bytes:
    """Return a job as bytes for the pipe."""
    data = json.dumps(asdict(job)).encode()
    return LENGTH.pack(len(data)) + data


def limit_memory(size: int) -> None:
    """Let this process take so many bytes more than it has; where the system cannot say so, do nothing."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        resource.setrlimit(kind, (_taken() + size, resource.getrlimit(kind)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _taken() -> int:
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _end_with(parent: int) -> None:
    """Leave when the nursery is gone, and with it the server: nobody would read the answer."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def work(connection: socket.socket, path: str, memory: int, parent: int) -> None:
    """Answer the jobs that come over a connection until it ends."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    store = Store.read_only(path)
    limit_memory(memory)
    with connection, connection.makefile("rwb") as channel:
        channel.write(LENGTH.pack(os.getpid()))  # ready
        channel.flush()
        while head := channel.read(LENGTH.size):
            told = answer(store, Job(**json.loads(channel.read(LENGTH.unpack(head)[0]))))
            line = json.dumps({"status": told.status, "media": told.media}).encode()
            channel.write(LENGTH.pack(len(line)) + line + LENGTH.pack(len(told.body)) + told.body)
            channel.flush()


def nurse(control: socket.socket) -> None:
    """Fork workers and end them as the server asks, until it is gone.

    A worker that is forked here is ready in a few hundredths of a second: everything is imported already. No
    store is open and no thread runs in this process, so that forking is safe.
    """
    own = os.getpid()
    ending: set[int] = set()
    while True:
        message, handles, _, _ = socket.recv_fds(control, 65536, 1)
        # Only what was to end is reaped: until then its number can be no other process's.
        ending = {process for process in ending if not os.waitpid(process, os.WNOHANG)[0]}
        if not message:
            return
        order = json.loads(message)
        if "end" in order:
            os.kill(order["end"], signal.SIGKILL)
            ending.add(order["end"])
        elif os.fork() == 0:
            control.close()
            try:
                work(socket.socket(fileno=handles[0]), order["path"], order["memory"], own)
            finally:
                os._exit(0)
        for handle in handles:
            os.close(handle)
        control.sendall(b"+")


if __name__ == "__main__":
    nurse(socket.socket(fileno=int(sys.argv[1])))
