"""Bytes to text, without a character replaced."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from charset_normalizer import CharsetMatch, from_bytes

from claimgraph.errors import ReadingError

CONFIDENT_CHAOS = 2.0
"""The most disorder, in percent, that a detected encoding may leave in the text."""

CONFIDENT_COHERENCE = 20.0
"""The least likeness, in percent, of the letters to those of a language."""

WESTERN = ("cp1252", "mac_roman")
"""What text editors wrote English in before UTF-8; it wins where readings are equally good."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CURE = "open it in an editor and save it as UTF-8"


def decode(data: bytes) -> str:
    """Return the text of a file's bytes, newlines as they are and without a byte order mark.

    A byte order mark decides; else the text is UTF-8; else the encoding is detected, and taken only where
    there is no second reading as good. Raises ReadingError where the data are empty or binary, or where no
    encoding is certain.
    """
    if not data:
        raise ReadingError("the file is empty: save the article's text in it")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _without_nul(_strict(data[len(mark) :], name))
    if b"\0" in data:
        raise ReadingError(f"the file is binary (it holds NUL bytes): give the article as text; {_CURE}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _detected(data, error.start)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"the byte order mark says {name.upper()}, but byte {error.start} does not fit: {_CURE}"
        ) from None


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ReadingError(f"the file is binary (it holds NUL characters): give the article as text; {_CURE}")
    return text


def _detected(data: bytes, odd: int) -> str:
    match = _certain(list(from_bytes(data)))
    try:
        text = data.decode(match.encoding) if match else ""
    except UnicodeDecodeError:  # the detector looks at parts of a large file only
        text = ""
    if not text or any("\x7f" <= character <= "\x9f" for character in text):
        raise ReadingError(f"the file is not UTF-8 (byte {odd}) and no other encoding is certain: {_CURE}")
    return text


def _certain(matches: Sequence[CharsetMatch]) -> CharsetMatch | None:
    """Choose the one reading that is better than all others, or None."""
    if not matches:
        return None
    best = matches[0]
    if best.percent_chaos > CONFIDENT_CHAOS or best.percent_coherence < CONFIDENT_COHERENCE:
        return None
    level = [
        match
        for match in matches
        if match.percent_chaos <= best.percent_chaos and match.percent_coherence >= best.percent_coherence
    ]
    if len(level) == 1:  # readings that give the same characters are one match
        return best
    western = [match for match in level if set(WESTERN) & set(match.could_be_from_charset)]
    return western[0] if len(western) == 1 else None
