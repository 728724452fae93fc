"""A process that is killed in the middle of a write leaves the graph as before or as after."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimgraph import vocabulary as v
from claimgraph.store import open_store

WRITER = """
import sys
from pathlib import Path
from pyoxigraph import Literal, Quad
from claimgraph import vocabulary as v
from claimgraph.store import open_store

store = open_store(Path(sys.argv[1]))
print("open", flush=True)
for version in range(10**6):
    # Two graphs that say the same version: never one without the other.
    quads = {
        name: [Quad(v.node(f"x-{n}"), v.LABEL, Literal(f"{version}"), name) for n in range(2000)]
        for name in (v.LINKS, v.DERIVED)
    }
    store.texts.put(f"text of version {version}")
    store.write(quads)
"""


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.35, 0.6])
def test_a_killed_write_is_whole_or_not_at_all(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "claimgraph.db"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    time.sleep(delay)
    writer.kill()
    writer.wait()
    writer.stdout.close()
    with open_store(path, create=False) as store:
        versions = {
            (quad.graph_name, quad.object) for name in (v.LINKS, v.DERIVED) for quad in store.quads(name)
        }
        assert len({said for _, said in versions}) <= 1
        assert store.size in (0, 4000)
        for sha256 in store.texts:
            store.texts.get(sha256)
