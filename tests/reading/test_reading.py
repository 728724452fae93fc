"""Files become articles whose text is theirs to the letter."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimgraph import reading
from claimgraph.errors import ReadingError
from claimgraph.model import Article


def test_a_text_keeps_every_character_and_newline(tmp_path: Path) -> None:
    text = "A short headline\r\n\r\nOf 300 bakers, 58 percent rise early.\r\tSo they say. \n"
    file = tmp_path / "bakers.txt"
    file.write_bytes(text.encode())
    article = reading.read(file, tmp_path)
    assert article == Article(text=text, title="A short headline", path="bakers.txt", reader="text/1")


def test_front_matter_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "bakers.md"
    file.write_bytes(b"---\r\ntitle: Bakers\r\nkind: notes\r\n---\r\n\r\n58 percent rise early.\r\n")
    article = reading.read(file, tmp_path)
    assert article.text == "\r\n58 percent rise early.\r\n"
    assert (article.title, article.kind, article.reader) == ("Bakers", "notes", "markdown/1")


def test_the_path_is_relative_to_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    file = tmp_path / "deep" / "er" / "one.txt"
    file.write_text("58 percent rise early.")
    assert reading.read(file, tmp_path).path == "deep/er/one.txt"
    assert reading.read(file, tmp_path / "graph").path == "../deep/er/one.txt"
    monkeypatch.chdir(tmp_path / "deep")
    assert reading.read("er/one.txt").path == "er/one.txt"
    assert reading.read("er/one.txt", "..").path == "deep/er/one.txt"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", "Bakers rise early\n\nOf 300 bakers, 58 percent do.", "Bakers rise early"),
        ("a.txt", "Bakers rise early. So do cooks.\n\n58 percent do.", None),
        ("a.txt", "Bakers rise early\n58 percent do.", None),
        ("a.txt", "Bakers rise early", None),
        ("a.txt", "- Bakers\n\n- Cooks", None),
        ("a.txt", " ".join(["word"] * 21) + "\n\n58 percent do.", None),
        ("a.md", "By the desk\n\n# Bakers rise early #\n\n58 percent do.", "Bakers rise early"),
        ("a.md", "Bakers rise early\r\n\r\n58 percent do.", "Bakers rise early"),
        ("a.md", "Text.\r# Bakers in C#\r58 percent do.", "Bakers in C#"),
        ("a.md", "## Bakers\n\n58 percent do.", None),
        ("a.MD", "---\ntitle: 'Bakers: early'\n---\n# Other\n\n58 percent do.", "Bakers: early"),
    ],
)
def test_the_title_is_given_or_looks_like_one(
    tmp_path: Path, name: str, text: str, title: str | None
) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert reading.read(tmp_path / name).title == title


def test_a_markdown_text_keeps_its_marks() -> None:
    text = "# Bakers\n\n* **58 percent** of [bakers](https://example.org) rise early\n"
    assert reading.parse(text.encode(), ".md").text == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.txt", b"---\ntitle: Bakers\n---\n\n", "no text"),
        ("a.txt", b"\x7fELF\x02\x00\x00", "binary"),
        (
            "a.odt",
            b"58 percent",
            r"no reader for \.odt: save it as \.md or \.txt or \.html or \.pdf or \.docx",
        ),
        ("README", b"58 percent", "a name without suffix"),
        ("a.txt", b"x" * 20_000_001, "larger than 20,000,000 bytes"),
    ],
)
def test_what_is_no_article_is_refused_with_path_and_cure(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError, match=words) as refused:
        reading.read(tmp_path / name)
    assert str(refused.value).startswith(f"{tmp_path / name}: ")


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * reading.LIMIT)
    assert len(reading.read(tmp_path / "a.txt").text) == reading.LIMIT


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.txt: no such file"):
        reading.read(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match="a directory"):
        reading.read(tmp_path)
    with pytest.raises(ReadingError, match="check the name"):
        reading.read("a\0.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingError, match="no regular file"):
        reading.read(tmp_path / "pipe.txt")


def test_a_locked_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("58 percent rise early.")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)  # file modes do not stop a superuser
    with pytest.raises(ReadingError, match="change its permissions"):
        reading.read(file)
