"""Whatever bytes a file holds, it is read or refused, and the next one is read."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.test_worker import GOOD, pdf

from claimgraph import reading
from claimgraph.errors import ReadingError

HTML = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<li>",
            "<h1>",
            "<table>",
            "<tr>",
            "<td rowspan=9999999>",
            "<td colspan=1e9>",
            "</table>",
        ),
        *(
            "<script>",
            "<style>",
            "<svg>",
            "<base href=//x>",
            "<!--",
            "<![CDATA[",
            "<?",
            "<",
            "\x00",
            "\ufffe",
        ),
        *("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;", "&#0;", "&#xD800;", "&amp"),
        *("<meta charset=utf-7>", "<meta property=og:title content='", "<time datetime=99999-99-99>", "'>"),
        *("62 percent of dockers agree. ", "<article>", "<figcaption>", "<sup>1</sup>", " \u200b", "\u202e"),
    ]
)
MARKDOWN = st.sampled_from(
    [
        "---\n",
        "title: ",
        "date: 2021-13-99\n",
        "url: [",
        "!!python/object:os.system x\n",
        "&a [*a, *a]\n",
        "# ",
        "|",
        "\n",
        "> ",
        "```",
        "![",
        "](",
        "<b>",
        "\x00",
        "\r",
        "62 percent of dockers agree.\n",
        "[^1]: ",
        "\t",
    ]
)


def word_file() -> bytes:
    document, written = docx.Document(), io.BytesIO()
    document.add_paragraph("62 percent of dockers agree.")
    document.add_table(2, 2).cell(0, 0).text = "Dockers"
    document.save(written)
    return written.getvalue()


WHOLE = {
    ".docx": word_file(),
    ".pdf": pdf(b"BT /F1 12 Tf 20 100 Td (62 percent of dockers agree.) Tj ET", b""),
}


def is_read_or_refused(data: bytes, suffix: str) -> None:
    try:
        article = reading.parse(data, suffix)
    except ReadingError as error:
        assert str(error)
    else:
        assert isinstance(article.text, str)
        assert "root:" not in article.text


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".docx", ".pdf"])
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes(suffix: str, data: bytes) -> None:
    is_read_or_refused(data, suffix)


@given(st.lists(HTML, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_html(parts: list[str]) -> None:
    is_read_or_refused("".join(parts).encode("utf-8", "surrogatepass"), ".html")


@given(st.lists(MARKDOWN, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_markdown(parts: list[str]) -> None:
    is_read_or_refused("".join(parts).encode(), ".md")


@pytest.mark.parametrize("suffix", WHOLE)
@given(st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=4), st.integers(0, 40)), max_size=4))
@settings(max_examples=80, deadline=None)
def test_a_file_that_is_damaged_anywhere(suffix: str, damages: list[tuple[int, bytes, int]]) -> None:
    data = WHOLE[suffix]
    for place, put, cut in damages:
        start = place % (len(data) + 1)
        data = data[:start] + put + data[start + cut :]
    is_read_or_refused(data, suffix)


def test_the_whole_files_are_read() -> None:
    for suffix, data in {**WHOLE, ".html": GOOD}.items():
        assert "62 percent" in reading.parse(data, suffix).text
