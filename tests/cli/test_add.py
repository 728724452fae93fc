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
