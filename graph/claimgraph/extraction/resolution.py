"""Candidates and what the binder says of them become findings: what one sentence alone cannot settle.

The binder sees a sentence with its forerunners. Over the whole article are settled: what is no finding, units
and signs, groups told further back, wordings shared by a list, changes tied to their levels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimgraph.extraction import results
from claimgraph.extraction.anaphora import join
from claimgraph.extraction.antecedents import carry_groups
from claimgraph.extraction.binder import Binding
from claimgraph.extraction.candidates import Candidate
from claimgraph.extraction.direction import falls
from claimgraph.extraction.finding import Finding
from claimgraph.extraction.introductions import share_introductions
from claimgraph.extraction.items import reject_items
from claimgraph.extraction.leads import share_conditions, share_labels
from claimgraph.extraction.partitives import whole_of
from claimgraph.extraction.phrases import trim_group, trim_statement, without_likelihood
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sharing import share
from claimgraph.model import Kind

DOUBT = 0.5
"""How sure the binder must be that a number is no finding before it is left out."""

FEWEST_LISTED = 4
"""Shares of a list that must be findings for the others to count as findings too."""

STRAY = 0.2
"""Confidence of a share that is a finding only by the company it keeps."""

OVERRULED = 0.8
"""Factor on the confidence of a figure whose group the words right behind it settle against the binder."""

SHARES = (None, "percent", "points", "percent_change")

_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|vs\.?)\s(?:(?:just|only|about|nearly)\s)?$", re.I
)
_IT_WAS = re.compile(
    r"\b(?:it|the (?:figure|share|proportion)) (?:is|was|stood at)\s(?:(?:just|only|about)\s)?$", re.I
)
"""Before a share that answers what the share before it answered."""

_REACHED = re.compile(
    r"\b(?:to|from)\s+(?:(?:about|nearly|almost|around|just|only|over|more than|a record)\s+){0,2}$", re.I
)
"""Before an amount: "rose 2% to $11bn from $10bn" tells two levels."""


def resolve(
    text: str,
    sentences: Sequence[Sentence],
    candidates: Sequence[Candidate],
    bindings: Sequence[Binding],
    asked: Sequence[Span] = (),
) -> tuple[Finding, ...]:
    """Turn candidates, in text order, and the binding of each into findings.

    `asked` are the words that name whom a survey asked, in text order.
    """
    told = _tell(text, sentences, candidates, bindings)
    # A number that is no finding ("over one year") may be part of a statement.
    numbers: dict[int, list[Span]] = {}
    for c, _ in told:
        numbers.setdefault(c.sentence, []).append((c.start, c.end))
    findings = [_combine(text, sentences[c.sentence], c, b, numbers[c.sentence]) for c, b in told]
    findings = carry_groups(text, sentences, reject_items(text, sentences, findings), asked)
    findings = share(text, sentences, findings)
    findings = share_labels(text, sentences, share_conditions(text, sentences, findings))
    findings = share_introductions(text, sentences, findings, asked)
    return tuple(results.share(text, sentences, join(text, sentences, findings)))


def _set_against(
    text: str, sentences: Sequence[Sentence], candidates: Sequence[Candidate], bindings: Sequence[Binding]
) -> list[Binding]:
    """Take a share for a finding that is set against one: "41 percent of bakers, against one in eight"."""
    settled: list[Binding] = []
    for place, (c, b) in enumerate(zip(candidates, bindings, strict=True)):
        before = candidates[place - 1] if place else None
        if before is not None and b.label == "none" and c.unit == before.unit == "percent":
            near = c.sentence - before.sentence <= (1 if _IT_WAS.search(text, before.end, c.start) else 0)
            told = settled[-1].label == "level" and near and sentences[c.sentence].role != "bullet"
            if told and (_AGAINST.search(text, before.end, c.start) or c.sentence != before.sentence):
                b = replace(
                    b,
                    label="level",
                    label_probability=DOUBT,
                    confidence=STRAY,
                    group=settled[-1].group,
                    statement=settled[-1].statement,
                )
        settled.append(b)
    return settled


def _tell(
    text: str, sentences: Sequence[Sentence], candidates: Sequence[Candidate], bindings: Sequence[Binding]
) -> list[tuple[Candidate, Binding]]:
    """Leave out what is no finding; the shares of one list stay together where most of them are findings."""
    bindings = _set_against(text, sentences, candidates, bindings)
    kept: list[tuple[Candidate, Binding]] = []
    doubted: list[tuple[Candidate, Binding]] = []
    listed: list[tuple[Candidate, Binding]] = []
    last: int | None = None
    for c, b in zip(candidates, bindings, strict=True):
        if last is None or any(s.role != "bullet" for s in sentences[last : c.sentence + 1]):
            kept += _whole_list(listed, doubted)
            listed, doubted = [], []
        (doubted if b.label == "none" and b.label_probability >= DOUBT else listed).append((c, b))
        last = c.sentence if sentences[c.sentence].role == "bullet" else None
    return kept + _whole_list(listed, doubted)


def _whole_list(
    listed: list[tuple[Candidate, Binding]], doubted: list[tuple[Candidate, Binding]]
) -> list[tuple[Candidate, Binding]]:
    shares = sum(c.unit == "percent" for c, _ in listed)
    stray = [(c, replace(b, confidence=STRAY)) for c, b in doubted if c.unit == "percent"]
    together = shares >= FEWEST_LISTED and shares >= 3 * len(stray)
    return sorted(listed + stray, key=lambda pair: pair[0].start) if together else listed


def _combine(
    text: str, sentence: Sentence, candidate: Candidate, binding: Binding, numbers: Sequence[Span]
) -> Finding:
    kind = candidate.kind or (Kind.CHANGE if binding.label == "change" else Kind.LEVEL)
    if candidate.unit not in SHARES and _REACHED.search(text[max(0, candidate.start - 40) : candidate.start]):
        kind = Kind.LEVEL
    unit = _unit(text, candidate, binding, kind)
    value = candidate.value
    if kind is Kind.CHANGE and value > 0 and falls(text, sentence, candidate):
        value = -value
    group, factor = _group(text, sentence, candidate, binding)
    statement = trim_statement(text, binding.statement, group, numbers)
    if kind is Kind.LEVEL:
        statement = without_likelihood(text, statement)
    return Finding(
        start=candidate.start,
        end=candidate.end,
        sentence=candidate.sentence,
        value=value,
        unit=unit,
        bound=candidate.bound,
        kind=kind,
        group=group,
        statement=statement,
        confidence=binding.confidence * factor,
    )


def _group(
    text: str, sentence: Sentence, candidate: Candidate, binding: Binding
) -> tuple[tuple[Span, ...], float]:
    """Take the binder's group, unless the number itself says whose share it is; with its confidence."""
    group = trim_group(text, binding.group)
    if candidate.unit not in (None, "percent"):
        return group, 1.0
    whole = whole_of(text, (candidate.start, candidate.end), sentence.end, binding.statement)
    if whole is None or any(start < whole[1] and whole[0] < end for start, end in group):
        return group, 1.0
    return trim_group(text, [whole]), OVERRULED


def _unit(text: str, candidate: Candidate, binding: Binding, kind: Kind) -> str:
    """Take the unit that the text gives; of a percentage the binder says what it is a percentage of."""
    told = candidate.unit
    if told not in (None, "percent"):
        return str(told)
    if kind is Kind.LEVEL:
        return "percent" if told == "percent" else _noun(text, candidate, binding)
    if told == "percent":
        return binding.unit if binding.unit in ("points", "percent_change") else "percent_change"
    return _noun(text, candidate, binding)


def _noun(text: str, candidate: Candidate, binding: Binding) -> str:
    """Take the binder's unit, or the noun within the value expression: "15 characters"."""
    if binding.unit != "other":
        return binding.unit
    noun = re.search(r"\d\s+([^\W\d]+)$", text[candidate.start : candidate.end])
    return noun[1].lower() if noun else "count"
