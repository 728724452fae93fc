"""Bytes become text, or an error: no character is ever replaced."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import ReadingError
from claimgraph.reading.encoding import decode

TEXT = (
    "“Fifty-eight percent of the bakers said they don’t sleep in,” the café survey says – more or less. "
    "Their guild asked 300 people about the naïve plans of résumé writers for the next year."
)


@given(st.text(min_size=1).filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, name: str) -> None:
    assert decode(mark + TEXT.encode(name)) == TEXT


@pytest.mark.parametrize("name", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("times", [1, 60])
def test_western_text_of_older_editors_is_read_to_the_letter(name: str, times: int) -> None:
    assert decode((TEXT * times).encode(name)) == TEXT * times


@pytest.mark.parametrize(
    "data",
    [
        "The café.".encode("cp1252"),  # too short to tell
        TEXT.encode() + TEXT.encode("cp1252"),  # two encodings in one file
        TEXT.encode()[:1] + TEXT.encode()[2:],  # a byte lost
        bytes(random.Random(1).choices(range(1, 256), k=500)),  # noqa: S311 - no secret
        b"\xed\xa0\x80 a lone surrogate",
    ],
)
def test_what_is_not_certain_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="save it as UTF-8"):
        decode(data)


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"says UTF-8, but byte \d+ does not fit"):
        decode(codecs.BOM_UTF8 + TEXT.encode("cp1252"))


@pytest.mark.parametrize(
    "data", [b"58\0 percent", TEXT.encode("utf-16-le"), codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le")]
)
def test_nul_is_binary(data: bytes) -> None:
    with pytest.raises(ReadingError, match="binary"):
        decode(data)


@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_do_worse_than_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except ReadingError:
        return
    assert "\0" not in text
