"""A real SPARQL server for tests: Virtuoso on loopback, with files of its own, open to anyone here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import urllib3

INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
"""

SETUP = """
GRANT SPARQL_UPDATE TO "SPARQL";
USER_CREATE('writer', 'open-sesame');
USER_GRANT_ROLE('writer', 'SPARQL_UPDATE');
"""


@dataclass(frozen=True)
class Virtuoso:
    """Hold a running server."""

    url: str
    sql: str

    def run(self, statements: str) -> None:
        """Run SQL as the administrator."""
        subprocess.run(
            ["isql-vt", self.sql, "dba", "dba"], input=statements, text=True, check=True, timeout=60
        )


def is_installed() -> bool:
    """Tell whether Debian's virtuoso-opensource-7 is there."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


@contextmanager
def running(folder: Path, rows: int = 10_000) -> Iterator[Virtuoso]:
    """Start a server that cuts answers off at so many rows, and stop it when the block is left."""
    http, sql = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(INI.format(http=http, sql=sql, rows=rows), "utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{http}/sparql"
        until = time.monotonic() + 120
        while True:
            try:
                if urllib3.request("GET", url, retries=False, timeout=5).status == 200:
                    break
            except urllib3.exceptions.HTTPError:
                pass
            assert process.poll() is None and time.monotonic() < until, "Virtuoso does not start"
            time.sleep(0.5)
        server = Virtuoso(url, f"127.0.0.1:{sql}")
        server.run(SETUP)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
