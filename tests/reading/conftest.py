"""One invented article as a page, a Word document, a printed PDF, Markdown and text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from tests.conftest import skip

ASKED = "asked 400 dockers and 250 shipowners in 2021."
SURVEY = f'The survey "Ports in Transition" by the Tidewater Institute {ASKED}'
CRANES = (
    "According to the survey, 62 percent of dockers said that the new cranes make their work safer, "
    "compared with 81 percent of shipowners."
)
TRUST = "44 percent of dockers said that they trust the port authority, up from 31 percent in 2019."
TONS = "Some 10^6 tons go over the quays each year."
CAPTION = "Base: 400 dockers and 250 shipowners"
CHART = "Bar chart: 44 percent of dockers trust the port authority"
TITLE = "Dockers and shipowners see two harbours"

TABLE = """\
| Statement | Dockers | Shipowners |
| --- | --- | --- |
| Trust the port authority | 44% | 61% |
| Fear for their jobs | 38% | 12% |"""

PAGE = f"""\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Harbour Weekly</title>
<link rel="canonical" href="https://harbour.example/two-harbours#top">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "{TITLE}", "author": {{"@type": "Person", "name": "Mara Lindqvist"}},
 "datePublished": "2021-03-04T08:00:00Z", "publisher": {{"@type": "Organization", "name": "Harbour Weekly"}}}}
</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs: 99 percent filled</a></li></ul></nav>
<main><article><h1>{TITLE}</h1>
<p>{SURVEY}<sup><a href="#fn1">1</a></sup></p>
<p>{CRANES.replace("62 percent", "62 percent<sup>2</sup>")}</p>
<figure><img src="a.png" alt="{CHART}"><figcaption>{CAPTION}</figcaption></figure>
<h2>What they want</h2>
<ul><li>{TRUST}</li><li>{TONS.replace("^6", "<sup>6</sup>")}</li></ul>
<table><caption>Trust by role</caption>
<thead><tr><th>Statement</th><th>Dockers</th><th>Shipowners</th></tr></thead>
<tbody><tr><td>Trust the port authority</td><td>44%</td><td>61%</td></tr>
<tr><td>Fear for their jobs</td><td>38%</td><td>12%</td></tr></tbody></table>
</article></main>
<section id="comments"><h3>Comments</h3>
<div class="comment"><p>Nonsense, 90 percent of us hate the cranes.</p></div></section>
<footer><p>5 percent of our income goes to the mission.</p></footer></body></html>
"""

PRINTED = f"""\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - Harbour Weekly</title></head>
<body><h1>{TITLE}</h1><p>{SURVEY}<sup>1</sup></p>
<p>{CRANES.replace("62 percent", "62 percent<sup>2</sup>")}</p>
%s
<p style="break-before: page">{TRUST}</p></body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a saved web page."""
    file = tmp_path / "harbour.html"
    file.write_text(PAGE, "utf-8")
    return file


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Return a Word document made by python-docx."""
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.author = "Mara Lindqvist"
    made.add_heading(TITLE, 0)
    made.add_paragraph(SURVEY).add_run("1").font.superscript = True
    before, after = CRANES.split("62 percent")
    cranes = made.add_paragraph(f"{before}62 percent")
    cranes.add_run("2").font.superscript = True
    cranes.add_run(after)
    made.add_paragraph(TRUST, style="List Bullet")
    tons = made.add_paragraph("Some 10", style="List Bullet")
    tons.add_run("6").font.superscript = True
    tons.add_run(TONS.partition("^6")[2])
    rows = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if "---" not in line]
    table = made.add_table(rows=len(rows), cols=3)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    made.sections[0].header.paragraphs[0].text = "Harbour Weekly, 77 percent advertising"
    file = tmp_path / "harbour.docx"
    made.save(str(file))
    return file


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that prints a page to a PDF with Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        skip("needs Chromium")
    folder = tmp_path_factory.mktemp("printed")

    @cache
    def make(source: str) -> Path:
        page, file = folder / f"{hash(source)}.html", folder / f"{hash(source)}.pdf"
        page.write_text(source, "utf-8")
        subprocess.run(
            [
                str(chromium),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={file}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return file

    return make
