"""A graph of invented articles, served by the command a person types."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
from tests.conftest import HARBOUR, RETOLD

from claimgraph.claim_graph import ClaimGraph

HTTP = urllib3.PoolManager(retries=False, timeout=60)


@dataclass(frozen=True)
class Served:
    """Hold a running server."""

    url: str
    db: Path
    process: int

    def get(self, path: str = "/sparql", headers: dict[str, str] | None = None, **query: Any) -> Any:
        address = f"{self.url}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        return HTTP.request("GET", address, headers=headers or {})

    def post(
        self, body: str | bytes, kind: str, headers: dict[str, str] | None = None, query: str = ""
    ) -> Any:
        data = body.encode() if isinstance(body, str) else body
        return HTTP.request(
            "POST", f"{self.url}/sparql{query}", body=data, headers={"Content-Type": kind, **(headers or {})}
        )

    def select(self, query: str) -> list[dict[str, str]]:
        response = self.post(query, "application/sparql-query")
        assert response.status == 200, response.data
        rows = json.loads(response.data)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(db: Path, *options: str, headers: dict[str, str] | None = None) -> Iterator[Served]:
    """Serve a graph with options of the command line, until the block is left."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "--db", str(db), "serve", "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_PROXY": "*"},
    )
    served = Served(f"http://127.0.0.1:{port}", db, process.pid)
    try:
        for _ in range(600):
            try:
                served.get("/query", headers)
                break
            except urllib3.exceptions.HTTPError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
        yield served
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="session")
def served_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    (folder / "retold.txt").write_text(RETOLD, "utf-8")
    with ClaimGraph(folder / "claimgraph.db") as graph:
        graph.add([folder / "harbour.txt", folder / "retold.txt"])
    return folder / "claimgraph.db"


@pytest.fixture(scope="session")
def served(served_db: Path) -> Iterator[Served]:
    with serving(served_db) as server:
        yield server


@pytest.fixture(scope="session")
def strict(served_db: Path) -> Iterator[Served]:
    """Return a server of the same graph with narrow limits."""
    with serving(served_db, "--timeout", "1.5", "--max-rows", "100", "--max-memory", "64") as server:
        yield server
