"""Every command, as a person types it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import MODULES, main
from claimgraph.extraction.confidence import nine_in_ten


def run(*arguments: str | Path, db: Path | None = None) -> Result:
    before = ["--db", str(db)] if db else []
    return CliRunner().invoke(main, [*before, *map(str, arguments)])


@pytest.fixture
def db(articles: Path, tmp_path: Path) -> Path:
    path = tmp_path / "claimgraph.db"
    result = run("add", articles, db=path)
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize("name", MODULES)
def test_every_help_ends_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    example = result.output.partition("Example:\n")[2]
    assert re.match(rf"    claimgraph (--db \S+ )?{name}\b", example)


def test_extract_prints_the_annotation_shape(articles: Path) -> None:
    result = run("extract", articles / "harbour.txt", "--format", "json")
    data = json.loads(result.stdout)
    assert set(data) == {"doc", "studies", "statistics", "claims", "relations"}
    assert [s["value"] for s in data["statistics"]] == [62, 81, 44, 31]
    assert data["studies"][0]["organisations"] == ["Tidewater Institute"]
    assert [sample["n"] for sample in data["studies"][0]["samples"]] == [400, 250]
    assert data["statistics"][0]["group"] == "dockers"
    assert data["statistics"][3]["year"] == 2019


def test_extract_keeps_what_is_sure_enough(articles: Path) -> None:
    harbour = articles / "harbour.txt"
    every = json.loads(run("extract", harbour).stdout)["statistics"]
    level = nine_in_ten()
    kept = json.loads(run("extract", harbour, "--min-confidence", "nine-in-ten").stdout)["statistics"]
    assert [s["id"] for s in kept] == [s["id"] for s in every if s["confidence"] >= level]
    assert json.loads(run("extract", harbour, "--min-confidence", "1").stdout)["statistics"] == []
    refused = run("extract", harbour, "--min-confidence", "high")
    assert refused.exit_code == 2
    assert "high" in refused.stderr


def test_extract_of_several_files_is_an_array_or_a_line_each(articles: Path) -> None:
    files = sorted(articles.iterdir())
    assert len(json.loads(run("extract", *files).stdout)) == 2
    assert len(run("extract", *files, "--format", "ndjson").stdout.splitlines()) == 2


def test_adding_twice_changes_nothing(articles: Path, db: Path) -> None:
    before = run("export", "--format", "nquads", db=db).stdout
    result = run("add", articles, db=db)
    assert "unchanged" in result.stderr
    assert run("export", "--format", "nquads", db=db).stdout == before


def test_a_changed_article_replaces_its_records(articles: Path, db: Path) -> None:
    path = articles / "harbour.txt"
    path.write_text(path.read_text("utf-8").replace("62 percent", "64 percent"), "utf-8")
    assert "replaced" in run("add", path, db=db).stderr
    values = {row["value"] for row in json.loads(run("ls", "statistics", "--format", "json", db=db).stdout)}
    assert 64 in values
    assert 62 not in values


def test_a_broken_file_among_many_is_reported_and_the_rest_added(articles: Path, tmp_path: Path) -> None:
    (articles / "broken.txt").write_bytes(b"\x00\x01\x02\x00")
    result = run("add", articles, db=tmp_path / "other.db")
    assert result.exit_code == 5
    assert "broken.txt" in result.stderr
    assert len(json.loads(run("ls", "--format", "json", db=tmp_path / "other.db").stdout)) == 2


def test_only_broken_files_fail(tmp_path: Path) -> None:
    assert run("add", tmp_path / "missing.txt", db=tmp_path / "x.db").exit_code == 1


def test_a_graph_that_is_not_there_is_named_with_the_cure(tmp_path: Path) -> None:
    result = run("ls", db=tmp_path / "nowhere.db")
    assert result.exit_code == 1
    assert "claimgraph add" in result.stderr


def test_cite_prints_the_quote_first(db: Path) -> None:
    result = run("cite", "81 percent of shipowners", db=db)
    assert result.exit_code == 0
    assert result.stdout.startswith("81 %")
    assert "compared with 81 percent of shipowners" in result.stdout
    assert "Harbour Weekly" in result.stdout


def test_cite_in_styles(db: Path) -> None:
    assert "Lindqvist, M. (2021" in run("cite", "81 percent of shipowners", "--style", "apa", db=db).stdout
    assert run("cite", "81 percent of shipowners", "--style", "bibtex", db=db).stdout.startswith("@")


def test_find_ranks_the_exact_value_first_and_forgives_typos(db: Path) -> None:
    rows = json.loads(run("find", "31 percent trust", "--format", "json", db=db).stdout)
    assert rows[0]["value"] == 31
    assert json.loads(run("find", "dokers trusst", "--format", "json", db=db).stdout)


@pytest.mark.parametrize("phrase", ['58% AND " OR NEAR(', "-", "*", "'; DROP TABLE statistic; --", "☃"])
def test_anything_typed_is_a_search(db: Path, phrase: str) -> None:
    assert run("find", "--", phrase, db=db).exit_code in (0, 3)


def test_nothing_found_is_exit_code_3(db: Path) -> None:
    assert run("cite", "99 percent of zeppelins", db=db).exit_code == 3
    assert run("show", "stat-000000", db=db).exit_code == 3


def test_show_explains_every_kind_of_record(db: Path) -> None:
    for kind in ("articles", "studies", "groups", "measures", "statistics", "comparisons"):
        for row in json.loads(run("ls", kind, "--format", "json", db=db).stdout):
            result = run("show", row["id"], db=db)
            assert result.exit_code == 0, (row, result.output)
            assert result.stdout.strip()


def test_contradictions_show_the_misreports(db: Path) -> None:
    rows = json.loads(run("contradictions", "--format", "json", db=db).stdout)
    told = {(row["verdict"], row["about"]) for row in rows}
    assert ("misreport", "base") in told
    assert ("misreport", "value") in told


def test_gaps_and_trends(db: Path) -> None:
    gaps = run("contradictions", "--gaps", db=db).stdout
    assert "62" in gaps
    assert "81" in gaps
    trends = run("trends", db=db).stdout
    assert "31" in trends
    assert "44" in trends


NEAR = """\
---
title: {title}
publisher: {publisher}
date: 2020-05-04
---
{title}

The survey "{title}" by the {maker} asked 400 nurses and 350 doctors in 2020.

According to the survey, {one} percent of nurses said that {statement}, compared with {other} percent of \
doctors.
"""


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """Return a graph of two surveys that ask nurses and doctors near questions."""
    told = [
        ("Ward Watch", "Tidewater Institute", 66, 51, "their cooperation with each other has improved"),
        ("Clinic Compass", "Harbour College", 58, 40, "mutual respect has grown"),
    ]
    folder = tmp_path / "wards"
    folder.mkdir()
    for title, maker, one, other, statement in told:
        text = NEAR.format(
            title=title, publisher=title, maker=maker, one=one, other=other, statement=statement
        )
        (folder / f"{title}.txt").write_text(text, "utf-8")
    path = tmp_path / "wards.db"
    assert run("add", folder, db=path).exit_code == 0
    return path


def test_near_questions(wards: Path) -> None:
    (row,) = json.loads(run("contradictions", "--near", "--format", "json", db=wards).stdout)
    assert row["verdict"] == "agree"
    assert "the same side is ahead in both" in row["reason"]
    text = run("contradictions", "--near", db=wards).stdout
    assert "66 %" in text
    assert "40 %" in text
    assert "id cmp-" not in text  # the graph does not hold it, so `show` would not find it
    assert json.loads(run("contradictions", "--format", "json", db=wards).stdout) == []
    both = run("contradictions", "--near", "--gaps", db=wards)
    assert both.exit_code == 2
    assert "one of them" in both.stderr


def test_named_queries_and_sparql(db: Path, tmp_path: Path) -> None:
    assert "gaps" in run("query", "--list").stdout
    assert "81" in run("query", "gaps", db=db).stdout
    query = tmp_path / "count.rq"
    query.write_text(
        "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/claimgraph/ns#Statistic> }", "utf-8"
    )
    assert "5" in run("query", query, "--format", "csv", db=db).stdout.split()
    assert run("query", "no-such-query", db=db).exit_code == 1


def test_a_query_cannot_call_out_or_change_anything(db: Path, tmp_path: Path) -> None:
    query = tmp_path / "evil.rq"
    for text in (
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    ):
        query.write_text(text, "utf-8")
        result = run("query", query, db=db)
        assert result.exit_code == 1
        assert "Traceback" not in result.output


def test_page_is_one_file(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.html"
    assert run("page", "-o", out, db=db).exit_code == 0
    assert "<!doctype html>" in out.read_text("utf-8")[:200].lower()


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_export_can_be_read_back(db: Path, form: str) -> None:
    import rdflib

    text = run("export", "--format", form, db=db).stdout
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=text, format={"jsonld": "json-ld"}.get(form, form))
    assert len(graph) > 100


def test_validate(db: Path) -> None:
    result = run("validate", db=db)
    assert result.exit_code == 0, result.output


def test_rm_takes_everything_of_an_article(articles: Path, db: Path) -> None:
    assert run("rm", articles / "retold.txt", db=db).exit_code == 0
    assert json.loads(run("contradictions", "--format", "json", db=db).stdout) == []
    assert len(json.loads(run("ls", "--format", "json", db=db).stdout)) == 1


def test_the_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "claimgraph", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"claimgraph")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from claimgraph.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'rdflib', 'pyoxigraph', 'numpy', 'onnxruntime', 'networkx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
