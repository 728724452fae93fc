"""The check for known faults: it fails for one that can be mended, and says where nothing is known."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

SERVICE = ("--vulnerability-service", "osv", "--osv-url")


def audit(root: Path, url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / "audit"), *SERVICE, url]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@contextmanager
def database(fixed: list[dict[str, str]]) -> Iterator[str]:
    """Serve a database, in the form of osv.dev, that knows one fault of starlette and none of all others."""
    fault = {
        "id": "PYSEC-0000-1",
        "modified": "2026-01-01T00:00:00Z",
        "published": "2026-01-01T00:00:00Z",
        "details": "an invented fault",
        "affected": [
            {
                "package": {"name": "starlette", "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, *fixed]}],
            }
        ],
    }

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = {"vulns": [fault]} if asked["package"]["name"] == "starlette" else {}
            body = json.dumps(found).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_fault_that_a_newer_version_mends_fails(root: Path) -> None:
    with database([{"fixed": "999"}]) as url:
        done = audit(root, url)
    assert done.returncode == 1, done.stderr
    assert f"starlette {version('starlette')}: PYSEC-0000-1 is mended in 999" in done.stdout
    assert "NOT CHECKED" not in done.stderr


def test_a_fault_without_a_cure_is_told(root: Path) -> None:
    with database([]) as url:
        done = audit(root, url)
    assert done.returncode == 0, done.stderr
    assert "PYSEC-0000-1 has no cure yet" in done.stdout
    assert "1 known faults" in done.stdout


def test_where_nothing_can_be_looked_up_it_says_so_and_fails_nothing(root: Path) -> None:
    done = audit(root, "http://127.0.0.1:1/")
    assert done.returncode == 0
    assert "NOT CHECKED FOR KNOWN FAULTS" in done.stderr


def test_an_option_that_is_wrong_is_no_lack_of_data(root: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "audit"), "--no-such-option"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "no-such-option" in done.stderr


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
