"""Words are found again by what stands around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import Article, Place, Quote
from claimgraph.review import find

TEXT = "In spring 40 percent of bakers rested. In autumn 40 percent of millers rested as well."


def place(start: int) -> Place:
    return Place.of(Quote.of(Article(TEXT, path="bakers.txt"), start, start + len("40 percent")))


def test_the_same_words_twice_are_told_apart_by_what_stands_around() -> None:
    first, second = TEXT.index("40"), TEXT.rindex("40")
    assert find(place(first), TEXT) == (first, first + 10)
    assert find(place(second), TEXT) == (second, second + 10)


def test_words_are_found_where_the_text_grew_before_them() -> None:
    start = TEXT.rindex("40")
    longer = "A new first line.\n" + TEXT.replace("In spring", "In the long spring")
    assert find(place(start), longer) == (longer.rindex("40"), longer.rindex("40") + 10)


def test_words_that_are_gone_or_stand_elsewhere_are_not_found() -> None:
    start = TEXT.rindex("40")
    assert find(place(start), TEXT.replace("40", "41")) is None
    assert find(place(start), "Quite another text with 40 percent in it.") is None


def test_words_without_surroundings_must_stand_once() -> None:
    assert find(Place("article-a", "40 percent"), TEXT) is None
    assert find(Place("article-a", "of bakers"), TEXT) == (24 - 3, 30)


@given(st.text(min_size=1, max_size=200), st.data())
def test_every_quote_is_found_in_its_own_text_or_is_ambiguous(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article(text, path="a.txt")
    found = find(Place.of(Quote.of(article, start, end)), text)
    assert found in ((start, end), None)
    assert found or text.find(text[start:end]) != text.rfind(text[start:end])
