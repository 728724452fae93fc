"""A process that kills others: writing is ended at random points, and the graph looked at.

Run with a folder, a number of times and a seed. It prints a line a command: how often, and what was found.
The articles are read once, before any process is started: what is interrupted is writing.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from claimgraph.claim_graph import ClaimGraph
from claimgraph.extraction import extract as really_extract
from claimgraph.gathering import documents
from claimgraph.model import Article, Extraction
from claimgraph.reading import read

folder, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)  # noqa: S311 - a test's own
paths = sorted((folder / "articles").iterdir())
known: dict[str, Extraction] = {}


def extract(article: Article) -> Extraction:
    if article.id not in known:
        known[article.id] = really_extract(article)
    return known[article.id]


documents.extract = extract
for path in paths:
    extract(read(path, root=folder))


def add(db: Path) -> None:
    with ClaimGraph(db, create=False) as graph:
        graph.add(paths)


def rm(db: Path) -> None:
    with ClaimGraph(db, create=False) as graph:
        graph.remove(str(paths[0]))


def take_in(db: Path) -> None:
    with ClaimGraph(db, create=False) as graph:
        graph.take_in(folder / "all.trig", folder / "all" / "texts")


def doubt(db: Path) -> None:
    """Write down a decision that takes a figure away, and with it what was compared with it."""
    with ClaimGraph(db, create=False) as graph:
        figure = graph.corpus.statistics[0].id
    decision = {"id": figure, "decision": "reject", "date": "2026-01-02T03:04:05Z"}
    (folder / "decisions.json").write_text(json.dumps({"decisions": [decision]}), "utf-8")


def review(db: Path) -> None:
    with ClaimGraph(db, create=False) as graph:
        assert graph.review(graph.read_decisions(folder / "decisions.json", "Ada", str))


def forked(work: object, *arguments: object) -> int:
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work(*arguments)  # type: ignore[operator]
            code = 0
        finally:
            os._exit(code)
    return process


def make(db: Path, chosen: list[Path]) -> None:
    with ClaimGraph(db) as graph:
        graph.add(chosen)


def look(db: Path, output: Path, whole: bool) -> None:
    """Write what a graph holds, and what is wrong with it."""
    with ClaimGraph(db, create=False) as graph:
        with output.open("wb") as file:
            graph.export("trig", file)
        assert len(graph.corpus.statistics) == len(graph.catalogue.statistics)
        if whole:
            assert graph.validate() == [], graph.validate()


def wait(process: int) -> None:
    _, status = os.waitpid(process, 0)
    assert status == 0, status


def state(db: Path, whole: bool = False) -> bytes:
    output = folder / "state.trig"
    wait(forked(look, db, output, whole))
    return output.read_bytes()


db = folder / "claimgraph.db"  # beside the articles, as ids are made of paths from there
wait(forked(make, db, paths))
full = state(db, whole=True)
wait(forked(doubt, db))
shutil.copytree(db, folder / "all")
(folder / "all.trig").write_bytes(full)
shutil.rmtree(db)
wait(forked(make, db, paths[:1]))
part = state(db, whole=True)
shutil.copytree(db, folder / "part")
shutil.rmtree(db)

COMMANDS = {
    "add": (add, "part", part, full),
    "import": (take_in, "part", part, full),
    "rm": (rm, "all", full, None),
    "review": (review, "all", full, None),
}
for name, (work, start, before, after) in list(COMMANDS.items()):
    shutil.copytree(folder / start, db)
    begun = time.monotonic()
    wait(forked(work, db))
    took = time.monotonic() - begun
    reached = state(db, whole=True)
    assert after in (None, reached), name
    assert before != reached, name
    shutil.rmtree(db)
    seen = {"before": 0, "after": 0}
    for number in range(times):
        shutil.copytree(folder / start, db)
        process = forked(work, db)
        moment = chance.uniform(0, took * 1.1)
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        found = state(db, whole=number % 10 == 0)
        assert found in (before, reached), f"{name} killed after {moment:.4f} s: neither before nor after"
        seen["before" if found == before else "after"] += 1
        wait(forked(work, db)) if found == before else None
        assert state(db) == reached, f"{name} cannot be done again after {moment:.4f} s"
        shutil.rmtree(db)
    print(f"{name}: {times} kills within {took:.2f} s, {seen}", flush=True)
