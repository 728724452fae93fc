"""Labels of respondent groups become concepts: of the scheme, narrower than one of it, or of their own.

The whole phrase is looked up first, then the head noun: "Republican-leaning independents" are independents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimgraph.linking.identity import counts
from claimgraph.linking.words import bag, key, slug, tokens
from claimgraph.model import ELLIPSIS, Corpus, Group, Link, LinkKind, identifier

if TYPE_CHECKING:
    from claimgraph.linking.wording import Wording

LONGEST = 60
"""Characters of a label's slug that an id holds; a longer one ends in digits of its hash."""

EXECUTIVES = "group-executives"
"""The concept of the shipped scheme under which all chiefs and leaders stand."""

WIDEST = 8
"""Concepts that a profession holds at most: more make it a crowd of many professions."""

DEPARTMENT = "department"
"""The last word of concepts that go by their first words alone: "IT" is short for "IT departments"."""

_RANK = bag("senior top leading global surveyed polled responding survey study")
_SURVEYED = re.compile(
    r"\s+(?:who (?:were|was) )?(?:surveyed|polled|interviewed|questioned|queried)\b.*$"
    r"|\s+(?:in|of|from) (?:the|this|its|their) (?:survey|poll|study|sample)$",
    re.I,
)
_QUALIFIER = re.compile(
    r"\s+(?=(?:who|that|which|whose|with|without|in|of|from|under|over|aged?|ages|at|between|born|on|working"
    r"|planning|living|for|earning|making|describing|claiming)\b)",
    re.I,
)
_JOINT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s*(?:&|/)\s*|\s+(?:and|or|as well as)\s+", re.I)
_ANYBODY = bag("respondent participant person individual those user adult executive")
_ASKED = bag("respondent participant surveyed polled interviewed questioned answered")
_ALL = _ASKED | bag("those person all survey study poll who the of in to this our")
_ARTICLE = re.compile(r"^(?:the|an?|their|our|its)\s+", re.I)


@lru_cache(maxsize=65536)
def group_id(label: str) -> str:
    """Return the id of the group with this label: `group-` and the label's words, without an article."""
    words = slug(
        re.sub(r"^(?:the|an?|their|our|its)\s+", "", label.replace(ELLIPSIS, " ").strip(), flags=re.I)
    )
    if not words:
        return identifier("group", label)
    if len(words) > LONGEST:
        words = f"{words[: LONGEST - 9].rstrip('-')}-{identifier('x', words)[2:10]}"
    return f"group-{words}"


@lru_cache(maxsize=65536)
def is_whole(label: str) -> bool:
    """Tell whether a label means all whom a study asked: "respondents", "those surveyed"."""
    words = set(key(label))
    return bool(words & _ASKED) and words <= _ALL


@dataclass(frozen=True)
class Placed:
    """Hold the concepts that labels were placed at."""

    groups: tuple[Group, ...]  # as told and of the scheme, sorted by id
    links: tuple[Link, ...]


class Scheme:
    """Look up respondent groups by any of their spellings."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = {group.id: group for group in sorted(groups, key=lambda group: group.id)}
        self._by_key: dict[tuple[str, ...], str] = {}
        self._sides: dict[tuple[str, str], bool] = {}  # answers given before
        self.readings: dict[str, Wording] = {}  # statement -> its wording, as `wording.read` read it before
        for group in self.groups.values():
            self._by_key.setdefault(key(group.label), group.id)
        for group in self.groups.values():
            for alias in group.aliases:
                self._by_key.setdefault(key(alias), group.id)
        for group in self.groups.values():
            words = key(group.label)
            if len(words) > 1 and words[-1] == DEPARTMENT:  # "IT" alone
                self._by_key.setdefault(words[:-1], group.id)
        self._below = Counter(wider for concept in self.groups for wider in self.above(concept))
        self._longest: dict[str, int] = {}  # first word of keys -> words of the longest of them
        for words in filter(None, self._by_key):
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def find(self, words: Sequence[str]) -> str | None:
        """Return the id of the concept that a key names, or None."""
        return self._by_key.get(tuple(words))

    def above(self, concept: str) -> frozenset[str]:
        """Return all concepts broader than one, at any distance."""
        found: set[str] = set()
        waiting = [concept]
        while waiting:
            group = self.groups.get(waiting.pop())
            for broader in group.broader if group else ():
                if broader not in found:
                    found.add(broader)
                    waiting.append(broader)
        return frozenset(found)

    def related(self, one: str, other: str) -> bool:
        """Tell whether two concepts are one, or one is within the other."""
        return one == other or one in self.above(other) or other in self.above(one)

    def one_side(self, one: str, other: str) -> bool:
        """Tell whether two concepts name one side of a company: CMOs, marketing executives, marketers.

        Articles tell one figure now of chiefs, now of leaders, now of their departments. A chief is a chief
        of a wider profession, not of all employees; a department goes by the first words of the others.
        """
        pair = (min(one, other), max(one, other))
        if pair not in self._sides:
            self._sides[pair] = one == other or any(
                self._is_chief_of(narrow, wide) or self._is_department_of(narrow, wide)
                for narrow, wide in (pair, pair[::-1])
            )
        return self._sides[pair]

    def _is_chief_of(self, narrow: str, wide: str) -> bool:
        above = self.above(narrow)
        return EXECUTIVES in above and wide in above and self._profession(wide)

    def _profession(self, concept: str) -> bool:
        return concept != EXECUTIVES and self._below[concept] <= WIDEST

    def _is_department_of(self, department: str, other: str) -> bool:
        group = self.groups.get(department)
        words = key(group.label) if group else ()
        if len(words) < 2 or words[-1] != DEPARTMENT:
            return False
        wider = [c for c in (other, *self.above(other)) if c in self.groups and self._profession(c)]
        return EXECUTIVES in self.above(other) | {other} and any(
            key(label)[: len(words) - 1] == words[:-1] and len(key(label)) == len(words)
            for concept in wider
            for label in (self.groups[concept].label, *self.groups[concept].aliases)
        )

    def mentions(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Return `(start, end, concept)` of each longest run of a key's words that names a concept."""
        found, place = [], 0
        while place < len(words):
            longest = min(self._longest.get(words[place], 0), len(words) - place)
            for length in range(longest, 0, -1):
                concept = self.find(words[place : place + length])
                if concept:
                    found.append((place, place + length, concept))
                    place += length
                    break
            else:
                place += 1
        return found


def shelf(label: str, scheme: Scheme) -> tuple[str, ...]:
    """Return what the spellings of one group share: the same words, or for a joint label the same parts."""
    joint = _whole_phrase(key(label), label, scheme) is None and _parts(label, scheme)
    return tuple(sorted(joint)) if joint else ("words", *key(label))


def place(labels: Iterable[str], scheme: Scheme, decided: Iterable[Link] = ()) -> Placed:
    """Place labels in a scheme; what it does not know becomes a concept of its own with all its spellings.

    `decided`: links that a person decided on; the groups of the scheme that they name belong to it too.
    """
    told: dict[str, str] = {}
    for label in sorted(set(labels)):
        told.setdefault(group_id(label), " ".join(label.replace(ELLIPSIS, " ").split()))
    links: list[Link] = []
    spellings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    joint: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for own, label in sorted(told.items()):
        if own in scheme.groups:
            continue
        words = key(label)
        found = _whole_phrase(words, label, scheme) or _parts(label, scheme) or _narrower(label, scheme)
        if isinstance(found, frozenset):
            joint[found].append(own)
            links.extend(
                Link(LinkKind.BROADER_GROUP, part, own, (("part", "named in the joint label"),), 0.95)
                for part in sorted(found)
            )
        elif found:
            kind, concept, evidence, confidence = found
            links.append(Link(kind, own, concept, (evidence,), confidence))
            if kind is LinkKind.BROADER_GROUP:
                spellings[words].append(own)
        else:
            spellings[words].append(own)
    for ids in spellings.values():
        links.extend(_one(ids, ("spelling", "the same words but for case, number or article"), 0.97))
    for ids in joint.values():
        links.extend(_one(ids, ("parts", "the same groups joined"), 0.95))
    groups = {own: Group(own, label) for own, label in told.items()} | _of_scheme(
        told, [*links, *(link for link in decided if {link.subject, link.object} & told.keys())], scheme
    )
    return Placed(tuple(groups[own] for own in sorted(groups)), tuple(links))


def _one(ids: Sequence[str], evidence: tuple[str, str], confidence: float) -> list[Link]:
    first, *others = sorted(ids)
    return [Link(LinkKind.SAME_GROUP, other, first, (evidence,), confidence) for other in others]


def _of_scheme(told: dict[str, str], links: Iterable[Link], scheme: Scheme) -> dict[str, Group]:
    named = set(told) | {end for link in links for end in (link.subject, link.object)}
    hung = {concept for own in named & set(scheme.groups) for concept in (own, *scheme.above(own))}
    return {concept: scheme.groups[concept] for concept in hung if concept in scheme.groups}


_Found = tuple[LinkKind, str, tuple[str, str], float]


def _whole_phrase(words: tuple[str, ...], label: str, scheme: Scheme) -> _Found | None:
    concept = scheme.find(words)
    if concept:
        return LinkKind.SAME_GROUP, concept, ("alias", "the whole phrase"), 0.98
    if "of" in words:  # "heads of marketing" are marketing heads
        cut = words.index("of")
        concept = scheme.find((*words[cut + 1 :], *words[:cut]))
        if concept:
            return LinkKind.SAME_GROUP, concept, ("alias", "the phrase turned round"), 0.9
    plain = key(_SURVEYED.sub("", label))
    while len(plain) > 1 and plain[0] in _RANK:
        plain = plain[1:]
    concept = scheme.find(plain) if plain != words else None
    if concept:
        return LinkKind.SAME_GROUP, concept, ("alias", "the phrase without rank or “surveyed”"), 0.9
    if len(words) > 1 and words[-1] in _ANYBODY:
        concept = scheme.find((*words[:-1], "professional")) or scheme.find(words[:-1])
        if concept:
            return LinkKind.SAME_GROUP, concept, ("alias", "the phrase without its general noun"), 0.9
    return None


def _parts(label: str, scheme: Scheme) -> frozenset[str] | None:
    """Return the concepts that a joint label joins: "marketing and IT executives"."""
    parts = [list(key(part)) for part in _JOINT.split(_SURVEYED.sub("", label))]
    if len(parts) < 2 or not all(parts):
        return None
    while len(parts[0]) > 1 and parts[0][0] in _RANK:
        parts[0] = parts[0][1:]
    last = parts[-1]
    found = []
    for part in parts:
        shared = [last[cut:] for cut in range(len(last) - 1, 0, -1)] if part is not last else []
        tries = [[*part, *tail] for tail in shared] + [part]
        concept = next((concept for words in tries if (concept := scheme.find(words))), None)
        if concept is None:
            return None
        found.append(concept)
    return frozenset(found) if len(set(found)) > 1 else None


def _narrower(label: str, scheme: Scheme) -> _Found | None:
    """Find the concept of the head noun, what stands after it and before it taken as qualifiers."""
    head = key(_QUALIFIER.split(_SURVEYED.sub("", label), maxsplit=1)[0])
    if not head or head == ("those",):
        return None
    for cut in range(len(head)):
        concept = scheme.find(head[cut:])
        if concept:
            left = [word for word in tokens(label) if key(word) and key(word)[0] not in head[cut:]]
            evidence = ("head noun", "qualified by: " + " ".join(left))
            return LinkKind.BROADER_GROUP, concept, evidence, 0.9
    return None


def unplaced(corpus: Corpus) -> frozenset[str]:
    """Return the groups that no scheme knows, of those that stand for their equals: for a person to place.

    Groups within one of a scheme, and those that join such groups by name, are known.
    """
    scheme = {group.id for group in corpus.groups if group.scheme}
    known = set(scheme)
    for link in corpus.links:
        if link.kind is LinkKind.BROADER_GROUP and counts(link) and {link.subject, link.object} & scheme:
            known |= {corpus.canonical(link.subject), corpus.canonical(link.object)}
    told = {corpus.canonical(key) for key in corpus.group_of.values()}
    everybody = {corpus.canonical(group.id) for group in corpus.groups if is_whole(group.label)}
    return frozenset(told - known - everybody)
