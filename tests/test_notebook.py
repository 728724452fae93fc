"""What a notebook shows: whole documents as text of one attribute."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from claimgraph import ClaimGraph, notebook


class Frames(HTMLParser):
    """Collect every start tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Frames()
    parser.feed(html)
    return parser.tags


@pytest.mark.parametrize("text", ["</iframe><script>1</script>", "\"' onload='1", "&quot;&lt;", "<p>\n</p>"])
def test_a_document_stays_inside_its_frame_to_the_letter(text: str) -> None:
    ((tag, attributes),) = tags(notebook.frame(text, height=100, title=text))
    assert tag == "iframe"
    assert attributes["srcdoc"] == text
    assert attributes["title"] == text
    assert set(attributes) == {"title", "srcdoc", "sandbox", "style"}


def test_a_frame_has_no_origin_of_the_notebooks() -> None:
    ((_, attributes),) = tags(notebook.frame("", height=100, title="x"))
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


def test_cells_of_a_table_are_text() -> None:
    hostile = "<img src=x onerror=alert(1)> {{ head }}"
    ((_, attributes),) = tags(notebook.table((hostile, "n"), [(hostile, 3), (None, True)], "2 rows"))
    inner = tags(attributes["srcdoc"] or "")
    assert {tag for tag, _ in inner} <= {
        *("html", "head", "meta", "title", "style", "body", "table", "caption", "thead", "tbody"),
        *("tr", "th", "td", "bdi"),
    }
    assert [tag for tag, _ in inner].count("th") == 2
    assert [tag for tag, _ in inner].count("td") == 4


def test_a_graph_shows_its_page(tmp_path) -> None:
    with ClaimGraph(tmp_path / "claimgraph.db") as graph:
        ((_, attributes),) = tags(graph._repr_html_())
        assert attributes["srcdoc"] == graph.page()
