"""Give each figure of a list in brackets its own words, the common ones, and a group that can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.listing import own_items, question_of
from claimgraph.extraction.phrases import subtract
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.wording import names_people

SHARED = 0.9
"""Factor on the confidence of a figure that took words from another."""

FEWEST_ITEMS = 3
"""Figures in brackets that make a list of items."""

MOST_IN_SENTENCE = 60
"""Figures of one sentence that its grammar can relate; beyond, it is a table that lost its lines."""


def reject_items(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Take away a group that is an item of a list in brackets and nobody who can be asked."""
    kept: list[Finding] = []
    for place, members in groupby(findings, key=lambda f: f.sentence):
        row = list(members)
        if len(row) > MOST_IN_SENTENCE:
            kept += row
            continue
        items = own_items(text, sentences[place], [f.span for f in row])
        named = [text[a:b] for a, b in items.values()]
        if len(items) < FEWEST_ITEMS or 2 * sum(map(names_people, named)) >= len(named):
            kept += row
            continue
        persons = bool(kept) and _are_asked(text, kept[-1].group) and place - kept[-1].sentence <= 2
        for f in row:
            item = any(_meet(g, i) for g in f.group for i in items.values())
            odd = persons and f.group and not _are_asked(text, f.group)
            kept.append(f.lowered(SHARED, group=()) if item or (odd and f.span in items) else f)
    return kept


def _are_asked(text: str, group: Sequence[Span]) -> bool:
    return any(names_people(text[start:end]) for start, end in group)


def itemise(text: str, sentence: Sentence, row: list[Finding]) -> list[Finding]:
    """Give each figure of a list in brackets the words of its own item, and none of another's."""
    items = own_items(text, sentence, [f.span for f in row])
    for place, finding in enumerate(row):
        own = items.get(finding.span)
        if own is None or any(_meet(own, g) for g in finding.group):
            continue
        foreign = sorted(item for item in items.values() if item != own)
        kept = subtract(finding.statement, foreign)
        whole = any(start <= own[0] and own[1] <= end for start, end in kept)
        if not whole and (len(items) >= FEWEST_ITEMS or not any(_meet(own, s) for s in kept)):
            kept = sorted([*subtract(kept, [own]), own])
        if tuple(kept) != finding.statement:
            row[place] = finding.lowered(SHARED, statement=tuple(kept))
    if len(items) < FEWEST_ITEMS:
        return row
    question = question_of(text, items)
    if question is not None:
        for place, f in enumerate(row):
            if f.span in items:
                row[place] = f.lowered(SHARED, statement=(question, items[f.span]))
        return row
    return _one_lead(row, items)


def _one_lead(row: list[Finding], items: Mapping[Span, Span]) -> list[Finding]:
    """Give all figures of a list the same words in front of its first item: those that most of them have."""
    first = min(start for start, _ in items.values())
    leads = Counter(
        lead for f in row if f.span in items and (lead := tuple(s for s in f.statement if s[1] <= first))
    )
    if not leads:
        return row
    lead = leads.most_common(1)[0][0]
    for place, f in enumerate(row):
        own = tuple(s for s in f.statement if s[1] > first)
        if f.span in items and own and f.statement != lead + own and not any(s[0] < first for s in own):
            row[place] = f.lowered(SHARED, statement=lead + own)
    return row


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
