"""A small SPARQL server of the tests' own, with the faults that real ones have."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store
from pyoxigraph import serialize as write

from claimgraph import vocabulary as v


class Faulty:
    """Hold what the server keeps, does wrong, and was asked."""

    def __init__(self) -> None:
        self.store = Store()
        self.url = ""
        self.cut = 10**9  # rows after which answers end, silently
        self.busy = 0  # requests still to be answered with 503
        self.broken = False  # whether answers are nonsense
        self.longest = 10**9  # triples that one update may have
        self.seen: list[tuple[str, dict[str, str]]] = []


@contextmanager
def faulty_server() -> Iterator[Faulty]:
    """Run the server until the block is left."""
    faulty = Faulty()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            faulty.seen.append(
                (urlsplit(self.path).path, {k.lower(): val for k, val in self.headers.items()})
            )
            if faulty.busy:
                faulty.busy -= 1
                self._reply(503, "text/plain", b"busy", {"Retry-After": "0"})
            elif faulty.broken:
                self._reply(200, "application/sparql-results+json", b"<html>")
            elif self.headers["Content-Type"] == "application/sparql-update":
                if body.count(b" .") > faulty.longest:
                    self._reply(500, "text/plain", b"too long an update")
                else:
                    faulty.store.update(body.decode())
                    self._reply(204, "text/plain", b"")
            else:
                self._answer(parse_qs(body.decode()))

        def _answer(self, fields: dict[str, list[str]]) -> None:
            def graphs(name: str) -> list[NamedNode] | None:
                return [NamedNode(graph) for graph in fields[name]] if name in fields else None

            try:
                found = faulty.store.query(
                    fields["query"][0],
                    default_graph=graphs("default-graph-uri"),
                    named_graphs=graphs("named-graph-uri"),
                )
            except SyntaxError as error:
                self._reply(400, "text/plain", str(error).encode())
                return
            if isinstance(found, QueryTriples):
                self._reply(200, "application/n-triples", write(found, format=RdfFormat.N_TRIPLES) or b"")
                return
            if isinstance(found, QuerySolutions):
                import json

                data = json.loads(found.serialize(format=QueryResultsFormat.JSON) or b"")
                del data["results"]["bindings"][faulty.cut :]
                self._reply(200, "application/sparql-results+json", json.dumps(data).encode())
                return
            data = found.serialize(format=QueryResultsFormat.JSON) or b""
            self._reply(200, "application/sparql-results+json", data)

        def _reply(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                **(headers or {}),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    faulty.url = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield faulty
    finally:
        server.shutdown()
        server.server_close()


GRAPH = NamedNode(v.GRAPH + "entities")
