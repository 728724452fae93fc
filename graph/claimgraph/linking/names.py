"""Names of studies and of those who run them, compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claimgraph.linking.words import bag, stem, tokens
from claimgraph.model import Study

_LEGAL = bag("the inc ltd limited llc corp corporation co company plc gmbh of and")
_TITLE_STOP = bag("a an the of and or to for in on at by with their s survey study report annual poll")
_SUBTITLE = re.compile(r":| [-–—]+ |--")


def organisation(name: str) -> frozenset[str]:
    """Return the words of an organisation's name, those of its legal form left out."""
    return frozenset(word for word in tokens(name) if word not in _LEGAL)


def organisations_agree(one: Sequence[str], other: Sequence[str]) -> float:
    """Return 1 where each name of either list has its like in the other, 0.5 where one has, else 0."""
    left, right = ([words for name in names if (words := organisation(name))] for names in (one, other))
    if not left or not right:
        return 0.0
    met = [any(a <= b or b <= a for b in right) for a in left]
    back = [any(a <= b or b <= a for a in left) for b in right]
    if all(met) and all(back):
        return 1.0
    return 0.5 if any(met) else 0.0


def titles(study: Study) -> dict[frozenset[str], bool]:
    """Return the words of a study's names → whether they are a whole name, not one without its subtitle."""
    found: dict[frozenset[str], bool] = {}
    for name in (study.name, *study.other_names):
        for whole, title in ((True, name or ""), (False, _SUBTITLE.split(name or "")[0])):
            if words := _title_words(title):
                found[words] = found.get(words, False) or whole
    return found


@lru_cache(maxsize=65536)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(title) if word not in _TITLE_STOP)


def titles_agree(one: Study, other: Study) -> float | None:
    """Return the best agreement (F1) of titles of two words or more, None where one has no title.

    Where only a title without its subtitle agrees it is 0.9 at most: waves of a survey share such titles.
    """
    left, right = titles(one), titles(other)
    if not left or not right:
        return None
    best = 0.0
    for a, whole in left.items():
        for b, complete in right.items():
            if min(len(a), len(b)) >= 2:
                most = 1.0 if whole and complete else 0.9
                best = max(best, min(most, 2 * len(a & b) / (len(a) + len(b))))
    return best
