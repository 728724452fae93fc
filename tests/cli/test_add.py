"""`add` of what people have: pages, documents, and files that are not what they seem."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
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
    assert f"added      {folder / 'a.html'}  1 statistics" in result.stderr
    assert f"added      {folder / 'b.docx'}  1 statistics" in result.stderr
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
