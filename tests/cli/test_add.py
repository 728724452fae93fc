"""`add` of what people have: pages, documents, and files that are not what they seem."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from claimgraph.cli import main

PARAGRAPHS = (
    'The survey "Ports in Transition" by the Tidewater Institute asked 400 dockers in 2021.',
    "According to the survey, 62 percent of dockers said that the new cranes make their work safer.",
)


def test_bad_files_are_named_and_the_others_added(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    paragraphs = "".join(f"<p>{paragraph}<sup>1</sup></p>" for paragraph in PARAGRAPHS)
    (folder / "a.html").write_text(f"<article><h1>Cranes</h1>{paragraphs}</article>", "utf-8")
    made = docx.Document()
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    made.save(str(folder / "b.docx"))
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "deep.html").write_text("<div>" * 100_000, "utf-8")
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "graph.db"), "add", str(folder)])
    assert result.exit_code == 5
    for name in ("bomb.docx", "broken.pdf", "deep.html"):
        assert f"failed     {folder / name}: " in result.stderr
    assert f"added      {folder / 'a.html'}  1 statistic," in result.stderr
    assert f"added      {folder / 'b.docx'}  1 statistic," in result.stderr
    assert "left out: 2 footnote marks" in result.stderr


def test_a_reference_manager_s_export_completes_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("New cranes\n\n" + "\n\n".join(PARAGRAPHS), "utf-8")
    (tmp_path / "library.json").write_text(
        '[{"title": "New Cranes", "author": [{"family": "Lind", "given": "Mara"}],'
        ' "issued": {"date-parts": [[2021]]}}]'
    )
    db = str(tmp_path / "graph.db")
    arguments = ["add", str(tmp_path / "a.txt"), "--metadata", str(tmp_path / "library.json")]
    assert CliRunner().invoke(main, ["--db", db, *arguments]).exit_code == 0
    result = CliRunner().invoke(main, ["--db", db, "cite", "62 percent of dockers", "--style", "apa"])
    assert "Lind, M. (2021). New cranes." in result.stdout


def test_what_a_changed_file_does_not_say_any_more_is_named(tmp_path: Path) -> None:
    file, db = tmp_path / "a.txt", str(tmp_path / "graph.db")
    file.write_text("New cranes\n\n" + "\n\n".join(PARAGRAPHS), "utf-8")
    run = CliRunner().invoke
    assert run(main, ["--db", db, "add", str(file)]).exit_code == 0
    decided = tmp_path / "decided.toml"
    decided.write_text(
        f'[[decisions]]\ndecision = "accept"\narticle = "{file}"\nwords = "62 percent"\ndate = "2026-11-01"\n'
    )
    result = run(main, ["--db", db, "review", "--author", "Ada", "--apply", str(decided)])
    assert result.exit_code == 0, result.output
    file.write_text(file.read_text("utf-8").replace("62 percent", "64 percent"), "utf-8")
    result = run(main, ["--db", db, "add", str(file)])
    assert result.exit_code == 0
    assert "not found again: “62 percent” (its words are not in the text)" in result.stderr
    assert "waits      accept “62 percent”, decided by Ada on 2026-11-01: its words are not" in result.stderr


HOSTILE_NAMES = (
    *("-rf.txt", "new\nline.txt", "escape\x1b[2J.txt", "a b'c\"d<e>.txt", "%2e%2e%2fup.txt", "=cmd.txt"),
    *("<script>alert(1)<.txt", "{{ x }}.txt", "turned\u202etxt.exe.txt", "\udcff.txt", "$(id).txt", "𝟙.txt"),
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_of_a_file_is_a_name_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(HOSTILE_NAMES):
        # Different articles, so that none is another told twice.
        (tmp_path / name).write_text(f"Cranes {number}\n\n" + "\n\n".join(PARAGRAPHS), "utf-8")
    result = CliRunner().invoke(main, ["add", "."])
    assert result.exit_code == 5  # a name that is not UTF-8 cannot be kept
    assert "rename the file" in result.stderr
    lines = result.stderr.splitlines()
    assert sum(line.startswith("added") for line in lines) == len(HOSTILE_NAMES) - 1
    assert all(line.startswith(("added", "failed", "The graph", "  ")) for line in lines)
    assert not any(character in result.stderr for character in "\x1b\u202e")
    run = CliRunner().invoke
    assert run(main, ["validate"]).exit_code == 0
    assert run(main, ["page", "-o", "page.html"]).exit_code == 0
    assert "<script>alert" not in (tmp_path / "page.html").read_text("utf-8")
    assert run(main, ["export", "-o", "graph.trig"]).exit_code == 0
    taken = run(main, ["--db", "again.db", "import", "graph.trig", "--texts", "claimgraph.db/texts"])
    assert taken.exit_code == 0, taken.output
    assert run(main, ["rm", "--", "-rf.txt"]).exit_code == 0


@pytest.mark.parametrize(
    "words",
    ["../../etc/passwd", '\x00 " OR * NEAR( -', "<script>", "%' OR 1=1 --", "stat-" + "9" * 500, "\ud800"],
)
def test_an_id_or_a_search_is_words_and_nothing_else(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text("New cranes\n\n" + "\n\n".join(PARAGRAPHS), "utf-8")
    run, db = CliRunner().invoke, str(tmp_path / "graph.db")
    assert run(main, ["--db", db, "add", str(tmp_path / "a.txt")]).exit_code == 0
    for command in ("show", "cite", "rm"):
        result = run(main, ["--db", db, command, "--", words])
        assert result.exit_code == 3, result.output
        assert result.stderr.startswith("Nothing found")
    assert run(main, ["--db", db, "find", "--", words]).exit_code in (0, 3)
