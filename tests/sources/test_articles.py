"""The worked example: notes in our own words, with every figure of the articles that they stand for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from claimgraph import reading
from claimgraph.model import Article
from claimgraph.studies import read_register

RUN = 6
"""From so many words in a row on, a note would repeat an article."""

NUMBERS = {"nine": 9, "eight": 8, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

NOT_VISIBLE = {("06-1to1-media-collaboration.md", 85)}
"""Figures of which no copy that was read says what they are of; the file's front matter says so."""


def notes() -> list[Article]:
    folder = Path(str(resources.files("claimgraph.sources").joinpath("articles")))
    return [reading.read(file, folder) for file in sorted(folder.glob("*.md"))]


NOTES = {str(note.path): note for note in notes()}


def note_of(url: str) -> Article:
    return next(note for note in NOTES.values() if note.url == url)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))


def runs(text: str, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every run of words that holds no title or name."""
    plain = " " + " ".join(words(text)) + " "
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(" " + " ".join(words(name)) + " ", " | ")
    for part in plain.split("|"):
        kept = part.split()
        yield from (tuple(kept[i : i + RUN]) for i in range(len(kept) - RUN + 1))


def figures(text: str) -> Counter[int]:
    tokens = re.findall(r"\d+|[a-z]+", text.lower().replace(",", ""))
    return Counter(int(token) if token.isdigit() else NUMBERS.get(token, -1) for token in tokens)


def test_there_are_seventeen_articles_each_with_an_address_of_its_own() -> None:
    assert len({note.url for note in NOTES.values()}) == len(NOTES) == 17  # 5 first articles, 12 retellings


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_every_note_names_its_article(note: Article) -> None:
    assert note.kind == "notes"
    assert note.title and note.publisher and note.url
    assert re.fullmatch(r"\d\d(-[a-z0-9]+)+\.md", str(note.path))
    assert note.title not in note.text


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_every_sentence_is_whole(note: Article) -> None:
    for paragraph in note.text.strip().split("\n\n"):
        assert "\n" not in paragraph
        assert paragraph[0].isupper() or paragraph[0].isdigit()
        assert paragraph.endswith((".", '."'))


def test_no_note_repeats_the_words_of_an_article(shared: Path) -> None:
    articles = sorted((shared / "eval" / "seeds").glob("*.txt"))
    theirs = {run for article in articles for run in runs(article.read_text(encoding="utf-8"))}
    assert theirs
    studies = read_register()
    names = tuple(
        name
        for study in studies
        for name in (study.name, *study.other_names, *study.organisations, "CMO Club")
        if name
    ) + tuple(str(note.title) for note in NOTES.values())
    for path, note in NOTES.items():
        ours = set(runs(note.text, names))
        assert not ours & theirs, path


ARTICLES = {
    "000": "http://www.fiercecio.com/story/cios-cmos-least-agree-disagree-now/2014-07-14",
    "001": "https://ericbrown.com/the-relationship-between-the-cio-cmo/",
    "002": "https://allocadia19.rssing.com/chan-64878115/article67.html",
    "003": "https://associationsnow.com/2014/08/cio-cmo-learning-work-together/",
    "004": "https://www.cmswire.com/cms/digital-marketing/pushing-the-cio-and-cmo-closer-together-027328.php",
}


@pytest.mark.parametrize("number", ARTICLES)
def test_every_figure_of_an_article_is_in_its_note(shared: Path, number: str) -> None:
    (file,) = (shared / "eval" / "seeds").glob(f"{number}_*.gold.json")
    gold = json.loads(file.read_text(encoding="utf-8"))
    note = note_of(ARTICLES[number])
    told = Counter(abs(statistic["value"]) for statistic in gold["statistics"])
    told += Counter(sample["n"] for study in gold["studies"] for sample in study["samples"])
    assert not told - figures(note.text)
    sentences = re.split(r"(?<=\.)\s+", note.text)
    for statistic in gold["statistics"]:
        if statistic["kind"] == "level" and statistic["group"]:
            group = words(statistic["group"].replace("Execs", "executives"))[-1]
            value = statistic["value"]
            assert any(figures(s)[value] and group in words(s) for s in sentences), (value, group)


def test_every_figure_of_a_retelling_is_in_its_note(shared: Path) -> None:
    lists = sorted((shared / "facts" / "notes").glob("*.txt"))
    assert lists
    for file in lists:
        text = file.read_text(encoding="utf-8")
        note = note_of(text.split("\nurl: ")[1].splitlines()[0])
        told = Counter(int(value) for value in re.findall(r"(\d+)%", text.split("figures given")[1]))
        missing = {(note.path, value) for value in told - figures(note.text)}
        assert missing <= NOT_VISIBLE
