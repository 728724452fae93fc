"""Front matter says what it may say, or names its line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import ReadingError
from claimgraph.reading.front_matter import LIMIT, split


def test_every_key_comes_back() -> None:
    values, text = split(
        "---\n"
        "title: The Bakers & the Cooks\n"
        'author: "O’Hara, Ann: baker"\n'
        "publisher: Oven Weekly\n"
        "date: 2014-07-14\n"
        "url: https://example.org/a?b=c#d\n"
        "kind: notes\n"
        "---\n"
        "58 percent.\n---\nmore\n"
    )
    assert values == {
        "title": "The Bakers & the Cooks",
        "author": "O’Hara, Ann: baker",
        "publisher": "Oven Weekly",
        "date": "2014-07-14",
        "url": "https://example.org/a?b=c#d",
        "kind": "notes",
    }
    assert text == "58 percent.\n---\nmore\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2014", "2014"),
        ("2014-07", "2014-07"),
        ("2014-07-14", "2014-07-14"),
        ("'2014-07-14'", "2014-07-14"),
        ("2014-07-14T10:30:00Z", "2014-07-14"),
        ("2014-07-14 10:30:00 +02:00", "2014-07-14"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, read: str) -> None:
    assert split(f"---\ndate: {written}\n---\n")[0] == {"date": read}


@pytest.mark.parametrize(
    "written", ["July 2014", "14.07.2014", "2014-13", "2014-02-30", "0000", "2014-7", "٢٠١٤"]
)
def test_a_date_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ReadingError, match=r"line 2: date is .* write it as 2014, 2014-07 or 2014-07-14"):
        split(f"---\ndate: {written}\n---\n")


@pytest.mark.parametrize(
    "text", ["", "58 percent.", "\n---\ntitle: no\n---\n", "----\ntitle: no\n---\n", "--- x\n"]
)
def test_a_text_without_front_matter_is_all_text(text: str) -> None:
    assert split(text) == ({}, text)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("close", ["---", "...", "--- "])
def test_any_newline_and_either_end_will_do(newline: str, close: str) -> None:
    source = newline.join(["---", "title: Bakers", close, "", "58 percent."])
    assert split(source) == ({"title": "Bakers"}, newline + "58 percent.")


def test_an_empty_value_is_not_known() -> None:
    assert split("---\ntitle:\nauthor: ~\npublisher: ''\n---\nx") == ({}, "x")
    assert split("---\n# nothing yet\n---\nx") == ({}, "x")


def test_a_title_stays_text_whatever_yaml_takes_it_for() -> None:
    assert split("---\ntitle: 2014\n---\n")[0] == {"title": "2014"}
    assert split("---\ntitle: no\n---\n")[0] == {"title": "no"}
    assert split("---\ntitle: >\n  Bakers\n  rise\n---\n")[0] == {"title": "Bakers rise"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("titel: Bakers", "line 2: 'titel' is not known; write title, author, publisher, date, url, kind"),
        ("title: A\ntitle: B", "line 3: title stands there twice"),
        ("title: Bakers\nkind: blog", "line 3: kind is 'blog'; write verbatim or notes"),
        ("url: javascript:alert(1)", "http:// or https://"),
        ("url: http://[", "http:// or https://"),
        ("author: [Ann, Bob]", "one line of text for each key"),
        ("just words", "one line `key: value`"),
        ("- title", "no list"),
        ("title: {x: y}", "no list"),
        ("[title]: x", "no list"),
        ("? {a: b}\n: c", "no list"),
        ("title: Bakers: early", "line 2: .*quotes"),
        ("title: &a Bakers\nauthor: *a", r"line 3: write the value instead of \*a"),
        ("title: a\x07b", "YAML does not allow"),
        ("title: " + "[" * 9000 + "]" * 9000, "line 2: .* no list"),
    ],
)
def test_what_is_wrong_is_named(source: str, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        split(f"---\n{source}\n---\n58 percent.")


def test_a_tag_makes_no_object() -> None:
    assert split("---\ntitle: !!python/name:os.system Bakers\n---\n")[0] == {"title": "Bakers"}
    assert split("---\ntitle: !!int x\n---\n")[0] == {"title": "x"}


def test_what_would_grow_is_refused_at_once() -> None:
    began = time.perf_counter()
    for source in (
        "a: &a [x]\nb: [*a, *a]",
        "title: " + "[" * 60_000,
        "{" * 60_000,
        "- " * 30_000,
        "? " * 30_000,
    ):
        with pytest.raises(ReadingError):
            split(f"---\n{source}\n---\nx")
    assert time.perf_counter() - began < 5  # seconds; the work of a nested list grows with its square


def test_front_matter_ends() -> None:
    with pytest.raises(ReadingError, match="not closed"):
        split("---\ntitle: Bakers\n")
    with pytest.raises(ReadingError, match="more than 65,536 characters"):
        split("---\n" + "title: Bakers\n" * LIMIT)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_front_matter_does_worse_than_a_refusal(source: str) -> None:
    try:
        values, text = split(f"---\n{source}\n---\nthe text")
    except ReadingError:
        return
    assert text.endswith("the text")
    assert all(isinstance(value, str) for value in values.values())
