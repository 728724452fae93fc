"""What is known of how a study was made: ten items of the disclosure standards of pollsters.

AAPOR asks every publisher of a survey for them: https://aapor.org/standards-and-ethics/disclosure-standards/.
An item is known where the study's record holds it, or an article that tells of this study alone says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.model import Bound, Corpus, Study

_REST = r"(?:[^.;\n]|\.\d){0,60}"
_NAME = r"(?:(?!\sand\s(?:conducted|carried|fielded|run)\b)[^.,;()\n]){3,70}"
_ASKED = r"(?:conducted|carried\sout|fielded|administered|undertaken|interviewed|surveyed|polled|took\splace)"
_MONTHS = "January February March April May June July August September October November December"
_SAYS = {
    name: re.compile(pattern, re.I)
    for name, pattern in {
        "sponsor": r"\b(?:commissioned|sponsored|funded|financed|paid\sfor|underwritten)\s(?:jointly\s)?by\s"
        rf"{_NAME}|\bon\sbehalf\sof\s{_NAME}",
        "conductor": r"\b(?:conducted|carried\sout|fielded|administered|undertaken)\sby\s"
        rf"(?!(?:tele)?phone|mail|e-?mail|post){_NAME}",
        "population": r"\b(?:representative|random|national)\s(?:sample|survey|poll)\sof\s[^.;,\n]{4,60}",
        "sample source": r"\b(?:random[\s-]digit|voter\s(?:file|roll|list)|address-based"
        r"|probability[\s-]based|(?:online|web|opt-in|access)\spanel|panel\sof\s(?!experts|judges)"
        rf"|(?:respondents|participants|sample|adults)[^.;\n]{{0,40}}\s(?:drawn|recruited)\b){_REST}",
        "mode": rf"\b{_ASKED}\b[^.;\n]{{0,60}}?\b(?:(?:by|via|over\sthe)\s(?:tele)?phone|online|face-to-face"
        r"|in\sperson|by\s(?:mail|post|e-?mail))\b"
        r"|\b(?:telephone|phone|online|web|in-person|face-to-face)\s(?:survey|poll|interviews?|questionnaire)\b",
        "dates": rf"\b{_ASKED}\b[^.;\n]{{0,60}}?\b(?:from|between|in|on|during)\s(?:late\s|early\s|mid-?)?"
        rf"(?:{'|'.join(_MONTHS.split())})[^.;\n]{{0,40}}",
        "wording": r"\b(?:asked|questions?)\b[^.?\n]{0,80}[“\"][^”\"\n]{10,200}\?[”\"]",
        "weighting": rf"\b(?:(?:results|data|figures|responses|sample)\s[^.;\n]{{0,20}}weighted"
        rf"|weights\s(?:were|applied)|weighted\s(?:to|by|for))\b{_REST}",
        "margin": rf"\bmargins?\sof\s(?:sampling\s)?error\b{_REST}|\bsampling\serror\sof\b{_REST}",
    }.items()
}

ITEMS = (
    "sponsor", "conductor", "population", "sample source", "mode",
    "dates", "base", "wording", "weighting", "margin",
)  # fmt: skip
"""In the order of the card."""


@dataclass(frozen=True)
class Disclosure:
    """Hold what is known of a study's making, by item; None where nobody says it."""

    items: tuple[tuple[str, str | None], ...]

    @property
    def known(self) -> int:
        """Return how many of the items are known."""
        return sum(told is not None for _, told in self.items)

    @property
    def score(self) -> float:
        """Return the share of items that are known, 0 to 1."""
        return self.known / len(self.items)


def disclose(key: str, corpus: Corpus) -> Disclosure:
    """Return what is known of the study that an id stands for, by all who tell of it."""
    canonical = corpus.canonical(key)
    told = [study for study in corpus.studies if corpus.canonical(study.id) == canonical]
    words = _words(canonical, corpus)
    known = {name: next(_of_record(name, told), None) or words.get(name) for name in ITEMS}
    return Disclosure(tuple(known.items()))


def _of_record(name: str, told: list[Study]) -> Iterator[str]:
    """Yield what the records of a study hold of an item."""
    for study in sorted(told, key=lambda study: (study.source is not None, study.id)):
        match name:
            case "population" if study.population:
                yield study.population
            case "mode" if study.mode:
                yield study.mode
            case "dates" if study.fieldwork:
                yield study.fieldwork
            case "conductor" if study.organisations:
                yield f"{' and '.join(study.organisations)} (ran or published it)"
            case "base" if study.samples:
                yield ", ".join(
                    f"{'' if one.bound is Bound.EXACT else one.bound.value.replace('_', ' ') + ' '}{one.n}"
                    f" {one.group or 'respondents'}"
                    for one in study.samples
                )


def _words(canonical: str, corpus: Corpus) -> dict[str, str]:
    """Return what articles that tell of this study alone say of its making, in their words."""
    found: dict[str, str] = {}
    for extraction in corpus.extractions:
        own = {corpus.canonical(study.id) for study in extraction.studies}
        if own != {canonical}:
            continue
        for name, pattern in _SAYS.items():
            match = pattern.search(extraction.article.text)
            if match and name not in found:
                found[name] = " ".join(match[0].split())
    return found
