"""Words of labels, titles and statements, made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[$£€]?\d[\d,.]*\d|[$£€]?\d|(?:[a-z]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)?")

_SPELT_APART = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would"}

_IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child", "execs": "executive"}

_ENDINGS = (
    "izations",
    "ization",
    "ations",
    "ation",
    "ating",
    "ments",
    "ment",
    "ated",
    "ates",
    "ings",
    "ions",
    "ate",
    "ing",
    "ion",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
    "er",
    "s",
    "e",
    "y",
)

ARTICLES = frozenset({"a", "an", "the", "their", "our", "its", "his", "her", "these", "your"})


def bag(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one line."""
    return frozenset(words.split())


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, contractions spelt apart, possessives dropped."""
    plain = text.lower() if text.isascii() else _plain(text)
    if "'" in plain or "cannot" in plain:
        plain = re.sub(r"\bcan't\b|\bcannot\b", "can not", plain).replace("won't", "will not")
        for short, spelt in _SPELT_APART.items():
            plain = re.sub(rf"(?<=[a-z]){short}\b", spelt, plain)
    found: list[str] = _WORD.findall(plain)
    if "'" in plain:
        found = [word.removesuffix("'s").rstrip("'") for word in found]
    if "." in plain:
        found = [word.replace(".", "") if word[:1].isalpha() else word for word in found]
    return [word for word in found if word]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of an English noun, by its ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Strip the endings of inflection and of nouns made from verbs: "alignment", "aligned" → "align"."""
    word = _IRREGULAR.get(word, word)
    word = re.sub(r"is(?=(?:e[sd]?|ing|ations?)$)", "iz", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (4 if len(ending) < 3 else 3):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


@lru_cache(maxsize=65536)
def key(label: str) -> tuple[str, ...]:
    """Return a label's words without case, number and article: one key for all spellings of one label."""
    words = [singular(word) for word in tokens(label)]
    while len(words) > 1 and words[0] in ARTICLES | {"all"}:
        words = words[1:]
    return tuple(words)


def slug(text: str) -> str:
    """Return the text in lower-case ASCII letters and digits with hyphens between: for ids."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
