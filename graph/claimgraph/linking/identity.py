"""Proposed links become identities: which nodes count as one, and which id stands for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from claimgraph.model import Link, LinkKind, Review

LINK_LEVEL = 0.8
"""The least confidence with which a proposed link counts; one that a person accepted always counts."""

SAME = frozenset({LinkKind.SAME_STUDY, LinkKind.SAME_GROUP, LinkKind.SAME_MEASURE})
"""The kinds of link that make one of two nodes."""

Clash = Callable[[Collection[str], Collection[str]], str | None]
"""Say what forbids that two sets of nodes become one, or None."""


def counts(link: Link) -> bool:
    """Tell whether a link holds: accepted by a person, or proposed with enough confidence."""
    if link.review is Review.PROPOSED:
        return link.confidence >= LINK_LEVEL
    return link.review is Review.ACCEPTED


def settle(
    proposals: Iterable[Link],
    decisions: Iterable[Link],
    preferred: Collection[str],
    clash: Clash = lambda one, other: None,
) -> tuple[tuple[Link, ...], dict[str, str]]:
    """Apply a person's decisions to proposals and return all links, sorted, and id → id that stands for it.

    The strongest links are taken first. One that would join what a person keeps apart, or what `clash` names
    as at odds, is kept as a proposal below LINK_LEVEL. Of nodes that are one, a `preferred` id stands for
    all, else the smallest.
    """
    links = _decided(proposals, decisions)
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.review is Review.REJECTED and link.kind in SAME:
            apart[link.subject].add(link.object)
            apart[link.object].add(link.subject)
    cluster: dict[str, set[str]] = {}
    settled: list[Link] = []
    for link in sorted(links, key=_strength):
        if link.kind in SAME and counts(link):
            one = cluster.setdefault(link.subject, {link.subject})
            other = cluster.setdefault(link.object, {link.object})
            if one is not other:
                reason = _kept_apart(one, other, apart)
                if reason is None and link.review is not Review.ACCEPTED:
                    reason = clash(one, other)
                if reason is None:
                    large, small = (one, other) if len(one) >= len(other) else (other, one)
                    large |= small
                    for member in small:
                        cluster[member] = large
                elif link.review is Review.PROPOSED:
                    low = min(link.confidence, LINK_LEVEL - 0.3)
                    link = replace(link, confidence=low, evidence=(*link.evidence, ("against", reason)))
        settled.append(link)
    same_as: dict[str, str] = {}
    for node, members in cluster.items():
        if len(members) > 1:
            chosen = min(members, key=lambda member: (member not in preferred, member))
            if chosen != node:
                same_as[node] = chosen
    return tuple(sorted(settled, key=lambda link: link.id)), dict(sorted(same_as.items()))


def _decided(proposals: Iterable[Link], decisions: Iterable[Link]) -> list[Link]:
    best: dict[tuple[LinkKind, frozenset[str] | tuple[str, str]], Link] = {}
    for link in proposals:
        ends = _ends(link)
        if ends not in best or _strength(link) < _strength(best[ends]):
            best[ends] = link
    for decision in decisions:
        if decision.review is Review.PROPOSED:
            continue
        proposed = best.get(_ends(decision))
        best[_ends(decision)] = replace(proposed, review=decision.review) if proposed else decision
    return list(best.values())


def _ends(link: Link) -> tuple[LinkKind, frozenset[str] | tuple[str, str]]:
    symmetric = link.kind is not LinkKind.BROADER_GROUP
    ends = (link.subject, link.object)
    return link.kind, frozenset(ends) if symmetric else ends


def _strength(link: Link) -> tuple[bool, float, str, tuple[tuple[str, str], ...]]:
    return link.review is not Review.ACCEPTED, -link.confidence, link.id, link.evidence


def _kept_apart(one: set[str], other: set[str], apart: dict[str, set[str]]) -> str | None:
    if apart and any(member in apart and not apart[member].isdisjoint(other) for member in sorted(one)):
        return "a person keeps apart what this would join"
    return None
