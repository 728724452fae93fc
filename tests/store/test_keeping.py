"""Nothing lost: backups, imports, a graph that is looked over and mended, disks that refuse."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Triple, parse

from claimgraph.claim_graph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import ClaimgraphError, StoreError
from claimgraph.store import open_embedded
from claimgraph.store.backup import restore


def run(db: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--db", str(db), *map(str, arguments)])


def quads(db: Path) -> set[str]:
    result = run(db, "export", "--format", "nquads")
    assert result.exit_code == 0, result.output
    return set(result.stdout.splitlines())


@pytest.fixture
def db(articles: Path, tmp_path: Path) -> Path:
    path = tmp_path / "claimgraph.db"
    with ClaimGraph(path) as graph:
        graph.add([articles])
    return path


def test_a_backup_restores_everything(db: Path, articles: Path, tmp_path: Path) -> None:
    assert run(db, "backup", tmp_path / "graph.tar.gz").exit_code == 0
    again = tmp_path / "again.db"
    assert run(again, "restore", tmp_path / "graph.tar.gz").exit_code == 0
    assert quads(again) == quads(db)
    assert run(again, "validate").exit_code == 0
    assert "unchanged" in run(again, "add", articles).stderr
    assert run(again, "restore", tmp_path / "graph.tar.gz").exit_code == 1  # it is not empty any more


def test_a_backup_that_is_damaged_or_evil_is_refused(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.tar.gz"
    run(db, "backup", file)
    whole = file.read_bytes()
    for damaged in (b"", b"no archive", whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        result = run(tmp_path / "again.db", "restore", file)
        assert result.exit_code == 1
        assert "Error" in result.stderr
    with tarfile.open(file, "w:gz") as archive:
        for name in (
            "../outside.txt",
            "/outside",
            "texts/../../outside.txt",
            "pages/../outside",
            "graph.nq",
        ):
            entry = tarfile.TarInfo(name)
            entry.size = 4
            archive.addfile(entry, io.BytesIO(b"    "))
    with open_embedded(tmp_path / "evil.db") as store:
        assert restore(file, store) == 0
    assert not list(tmp_path.rglob("outside*"))


@pytest.mark.parametrize(
    ("form", "ending"), [("nquads", "nq"), ("trig", "trig"), ("jsonld", "jsonld"), ("rdf12", "trig")]
)
def test_an_export_is_imported_back(db: Path, tmp_path: Path, form: str, ending: str) -> None:
    file = tmp_path / f"graph.{ending}"
    run(db, "export", "--format", form, "-o", file)
    again = tmp_path / "again.db"
    result = run(again, "import", file, "--texts", db / "texts")
    assert result.exit_code == 0, result.output
    assert quads(again) == quads(db)
    assert run(again, "validate").exit_code == 0


def test_an_import_without_the_texts_says_so_and_changes_nothing(db: Path, tmp_path: Path) -> None:
    run(db, "export", "--format", "trig", "-o", tmp_path / "graph.trig")
    result = run(tmp_path / "again.db", "import", tmp_path / "graph.trig")
    assert result.exit_code == 1
    assert "text" in result.stderr
    assert quads(tmp_path / "again.db") == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.trig", "<a:a> <a:b> <a:c> ."),
        ("a.trig", "GRAPH <http://elsewhere.example/> { <a:a> <a:b> <a:c> }"),
        ("a.trig", "nonsense"),
        ("a.nq", "\x00"),
        ("a.jsonld", '{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "a:a", "name": "x"}'),
        ("a.jsonld", '{"@context": {"@import": "file:///etc/passwd"}, "@id": "a:a"}'),
        (
            "a.jsonld",
            '{"@context": {"x": {"@id": "a:x", "@context": "http://127.0.0.1:1/c"}}, "x": {"y": 1}}',
        ),
        ("a.jsonld", '{"@id": "a:a", "a:b": {"@context": "http://127.0.0.1:1/c", "c": 1}}'),
        (
            "a.jsonld",
            '{"@id": "a:a", "@included": [{"@con\\u0074ext": {"@import": "http://127.0.0.1:1/c"}}]}',
        ),
        ("a.jsonld", "[" * 100_000),
        ("a.ttl", ""),
        ("a.rdf", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'),
    ],
)
def test_what_is_no_export_is_refused(db: Path, tmp_path: Path, name: str, content: str) -> None:
    before = quads(db)
    (tmp_path / name).write_text(content, "utf-8")
    result = run(db, "import", tmp_path / name)
    assert result.exit_code == 1, result.output
    assert "root:" not in result.output
    assert quads(db) == before


def test_a_changed_quote_is_not_taken_in(db: Path, tmp_path: Path) -> None:
    run(db, "export", "--format", "nquads", "-o", tmp_path / "graph.nq")
    text = (tmp_path / "graph.nq").read_text("utf-8")
    (tmp_path / "graph.nq").write_text(
        text.replace("62 percent of dockers", "99 percent of dockers"), "utf-8"
    )
    with ClaimGraph(tmp_path / "again.db") as graph, pytest.raises(ClaimgraphError):
        graph.take_in(tmp_path / "graph.nq", db / "texts")


def test_rdf_1_2_has_a_reifier_for_each_statement(db: Path, tmp_path: Path) -> None:
    run(db, "export", "--format", "rdf12", "-o", tmp_path / "graph.trig")
    found = list(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG))
    reified = [quad for quad in found if isinstance(quad.object, Triple)]
    assert len(reified) >= 5
    triples = {quad.triple for quad in found}
    statistics = [q for q in reified if "stat-" in str(q.subject)]
    assert all(quad.object in triples for quad in statistics)


def test_graphml_csv_networkx_and_pandas(db: Path, tmp_path: Path) -> None:
    run(db, "export", "--format", "graphml", "-o", tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml")
    with ClaimGraph(db, create=False) as graph:
        network = graph.to_networkx()
        frame = graph.to_pandas()
        values = {statistic.value for statistic in graph.corpus.statistics}
    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()
    assert {data["kind"] for _, data in network.nodes(data=True)} >= {"study", "article", "statistic"}
    assert all(data["label"] for _, data in network.nodes(data=True))
    assert set(frame["value"]) == values
    lines = run(db, "export", "--format", "csv").stdout
    assert lines.splitlines()[0].startswith("id,value,unit")
    assert "62 percent of dockers" in lines


def test_the_doctor_finds_what_is_wrong_and_mends_what_can_be(db: Path) -> None:
    assert run(db, "doctor").exit_code == 0
    (db / "texts" / ".new-abc").write_text("half")
    with open_embedded(db) as store:
        store.texts.put("a text of no article")
    (db / "copies" / "999999999-1").mkdir(parents=True)
    found = run(db, "doctor")
    assert found.exit_code == 4
    assert "--mend" in found.stdout
    before = quads(db)
    assert run(db, "doctor", "--mend").exit_code == 0
    assert run(db, "doctor").exit_code == 0
    assert quads(db) == before
    text = next((db / "texts").glob("*.txt"))
    text.write_text("other words", "utf-8")
    told = run(db, "doctor", "--mend")
    assert told.exit_code == 4
    assert "was changed" in told.stdout


def test_a_second_process_is_told_who_holds_the_graph(db: Path) -> None:
    import os

    with ClaimGraph(db, create=False):
        command = [sys.executable, "-m", "claimgraph", "--db", str(db), "ls"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert str(os.getpid()) in done.stderr


FULL = """
import resource, signal, sys
from pathlib import Path
from claimgraph.claim_graph import ClaimGraph
from claimgraph.errors import ClaimgraphError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
db, article, limit = sys.argv[1:]
try:
    graph = ClaimGraph(db, create=False)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    graph.add([Path(article)])
except (ClaimgraphError, OSError) as error:
    print("told", type(error).__name__, error)
    sys.exit(7)
"""


@pytest.mark.parametrize("limit", [0, 1000, 20_000])
def test_a_disk_that_is_full_is_told_and_nothing_is_lost(db: Path, articles: Path, limit: int) -> None:
    before = quads(db)
    text = (articles / "retold.txt").read_text("utf-8").replace("66 percent", "67 percent")
    (articles / "retold.txt").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(db), str(articles / "retold.txt"), str(limit)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 7, done.stderr
    assert done.stdout.startswith("told StoreError"), done.stdout
    assert quads(db) == before
    assert run(db, "validate").exit_code == 0
    assert "replaced" in run(db, "add", articles / "retold.txt").stderr


def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_embedded(Path("/proc/nowhere/claimgraph.db"))
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_embedded(tmp_path / "file" / "claimgraph.db")


LOCKED = """
import ctypes, os, sys
# Even the administrator obeys the permissions then: CAP_DAC_OVERRIDE, in linux/capability.h.
if os.geteuid() == 0:
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP; it counts from the next program on
os.execv(sys.executable, [sys.executable, "-m", "claimgraph", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="drops a capability of Linux")
@pytest.mark.parametrize("command", ["add", "rm", "ls"])
def test_a_graph_that_may_not_be_written_is_told_and_kept(db: Path, articles: Path, command: str) -> None:
    before = quads(db)
    folders = [db, *(path for path in db.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    arguments = [] if command == "ls" else [str(articles / "retold.txt")]
    try:
        done = subprocess.run(
            [sys.executable, "-c", LOCKED, "--db", str(db), command, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("Error: the graph at"), done.stderr
    assert "ermission denied" in done.stderr
    assert quads(db) == before
