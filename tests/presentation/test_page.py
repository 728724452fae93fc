from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files

import pytest

from claimgraph.presentation.page import as_json, page


@pytest.fixture(scope="module")
def html(corpus, comparisons):
    return page(corpus, comparisons)


def hash_of(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_only_the_pages_own_scripts_and_style_may_run(html):
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert (len(scripts), len(styles)) == (2, 1)
    for text in (*scripts, *styles):
        assert hash_of(text) in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_loaded_from_elsewhere(html):
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", html)
    assert "@import" not in html
    assert not re.search(r"url\(\s*['\"]?https?:", html)


def test_the_data_comes_back_from_the_page(html, corpus):
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    data = json.loads(text)
    assert [s["id"] for s in data["statistics"]] == [s.id for s in corpus.statistics]
    (text,) = re.findall(r'<script type="application/jsonl" id="details">(.*?)</script>', html, re.DOTALL)
    told = [json.loads(line)["of"] for line in text.split("\n")]
    assert [list(of) for of in told] == [
        [record.id for record in (*one.statistics, *one.claims)] for one in corpus.extractions
    ]


def test_hostile_text_cannot_end_the_data(hostile):
    html = page(*hostile)
    assert html.count("</script>") == 4
    assert "<img src=x" not in html


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\ud83d", "a & b", "{{ script }}"])
def test_json_for_a_script_element_holds_any_text(text):
    written = as_json([text])
    assert "<" not in written
    written.encode("utf-8")
    assert json.loads(written) == [text]


def test_words_of_an_article_are_not_taken_for_places_of_the_template(corpus):
    assert page(corpus, ()).count('"use strict";\n(() => {') == 1


def test_the_page_is_the_same_each_time_and_small(html, corpus, comparisons):
    assert page(corpus, comparisons) == html
    assert len(html.encode()) < 2_000_000


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_has_enough_contrast():
    """WCAG 2.2, 1.4.3: 4.5 to 1. The dark theme stands twice: chosen by the reader and by the system."""
    css = (files("claimgraph.presentation") / "templates" / "page.css").read_text("utf-8")
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r"\{[^{}]*\}", css)
    ]
    themes = [theme for theme in themes if "paper" in theme]
    assert len(themes) == 3
    assert themes[1] == themes[2]
    verdicts = ("gap", "disagreement", "misreport", "arithmetic", "trend", "agree", "rounded", "cannot-tell")
    for theme in themes:
        for text in ("ink", "muted", "accent", *verdicts):
            for ground in ("paper", "surface", "tint"):
                light, dark = sorted((luminance(theme[text]), luminance(theme[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{text} on {ground}"
