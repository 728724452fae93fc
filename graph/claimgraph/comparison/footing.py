"""What a comparison stands on: one study that many articles tell, and the interest of who made it."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.comparison.figures import Figures
from claimgraph.comparison.interests import Interests
from claimgraph.model import Claim, Comparison, Verdict

RESTS_ON, INTEREST = "rests on", "interest"
"""Names of the two notes among the figures of a comparison."""

_CONFIRMS = frozenset({Verdict.AGREE, Verdict.ROUNDED, Verdict.GAP, Verdict.TREND})
_WEIGHS = _CONFIRMS | {Verdict.DISAGREEMENT, Verdict.CANNOT_TELL}


class Footing:
    """Add to comparisons what they stand on."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._interests = Interests(figures)
        self._claims = {claim.id: claim for told in figures.corpus.extractions for claim in told.claims}

    def told(self, comparison: Comparison) -> Comparison:
        """Return a comparison with the notes of its footing among its figures, or as it was."""
        notes = [*self._rests_on(comparison), *self._interest(comparison)]
        return replace(comparison, figures=(*comparison.figures, *notes)) if notes else comparison

    def _rests_on(self, comparison: Comparison) -> list[tuple[str, str]]:
        if comparison.verdict not in _CONFIRMS:
            return []
        by_id, articles, surveys = self._figures.by_id, set[str](), set[str | None]()
        for member in comparison.members:
            if figure := by_id.get(member):
                articles.add(figure.article)
                surveys.add(figure.series)
            elif claim := self._claims.get(member):
                articles.add(claim.article.id)
                surveys.add(self._series(claim))
            # What is neither is a change: its levels are members too.
        if len(articles) < 2 or len(surveys) != 1 or None in surveys:
            return []
        survey = "one survey over the years" if comparison.verdict is Verdict.TREND else "one study"
        return [(RESTS_ON, f"{survey}, told by {len(articles)} articles")]

    def _series(self, claim: Claim) -> str | None:
        study = claim.study and self._figures.corpus.canonical(claim.study)
        return self._figures.waves.series(study) if study else None

    def _interest(self, comparison: Comparison) -> list[tuple[str, str]]:
        if not self._interests or comparison.verdict not in _WEIGHS:
            return []
        met = [self._figures.by_id[key] for key in comparison.members if key in self._figures.by_id]
        found = sorted({words for figure in met for words in self._interests.of(figure)})
        return [(INTEREST, "; ".join(found))] if found else []
