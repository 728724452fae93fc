"""Whether those who made a study sell what its findings praise.

Only what is told counts: a register or an article says that one of them sells a thing, and most of those who
were asked speak well of this thing by name. That makes no finding wrong; a reader should know it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from claimgraph.comparison.figures import Figure, Figures
from claimgraph.comparison.reach import possible
from claimgraph.linking.words import ARTICLES, bag, stem, tokens
from claimgraph.model import Comparison, Corpus, Kind, Verdict

Trade = tuple[str, str]
"""An organisation, and what it sells."""

INTEREST = "interest"
"""Name of the note among the figures of a comparison."""

_WEIGHS = frozenset(set(Verdict) - {Verdict.MISREPORT, Verdict.ARITHMETIC})
"""Verdicts that say what is so, and not how it was told."""

MOST = 50
"""Percent from which on a share speaks for all who were asked."""

_PRAISE = frozenset(
    stem(word)
    for word in bag(
        "important critical essential vital crucial key good better best improve improved improves"
        " improvement strong stronger positive favourable favorable satisfied happy trust safe safer"
        " secure easy easier simple simpler effective efficient useful valuable worth benefit beneficial"
        " benefits reliable help helps helped helpful enable enables boost boosts save saves recommend"
        " prefer love enjoy popular profitable productive faster indispensable success successful succeed"
        " win wins"
    )
)
_BLAME = frozenset(
    stem(word)
    for word in bag(
        "not no never neither nor without none nothing hardly lack lacks bad worse worst poor weak negative"
        " unsafe unhappy dissatisfied unsatisfied distrust mistrust difficult hard harder fail fails failed"
        " failure costly expensive waste problem problems concern concerns concerned worry worried worries"
        " risk risks risky fear threat danger dangerous barrier obstacle challenge complain harm harmful"
        " hinder hamper trouble less least few too against oppose reject stop"
    )
)
_CRITICAL_OF = re.compile(r"\bcritical\s+of\b", re.I)
_PIECES = re.compile(r"\b(?:for|of|and|or|to|with)\b|[,/;]")
_VAGUE = frozenset(
    stem(word)
    for word in bag(
        "product products service services solution solutions technology tool tools system systems platform"
        " software equipment goods consulting advice"
    )
)


def sold(study: str, corpus: Corpus) -> tuple[Trade, ...]:
    """Return what those who made the study that an id stands for sell, as far as anybody says."""
    return _trades(corpus).get(corpus.canonical(study), ())


def _trades(corpus: Corpus) -> Mapping[str, tuple[Trade, ...]]:
    found: defaultdict[str, set[Trade]] = defaultdict(set)
    for study in corpus.studies:
        if study.sells:
            found[corpus.canonical(study.id)] |= set(study.sells)
    return {key: tuple(sorted(told)) for key, told in found.items()}


class Interests:
    """Tell which figures praise what those sell who made their study."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._trades = _trades(figures.corpus)

    def noted(self, comparison: Comparison) -> Comparison:
        """Return a comparison with a note of the interests behind its figures, or as it was."""
        if not self._trades or comparison.verdict not in _WEIGHS:
            return comparison
        met = [self._figures.by_id[key] for key in comparison.members if key in self._figures.by_id]
        found = sorted({words for figure in met for words in self.of(figure)})
        note = (INTEREST, "; ".join(found))
        return replace(comparison, figures=(*comparison.figures, note)) if found else comparison

    def of(self, figure: Figure) -> Iterator[str]:
        """Yield who sells what a figure praises: `Brightlamp, which made the study, sells street lamps`."""
        statistic = figure.statistic
        trades = self._trades.get((figure.wave or "").partition("@")[0], ())
        if not trades or statistic.statement is None or statistic.kind is not Kind.LEVEL:
            return
        if statistic.unit != "percent" or possible(statistic).low < MOST:
            return
        words = _stems(statistic.statement.text)
        if _BLAME.intersection(words) or _PRAISE.isdisjoint(words):
            return
        if _CRITICAL_OF.search(statistic.statement.text):
            return
        for organisation, goods in trades:
            if any(_stands_in(piece, words) for piece in _things(goods)):
                yield f"{organisation}, which made the study or paid for it, sells {goods}"


def _things(goods: str) -> list[list[str]]:
    """Return what is sold, thing by thing: of "software for kites and nets" kites and nets."""
    pieces = [_stems(piece) for piece in _PIECES.split(goods)]
    pieces = [piece for piece in pieces if piece]
    named = [piece for piece in pieces if not _VAGUE.issuperset(piece)]
    return named or pieces


def _stems(text: str) -> list[str]:
    return [stem(word) for word in tokens(text) if word not in ARTICLES]


def _stands_in(piece: list[str], words: list[str]) -> bool:
    return any(words[place : place + len(piece)] == piece for place in range(len(words) - len(piece) + 1))
