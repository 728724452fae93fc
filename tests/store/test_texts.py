"""Texts are kept to the letter, by their hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import StoreError
from claimgraph.model import Article
from claimgraph.store.texts import Texts


@pytest.mark.parametrize("text", ["", "a\r\nb\rc\n", "\ufeffx", "😀 e\u0301", "\x00", "a" * 100_000])
def test_a_text_comes_back_to_the_letter(tmp_path: Path, text: str) -> None:
    texts = Texts(tmp_path / "texts")
    sha256 = texts.put(text)
    assert sha256 == Article(text).sha256
    assert texts.get(sha256) == text
    assert texts.put(text) == sha256
    assert list(texts) == [sha256]


def test_no_half_written_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    texts = Texts(tmp_path / "texts")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        texts.put("some words")
    assert list((tmp_path / "texts").iterdir()) == []


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    sha256 = texts.put("some words")
    (tmp_path / f"{sha256}.txt").write_text("other words")
    with pytest.raises(StoreError, match="was changed"):
        texts.get(sha256)


@pytest.mark.parametrize("name", ["0" * 64, "../../secret", ""])
def test_a_text_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(StoreError):
        Texts(tmp_path / "a" / "b").get(name)
