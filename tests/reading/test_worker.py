"""The process of its own: whatever a file does, the next one is read."""

from __future__ import annotations

import os
import signal
import time
import zlib
from pathlib import Path

import pytest
from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.errors import ReadingError
from claimgraph.reading import worker

GOOD = b"<article><p>62 percent agree.</p></article>"


def pdf(stream: bytes, kind: bytes = b"/Filter /FlateDecode") -> bytes:
    """Return a PDF of one page with this content stream."""
    return (
        b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R\n"
        b"/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj\n"
        b"4 0 obj <<"
        + kind
        + b" /Length "
        + str(len(stream)).encode()
        + b">> stream\n"
        + stream
        + b"\nendstream endobj\n"
        b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )


def test_a_reader_that_takes_too_long_is_stopped_and_the_next_file_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading.parse(GOOD, ".html")  # started
    monkeypatch.setattr(worker, "SECONDS", 1.0)
    endless = pdf(zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 1_000_000))
    began = time.monotonic()
    with pytest.raises(ReadingError, match="more than 1 seconds"):
        reading.parse(endless, ".pdf")
    assert time.monotonic() - began < 5
    monkeypatch.undo()
    assert "62 percent" in reading.parse(GOOD, ".html").text


def test_a_process_that_dies_is_replaced() -> None:
    reading.parse(GOOD, ".html")
    process = worker.WORKER._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert "62 percent" in reading.parse(GOOD, ".html").text


def test_a_bomb_in_a_pdf_ends_in_an_error() -> None:
    layers = zlib.compress(zlib.compress(bytes(400_000_000)))
    with pytest.raises(ReadingError):
        reading.parse(pdf(layers, b"/Filter [/FlateDecode /FlateDecode]"), ".pdf")
    assert "62 percent" in reading.parse(GOOD, ".html").text


def test_modules_of_the_current_directory_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    worker.WORKER.close()
    assert "62 percent" in reading.parse(GOOD, ".html").text
    assert not (tmp_path / "ran").exists()


def test_the_same_article_is_read_from_each_format(page: Path, document: Path) -> None:
    texts = [reading.read(page).text, reading.read(document).text]
    for words in (told.SURVEY, told.CRANES, told.TRUST, told.TABLE):
        assert all(words in text for text in texts)
