"""Claims without figures: one supports or disputes another only where structure and polarity decide it.

Two claims meet where they have the same words of content, their poles left aside. Where a pronoun stands for
who acts, or a time, a degree or a name differs, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from claimgraph.comparison.figures import Figures
from claimgraph.comparison.footing import rests_on
from claimgraph.comparison.opposites import contrary, without_pole
from claimgraph.linking.rest import Shelf
from claimgraph.linking.wording import Wording
from claimgraph.model import Claim, Comparison, Verdict

SUPPORT_RULE = "claims-agree/1"
DISPUTE_RULE = "claims-dispute/1"

FEWEST = 4
"""Words of content, names of groups among them, that a claim must have."""

CROWDED = 40
"""Claims of the same content among which pairs are made."""

Read = tuple[Claim, Wording]


def find(figures: Figures) -> Iterator[Comparison]:
    """Find claims of different articles that say the same, or the contrary."""
    shelves: defaultdict[Shelf, list[Read]] = defaultdict(list)
    for extraction in figures.corpus.extractions:
        for claim in extraction.claims:
            wording = figures.read(claim.quote.exact)
            if (stands := shelf(wording)) is not None:
                shelves[stands].append((claim, wording))
    for _, met in sorted(shelves.items(), key=lambda item: min(claim.id for claim, _ in item[1])):
        if 1 < len(met) <= CROWDED:
            yield from _meet(met, figures)


def shelf(wording: Wording) -> Shelf | None:
    """Return what claims that may meet share: content without poles, and names; None for one alone."""
    content = without_pole(wording)
    if wording.actor == "own" or len(content) < 2 or len(wording.content | wording.names) < FEWEST:
        return None
    return (" ".join(sorted(content)), " ".join(sorted(wording.names)))


def _meet(met: Sequence[Read], figures: Figures) -> Iterator[Comparison]:
    for (one, a), (other, b) in combinations(sorted(met, key=lambda read: read[0].id), 2):
        if one.article.id == other.article.id or _quoted_alike(one, other):
            continue
        same_study = _study(one, figures) is not None and _study(one, figures) == _study(other, figures)
        if a.content == b.content and a.actor == b.actor and figures.at_odds(a, b) is None:
            reason = "two articles make the same claim"
            reason += "; both rest on one study" if same_study else ""
            yield _comparison(Verdict.AGREE, one, other, SUPPORT_RULE, reason, figures)
        elif not same_study and contrary(a, b, figures):
            reason = (
                "two articles make contrary claims: nothing but the sense of one word, or a denial, differs"
            )
            yield _comparison(Verdict.DISAGREEMENT, one, other, DISPUTE_RULE, reason, figures)


def _quoted_alike(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are one sentence, copied or quoted."""
    return one.quote.exact == other.quote.exact


def _study(claim: Claim, figures: Figures) -> str | None:
    return figures.corpus.canonical(claim.study) if claim.study else None


def _series(claim: Claim, figures: Figures) -> str | None:
    study = _study(claim, figures)
    return figures.waves.series(study) if study else None


def _comparison(
    verdict: Verdict, one: Claim, other: Claim, rule: str, reason: str, figures: Figures
) -> Comparison:
    known = [claim.confidence for claim in (one, other) if claim.confidence is not None]
    return Comparison(
        verdict=verdict,
        members=tuple(sorted((one.id, other.id))),
        rule=rule,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        figures=rests_on(verdict, [(claim.article.id, _series(claim, figures)) for claim in (one, other)]),
        confidence=min(known) if known else None,
    )
