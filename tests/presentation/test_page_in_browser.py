"""The page as a reader meets it: in Chromium, with the network cut."""

from __future__ import annotations

import csv
import os
import re
import shutil
from dataclasses import replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claimgraph import notebook
from claimgraph.model import Verdict
from claimgraph.presentation.page import page as html_of

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CLAIMGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path, sync_playwright = None, None
    if path is None:
        reason = (
            "needs Chromium and the playwright package: set CLAIMGRAPH_CHROMIUM, install claimgraph[test]"
        )
        if os.environ.get("CLAIMGRAPH_SKIP_NOTHING"):
            pytest.fail(f"may not be skipped here: {reason}")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path, corpus, comparisons):
    """Return a function that opens a page; afterwards nothing was requested and nothing was complained of."""
    complaints: list[str] = []
    contexts = []

    def open_page(address="", made_of=(corpus, comparisons), viewport=WIDE, **options):
        file = tmp_path / "graph.html"
        file.write_text(html_of(*made_of), "utf-8")
        context = browser.new_context(viewport=viewport, offline=True, accept_downloads=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        tab.on(
            "request",
            lambda request: (
                None if request.url.startswith(("file:", "blob:")) else complaints.append(request.url)
            ),
        )
        tab.goto(f"{file.as_uri()}{address}")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def picture(tab):
    return tab.evaluate("document.querySelector('#canvas canvas').toDataURL()")


def saved_picture(tab):
    """Return the tree of the whole picture, saved as SVG."""
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save the whole picture as SVG").click()
    assert download.value.suggested_filename == "graph.svg"
    return ElementTree.parse(download.value.path())  # noqa: S314 - our own file


def picture_words(tab):
    return [text.text for text in saved_picture(tab).iter(f"{SVG}text")]


def node_at(tab, corpus_id):
    """Return where on the screen a node stands: the canvas is clicked through until the panel shows it."""
    box = tab.locator("#canvas").bounding_box()
    for y in range(int(box["y"]) + 20, int(box["y"] + box["height"]), 36):
        for x in range(int(box["x"]) + 20, int(box["x"] + box["width"]), 80):
            tab.mouse.click(x, y)
            if tab.locator(f"#panel .id:text-is('{corpus_id}')").count():
                return x, y
    raise AssertionError(f"{corpus_id} is not on the picture")


def test_it_opens_on_the_questions_on_which_sources_differ(opened):
    tab = opened()
    assert tab.locator("#scene option:checked").text_content() == "Where sources differ most"
    assert "2 of 3 questions" in tab.locator("#scene-note").text_content()
    assert "10 statistics and 1 claim from 3 articles on 2 studies" in tab.locator("#panel").text_content()
    assert len(picture(tab)) > 10_000


def test_a_click_on_a_figure_shows_its_words_with_the_value_marked(opened, told):
    tab = opened()
    node_at(tab, told("19 percent", "Who shapes the list & why?").id)
    panel = tab.locator("#panel")
    assert panel.locator(".figure").text_content() == "19 %"
    assert panel.locator("blockquote mark").text_content() == "19 percent"
    assert panel.locator("blockquote .who").text_content() == "teachers"
    assert "Who shapes the list & why?" in panel.text_content()
    assert "A gap of 39 points" in panel.text_content()
    assert "320 (from the register)" in panel.text_content()  # how the base is known


def test_an_address_names_a_record_and_a_short_one_is_enough(opened, told):
    statistic = told("49 percent", "A roundup")
    for key in (statistic.id, statistic.id[:12]):
        tab = opened(f"#{key}")
        assert tab.locator("#panel .figure").text_content() == "49 %"


def test_back_and_forward_go_through_what_was_seen(opened):
    tab = opened()
    tab.get_by_role("link", name="Differences").click()
    tab.locator("#questions .reasons button").first.click()
    assert tab.locator("#panel .kind").text_content() == "Comparison"
    tab.go_back()
    assert tab.locator("#panel").is_hidden()
    assert tab.locator("#differences").is_visible()
    tab.go_back()
    assert tab.locator("#graph").is_visible()
    tab.go_forward()
    assert tab.locator("#differences").is_visible()


def test_differences_put_alarms_first_and_give_reasons(opened):
    tab = opened("#differences")
    first = tab.locator(".question").first.text_content()
    assert "find the catalogue easy to search" in first.lower()
    assert "From 65 to 71 are 6 points, and the text says 10." in first
    tab.get_by_role("button", name="Gap between groups 1").click()
    assert tab.locator(".question").count() == 1
    assert tab.locator(".question .dot").count() == 2


def test_dots_stand_where_their_values_are(opened):
    tab = opened("#differences")
    tab.get_by_role("button", name="Gap between groups 1").click()
    track = tab.locator(".track").first.bounding_box()
    for label, share in (("58 %", 0.58), ("19 %", 0.19)):
        row = tab.locator(".dotrow", has_text=label)
        dot = row.locator(".dot").bounding_box()
        assert abs((dot["x"] + dot["width"] / 2 - track["x"]) / track["width"] - share) < 0.01
        assert row.locator(".interval").count() == 1


def test_trends_draw_a_line_over_the_years(opened):
    tab = opened("#trends")
    chart = tab.locator("#series svg")
    assert chart.count() == 1
    assert chart.locator(".step.open").count() == 1  # not tested
    xs = [float(point.get_attribute("cx")) for point in chart.locator(".point").all()]
    assert len(set(xs)) == 2
    assert chart.locator(".margin").count() == 2  # both bases are known


def test_a_step_beyond_sampling_error_is_drawn_solid(opened, corpus, comparisons):
    surely = [replace(one, tested=True) if one.verdict is Verdict.TREND else one for one in comparisons]
    chart = opened("#trends", made_of=(corpus, surely)).locator("#series svg")
    assert chart.locator(".step").count() == 1
    assert chart.locator(".step.open").count() == 0


def test_what_a_change_implies_is_drawn_hollow(opened, corpus, comparisons, told):
    level = told("71 percent", "Who shapes the list & why?").id
    change = told("10 percent", "Who shapes the list & why?").id
    (trend,) = [one for one in comparisons if one.verdict is Verdict.TREND]
    figures = (("change", "10"), ("implied", "61"), ("years", "2019; 2020"))
    derived = replace(trend, members=tuple(sorted((level, change))), figures=figures)
    chart = opened("#trends", made_of=(corpus, (derived,))).locator("#series svg")
    assert chart.locator(".point").count() == 2
    assert chart.locator(".point.hollow").count() == 1
    assert chart.locator(".step.open").count() == 1
    assert chart.locator("text.strong").all_text_contents() == ["61 %", "71 %"]


def test_gaps_stand_in_the_order_of_their_distance(opened, corpus, comparisons):
    (gap,) = [one for one in comparisons if one.verdict is Verdict.GAP]
    easy = next(one for one in comparisons if one.verdict is Verdict.DISAGREEMENT)
    wider = replace(gap, members=easy.members, measure=easy.measure, figures=(("difference", "52"),))
    tab = opened("#differences", made_of=(corpus, (gap, wider)))
    assert [tag.text_content() for tag in tab.locator(".reasons .tag").all()] == [
        "A gap of 52 points",
        "A gap of 39 points",
    ]


def test_filters_reach_every_view_and_stand_in_the_address(opened):
    tab = opened("#graph/all")
    assert "3 of 3 questions" in tab.locator("#scene-note").text_content()
    tab.get_by_role("button", name="Filter").click()
    tab.get_by_label("All groups").select_option(label="Teachers")
    assert "2 of 3 questions, 3 figures" in tab.locator("#scene-note").text_content()
    assert tab.url.endswith("#graph/all?group=group-teachers")
    tab.get_by_role("link", name="Table", exact=True).click()
    assert tab.locator("#table tbody tr").count() == 3
    tab.get_by_role("link", name="Differences").click()
    assert tab.locator(".question").count() == 1
    tab.get_by_role("link", name="Trends").click()
    assert tab.locator("#series svg").count() == 0
    again = opened("#graph/all?group=group-teachers")
    assert "2 of 3 questions, 3 figures" in again.locator("#scene-note").text_content()
    assert "teachers" not in picture_words(opened("#graph/all?group=group-librarians"))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("from=2021", 1),
        ("to=2019", 1),
        ("from=2020&to=2020", 8),
        ("confidence=0.95", 0),
        ("confidence=0.8", 10),
        ("verdict=disagreement", 2),
        ("study=study-shelf-life", 9),
        ("q=teachers%2066", 2),
    ],
)
def test_each_filter_leaves_what_it_says(opened, query, left):
    tab = opened(f"#table?{query}")
    assert tab.locator("#table tbody tr").count() == left
    assert tab.locator("#count").text_content() == f"{left} of 10"


def test_filters_that_leave_nothing_say_so_and_can_be_reset(opened):
    tab = opened("#graph?from=2021&group=group-teachers")
    assert tab.get_by_text("Nothing is left by these filters.").is_visible()
    tab.get_by_role("button", name="Filter").click()
    tab.get_by_role("button", name="Reset").click()
    assert tab.get_by_text("Nothing is left by these filters.").is_hidden()
    assert "2 of 3 questions" in tab.locator("#scene-note").text_content()


def test_kinds_and_lines_that_are_hidden_stand_in_the_address(opened):
    tab = opened("#graph")
    whole = picture(tab)
    tab.locator("#legend button", has_text="Articles").click()
    tab.wait_for_timeout(100)
    without = picture(tab)
    assert without != whole
    assert "hide=" in tab.url
    again = opened("#" + tab.url.split("#", 1)[1])
    assert again.locator("#legend button", has_text="Articles").get_attribute("aria-pressed") == "false"
    again.go_back()
    tab.go_back()
    tab.wait_for_timeout(100)
    assert picture(tab) == whole


def test_back_undoes_a_filter_and_forward_sets_it_again(opened):
    tab = opened("#table")
    tab.get_by_label("From year").select_option("2021")
    assert tab.locator("#table tbody tr").count() == 1
    tab.go_back()
    assert tab.locator("#table tbody tr").count() == 10
    assert tab.get_by_label("From year").input_value() == ""
    tab.go_forward()
    assert tab.locator("#table tbody tr").count() == 1
    assert tab.get_by_label("From year").input_value() == "2021"


def test_what_is_chosen_in_a_filtered_view_has_an_address(opened, told):
    tab = opened("#table?group=group-teachers")
    tab.locator("#table tbody a").first.click()
    shown = tab.locator("#panel .id").text_content()
    again = opened("#" + tab.url.split("#", 1)[1])
    assert again.locator("#panel .id").text_content() == shown
    assert again.locator("#table tbody tr").count() == 3


@pytest.mark.parametrize("address", ["#%E0%A4%A", "#graph/none", "#table?study=none&x=1", "#nothing"])
def test_an_address_of_nothing_opens_the_page_all_the_same(opened, address):
    assert opened(address).locator("#main section:not([hidden])").count() == 1


def test_no_two_cards_overlap_when_filters_close_the_gaps(opened):
    for query in ("group=group-librarians", "from=2020", "verdict=gap", "q=shelves"):
        tab = opened(f"#graph/all?{query}")
        cards = boxes(saved_picture(tab))
        assert cards
        for (x1, y1, w1, h1), (x2, y2, w2, h2) in combinations(cards, 2):
            assert x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1


def boxes(tree):
    """Return the cards of a saved picture: left, top, width and height, once each."""
    found = set()
    for path in tree.iter(f"{SVG}path"):
        start = re.match(r"M([-\d.]+) ([-\d.]+)l([-\d.]+) 0a([-\d.]+) .*?l0 ([-\d.]+)a", path.get("d", ""))
        if start:
            x, y, across, radius, down = map(float, start.groups())
            if down > 10 or radius == 15:  # not the mark of how often something is told
                found.add((x - radius, y, across + 2 * radius, down + 2 * radius))
    return found


def test_the_whole_picture_is_saved_as_svg_with_its_words_as_text(opened):
    tree = saved_picture(opened())
    words = [text.text for text in tree.iter(f"{SVG}text")]
    assert "58 %" in words
    assert "22 points" in " ".join(words)
    sizes = {float(text.get("font-size")) for text in tree.iter(f"{SVG}text")}
    assert min(sizes) > 10
    assert max(sizes) < 20
    assert tree.getroot().find(f"{SVG}title").text == "Where sources differ most"
    assert len(boxes(tree)) >= 10
    left, top, width, height = map(float, tree.getroot().get("viewBox").split())
    for x, y, across, down in boxes(tree):
        assert left <= x and top <= y and x + across <= left + width and y + down <= top + height
    drawn = {path.get("stroke-dasharray") for path in tree.iter(f"{SVG}path")}
    assert {"9 6", "12 5 2 5", "2 5"} <= drawn  # a gap, what does not come out, what is told differently


def test_the_picture_is_saved_as_png(opened):
    tab = opened()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save what is seen as PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_hostile_words_stay_text_in_a_saved_picture(opened, hostile):
    tab = opened(made_of=hostile)
    tree = saved_picture(tab)
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {"svg", "title", "path", "rect", "text"}
    assert all(not name.startswith("on") for one in tree.iter() for name in one.attrib)
    assert any("<b>pilots</b>" in (text.text or "") for text in tree.iter(f"{SVG}text"))


def test_the_table_sorts_filters_and_keeps_its_filters_in_the_address(opened):
    tab = opened("#table")
    rows = tab.locator("#table tbody tr")
    assert rows.count() == 10
    tab.get_by_role("button", name="Value").click()
    tab.get_by_role("button", name="Value").click()
    assert rows.first.locator("td").first.text_content() == "71 %"
    tab.get_by_placeholder("Filter by words or value").fill("teachers shelves")
    assert rows.count() == 2
    assert "teachers" in tab.url
    again = opened("#" + tab.url.split("#", 1)[1])
    assert again.locator("#table tbody tr").count() == 2


def test_csv_holds_what_is_filtered_and_no_formula(opened, hostile):
    tab = opened("#table", made_of=hostile)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert row[header.index("what holds of them")] == "'=HYPERLINK(1)"
    assert row[header.index("value")] == "40"


def test_search_finds_words_values_and_groups_and_the_keyboard_is_enough(opened):
    tab = opened()
    tab.keyboard.press("/")
    tab.keyboard.type("49% librarians")
    assert tab.locator("#results [data-id]").count() == 1
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel .figure").text_content() == "49 %"
    tab.keyboard.press("Escape")
    assert "Who says what" in tab.locator("#panel").text_content()


@pytest.mark.parametrize("typed", ["(", "[a", "\\", "%", "'", "</script>"])
def test_any_string_is_a_search(opened, typed):
    tab = opened()
    tab.locator("#search").fill(typed)
    assert tab.locator("#results li").count() >= 1


def test_arrow_keys_move_from_node_to_node(opened):
    tab = opened()
    tab.locator("#canvas").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        tab.keyboard.press(key)
        seen.add(tab.locator("#panel .id").text_content())
    assert len(seen) >= 3
    assert {key.split("-")[0] for key in seen} >= {"stat"}


def test_the_legend_hides_what_is_pressed(opened):
    tab = opened()
    before = picture(tab)
    button = tab.locator("#legend button", has_text="Gap between groups")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    tab.wait_for_timeout(100)
    without = picture(tab)
    assert without != before
    button.click()
    tab.wait_for_timeout(100)
    assert picture(tab) == before


def test_pointing_at_a_node_lights_its_neighbours(opened, told):
    tab = opened()
    x, y = node_at(tab, told("19 percent", "Who shapes the list & why?").id)
    tab.keyboard.press("Escape")
    tab.mouse.move(5, 5)
    tab.wait_for_timeout(100)
    before = picture(tab)
    tab.mouse.move(x, y)
    tab.wait_for_timeout(100)
    assert picture(tab) != before


def test_a_scene_of_one_study_shows_what_else_it_asked(opened):
    tab = opened()
    tab.locator("#scene").select_option(label="Shelf Life: Who Chooses What We Read, 2020")
    assert "3 of 3 questions" in tab.locator("#scene-note").text_content()
    assert tab.locator("#panel .kind").text_content() == "Study"
    tab.locator("#back").click()
    assert "2 of 3 questions" in tab.locator("#scene-note").text_content()


def test_a_note_is_not_shown_as_a_quote(opened, told):
    tab = opened(f"#{told('66 percent', 'Release').id}")
    assert "A note's wording, not a quote" in tab.locator("#panel").text_content()
    assert (
        "Notes" in tab.locator("#panel").text_content()
        or "note's words" in tab.locator("#panel").text_content()
    )


def test_citations_can_be_copied(opened, told):
    tab = opened(f"#{told('58 percent', 'Who shapes the list & why?').id}")
    assert tab.locator(".cite").text_content().startswith("Lind, M. D. (n.d.).")
    tab.get_by_role("button", name="BibTeX").click()
    assert tab.locator(".cite").text_content().startswith("@online{")
    tab.get_by_role("button", name="Copy citation").click()
    tab.get_by_role("button", name="Copied").wait_for()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "address", ["#graph", "#graph/all", "#differences", "#table", "#trends", "#article-"]
)
def test_hostile_text_is_shown_as_text(opened, hostile, address, viewport):
    """Script tags, event handlers, and a title of 10,000 characters."""
    assert len(hostile[0].extractions[0].article.title) > 10_000
    tab = opened(address, made_of=hostile, viewport=viewport)
    tab.wait_for_timeout(200)
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    for region in ("main > :not([hidden])", "#panel"):
        assert tab.evaluate(
            "name => [...document.querySelectorAll(name)].every((one) => one.scrollWidth <= one.clientWidth)",
            region,
        )
    assert tab.title() == "claimgraph: who said it, who was asked, who disagrees"
    assert tab.locator("img, iframe, b:text('pilots')").count() == 0


def test_marks_of_writing_direction_end_with_the_words_that_hold_them(opened, hostile):
    (statistic,) = hostile[0].statistics
    tab = opened(f"#{statistic.id}", made_of=hostile)
    held = """() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (/\\u202e/.test(data) && parentElement.tagName !== "SCRIPT")
          found.push(parentElement.closest("bdi, blockquote, pre") !== null);
      }
      return found;
    }"""
    found = tab.evaluate(held)
    assert found
    assert all(found)
    shape = "one => getComputedStyle(one).unicodeBidi"
    assert tab.locator("#panel blockquote").evaluate(shape) == "isolate"
    assert tab.locator("#panel bdi").first.evaluate(shape) == "isolate"


def test_hostile_words_are_marked_where_they_stand(opened, hostile):
    corpus, _ = hostile
    (statistic,) = corpus.statistics
    tab = opened(f"#{statistic.id}", made_of=hostile)
    panel = tab.locator("#panel")
    assert panel.locator("blockquote mark").text_content() == "40 percent"  # an emoji stands before it
    assert panel.locator("blockquote .who").text_content() == "<b>pilots</b>"
    assert "onerror=" in panel.locator("blockquote").text_content()
    assert panel.locator("a[href^='javascript']").count() == 0
    assert "javascript:alert(1)" in panel.text_content()
    width = tab.evaluate("document.scrollingElement.scrollWidth")
    assert width <= WIDE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_the_button(opened, scheme):
    tab = opened(color_scheme=scheme)
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    first = tab.evaluate(paper)
    assert (first == "#f7f6f3") == (scheme == "light")
    before = picture(tab)
    tab.locator("#theme").click()
    assert tab.evaluate(paper) != first
    tab.wait_for_timeout(100)
    assert picture(tab) != before


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["#graph", "#differences", "#trends", "#table"])
def test_nothing_runs_out_of_the_window(opened, viewport, address):
    tab = opened(address, viewport=viewport)
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert tab.evaluate("document.querySelector('main').scrollWidth") <= viewport["width"]
    for name in ("Graph", "Differences", "Trends", "Table"):
        box = tab.get_by_role("link", name=name, exact=True).bounding_box()
        assert box["x"] + box["width"] <= viewport["width"]


def test_on_a_phone_the_panel_opens_over_the_list_and_closes(opened):
    tab = opened(viewport=NARROW)
    assert tab.locator("#differences").is_visible()
    assert tab.locator("#panel").is_hidden()
    tab.locator(".dotrow").first.click()
    assert tab.locator("#panel .figure").is_visible()
    tab.get_by_role("button", name="Close").click()
    assert tab.locator("#panel").is_hidden()


def test_print_shows_every_list_and_no_controls(opened):
    tab = opened()
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#table tbody tr").count() == 10
    assert tab.locator("#table").is_visible()
    assert tab.locator("#differences").is_visible()
    assert tab.locator("header.bar").is_hidden()


def test_every_control_has_a_name(opened, told):
    tab = opened(f"#{told('58 percent', 'Release').id}")
    for view in ("Graph", "Differences", "Trends", "Table"):
        tab.get_by_role("link", name=view, exact=True).click()
        nameless = tab.evaluate(
            """() => [...document.querySelectorAll('button, select, input, a')]
                .filter((one) => one.checkVisibility())
                .filter((one) => !one.textContent.trim() && !one.ariaLabel && !one.labels?.length)
                .map((one) => one.outerHTML)"""
        )
        assert nameless == []


def test_in_a_notebook_the_page_keeps_its_own_style_and_works(browser, tmp_path, corpus, comparisons):
    frame = notebook.frame(html_of(corpus, comparisons), height=720, title="Graph")
    style = "* { color: red !important; font-size: 40px !important; display: block !important; }"
    file = tmp_path / "notebook.html"
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><p>Cell</p>{frame}", "utf-8")
    context = browser.new_context(viewport=WIDE, offline=True)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(file.as_uri())
    page = tab.frame_locator("iframe")
    page.get_by_role("link", name="Differences").click()
    page.locator("#questions .reasons button").first.click()
    assert page.locator("#panel .kind").text_content() == "Comparison"
    heading = page.locator("#differences h1").evaluate("one => getComputedStyle(one).color")
    assert heading == "rgb(28, 35, 48)"
    page.get_by_role("link", name="Table", exact=True).click()
    page.get_by_label("From year").select_option("2021")
    assert page.locator("#table tbody tr").count() == 1
    context.close()
    assert complaints == []


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_view_breaks_a_rule_of_accessibility(opened, told, scheme, viewport):
    """WCAG 2.2, levels A and AA, as far as axe-core can tell (https://dequeuniversity.com/rules/axe/)."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    figure = told("58 percent", "Who shapes the list & why?").id
    addresses = ["#graph", "#differences", "#trends", "#table", f"#{figure}", "#table?verdict=gap"]
    tab = opened(viewport=viewport, color_scheme=scheme)
    tab.evaluate(axe)
    for address in addresses:
        tab.evaluate("address => { location.hash = address; }", address)
        tab.wait_for_timeout(100)
        if address == "#trends" and viewport is NARROW:
            tab.get_by_role("button", name="Filter").click()
        if address == "#table":
            tab.locator("#search").fill("librarians")
        found = tab.evaluate("tags => axe.run({ runOnly: tags })", RULES)
        assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []
        assert len(found["passes"]) > 15  # it looked
        tab.locator("#search").fill("")


def test_an_empty_graph_says_so(opened):
    from claimgraph.model import Corpus

    tab = opened(made_of=(Corpus(), ()))
    assert re.search(r"0 statistics and 0 claims", tab.locator("#panel").text_content())
