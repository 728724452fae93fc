"""The ASGI application: the page at `/`, queries at `/sparql`, a page to ask them at `/query`.

It reads: nothing that is sent to it changes the graph.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, Triple
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from claimgraph.errors import StoreError
from claimgraph.server import description, query_page
from claimgraph.server.copies import Copies
from claimgraph.server.gate import LOCAL_ORIGIN, Gate
from claimgraph.server.negotiation import ROWS, TRIPLES, choose
from claimgraph.server.pool import Limits, Pool
from claimgraph.server.protocol import LONGEST, Question, RefusalError, read_question
from claimgraph.server.worker import Answer, Job

LOOK = 2.0
"""Seconds between looks at whether the graph has changed."""

DRAWING = 600.0
"""Seconds that drawing the page may take."""

VISIT_AGAIN = {"Retry-After": "2"}
SECURITY = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Vary": "Accept"}


def application(
    path: Path, limits: Limits | None = None, token: str | None = None, origins: tuple[str, ...] = ()
) -> Starlette:
    """Return the application that serves the graph in a directory.

    Without a token it answers to this machine's names alone, and lets scripts of local origins and of
    `origins` read; with one, scripts of any origin that have it.
    """
    site = Site(path, limits or Limits())
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
    return Starlette(
        routes=[
            Route("/", site.page),
            Route("/query", site.query_page),
            Route("/sparql", site.sparql, methods=methods),
            Route("/.well-known/void", site.void),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"] if token else list(origins),
                allow_origin_regex=None if token else LOCAL_ORIGIN,
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Authorization", "Content-Type", "Accept"],
                max_age=600,
            ),
            Middleware(Gate, token=token),
        ],
        exception_handlers={RefusalError: _refuse},
        lifespan=site.lifespan,
    )


class Site:
    """Hold the copy that is served, the processes that answer from it, and the pages made of it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self._copies = Copies(path)
        self._pool = Pool(limits)
        self._copy = path
        self._counts: asyncio.Future[description.Counts] | None = None
        self._drawing: asyncio.Future[Path] | None = None

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Make a copy, start the processes, follow the graph; at the end take everything away."""
        await self._renew(wait=True)
        follower = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            follower.cancel()
            await self._pool.close()
            await run_in_threadpool(self._copies.close)

    async def sparql(self, request: Request) -> Response:
        """Answer a query, or describe the service where nothing is asked."""
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > LONGEST:
            raise RefusalError(413, f"the request is longer than {LONGEST} bytes: ask in parts")
        question = read_question(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            await _body(request),
        )
        accept = request.headers.get("accept")
        if question is None:
            counts = await self._counted()
            return _described(accept, partial(description.service, _endpoint(request), counts))
        told = await self._answer(question, choose(accept, ROWS), choose(accept, TRIPLES), request)
        if told.status != 200:
            raise RefusalError(told.status, told.body.decode())
        kind = f"{told.media}; charset=utf-8" if told.media.startswith("text/") else told.media
        return Response(told.body, media_type=None, headers={"Content-Type": kind, **SECURITY})

    async def void(self, request: Request) -> Response:
        """Describe what the graph holds."""
        held = NamedNode(str(request.url))
        counts = await self._counted()
        return _described(
            request.headers.get("accept"), partial(description.dataset, held, _endpoint(request), counts)
        )

    async def query_page(self, _: Request) -> Response:
        """Return the page on which queries are asked."""
        return HTMLResponse(query_page.html(), headers=SECURITY | {"X-Frame-Options": "DENY"})

    async def page(self, _: Request) -> Response:
        """Return the page of the graph; it is drawn when it is first asked for."""
        if self._drawing is None or (self._drawing.done() and self._drawing.exception()):
            self._drawing = asyncio.ensure_future(self._draw(self._copy))
        file = await asyncio.shield(self._drawing)
        return FileResponse(file, media_type="text/html", headers=SECURITY | {"X-Frame-Options": "DENY"})

    async def _answer(
        self, question: Question, rows: str | None, triples: str | None, request: Request | None = None
    ) -> Answer:
        job = Job(
            question.query,
            question.default_graphs,
            question.named_graphs,
            rows,
            triples,
            self.limits.rows,
            _endpoint(request) if request else None,
        )

        async def gone() -> bool:
            return request is not None and await request.is_disconnected()

        return await self._pool.answer(job, gone)

    async def _counted(self) -> description.Counts:
        """Return the counts of the copy; they are counted once, and left out where that takes too long."""
        if self._counts is None:
            self._counts = asyncio.ensure_future(self._count())
        return await asyncio.shield(self._counts)

    async def _count(self) -> description.Counts:
        async def rows(query: str) -> list[dict[str, str]] | None:
            try:
                told = await self._answer(Question(query), ROWS[0], None)
            except RefusalError:
                return None
            bindings = json.loads(told.body)["results"]["bindings"] if told.status == 200 else None
            return bindings and [{name: cell["value"] for name, cell in row.items()} for row in bindings]

        triples, graphs = await rows(description.COUNT_TRIPLES), await rows(description.COUNT_GRAPHS)
        classes = await rows(description.COUNT_CLASSES)
        return description.Counts(
            int(triples[0]["n"]) if triples else None,
            int(graphs[0]["n"]) if graphs else None,
            {row["name"]: int(row["n"]) for row in classes or ()},
        )

    async def _draw(self, copy: Path) -> Path:
        output = copy / "page.html"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "claimgraph.server.picture", str(copy / "page"), str(output)),
            stdin=asyncio.subprocess.DEVNULL,
            process_group=0,
        )
        try:
            with contextlib.suppress(OSError, AttributeError):
                os.setpriority(os.PRIO_PROCESS, process.pid, 10)
            async with asyncio.timeout(DRAWING):
                await process.wait()
        except TimeoutError as error:
            raise RefusalError(503, "the graph is too large for one page: ask at /query") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if not output.is_file():
            raise RefusalError(503, "the page cannot be drawn: the server's log says why")
        return output

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            with contextlib.suppress(StoreError, RefusalError, OSError):
                if await run_in_threadpool(lambda: self._copies.changed):
                    await self._renew(wait=False)
                await run_in_threadpool(self._copies.prune, self._pool.copies | {self._copy})

    async def _renew(self, wait: bool) -> None:
        copy = await run_in_threadpool(self._copies.take, *(() if wait else (0.0,)))
        await self._pool.use(copy / "queries")
        self._copy, self._counts, self._drawing = copy, None, None


async def _body(request: Request) -> bytes:
    parts, length = [], 0
    try:
        async for part in request.stream():
            parts.append(part)
            length += len(part)
            if length > LONGEST:
                raise RefusalError(413, f"the request is longer than {LONGEST} bytes: ask in parts")
    except ClientDisconnect as error:
        raise RefusalError(400, "the client has left") from error
    return b"".join(parts)


def _endpoint(request: Request) -> str:
    return str(request.url_for("sparql"))


def _described(accept: str | None, triples: Callable[[], Iterable[Triple]]) -> Response:
    media = choose(accept, TRIPLES)
    if media is None:
        if choose(accept, ("text/html",)):
            return Response(status_code=303, headers={"Location": "/query", **SECURITY})
        raise RefusalError(406, "the description is RDF: accept text/turtle, for one")
    return Response(description.written(triples(), media), headers={"Content-Type": media, **SECURITY})


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)  # noqa: S101 - it is registered for this class
    headers = dict(SECURITY)
    if error.status == 503:
        headers |= VISIT_AGAIN
    if error.status == 405:
        headers["Allow"] = "GET, HEAD, POST"
    return PlainTextResponse(f"{error}\n", error.status, headers)
