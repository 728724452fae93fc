"""What a comparison stands on: one study that many articles tell, and the interest of who made it."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.comparison.figures import Figures
from claimgraph.comparison.interests import Interests
from claimgraph.model import Claim, Comparison, Statistic, Verdict

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
        articles: set[str] = set()
        surveys: set[str] = set()
        for member in comparison.members:
            figure = self._figures.by_id.get(member)
            record: Statistic | Claim | None = figure.statistic if figure else self._claims.get(member)
            if record is None:
                continue  # a change: its levels are members too
            if record.study is None:
                return []
            articles.add(record.article.id)
            study = self._figures.corpus.canonical(record.study)
            surveys.add((figure.series if figure else None) or self._figures.waves.series(study))
        if len(surveys) != 1 or len(articles) < 2:
            return []
        survey = "one survey over the years" if comparison.verdict is Verdict.TREND else "one study"
        return [(RESTS_ON, f"{survey}, told by {len(articles)} articles")]

    def _interest(self, comparison: Comparison) -> list[tuple[str, str]]:
        if not self._interests or comparison.verdict not in _WEIGHS:
            return []
        met = [self._figures.by_id[key] for key in comparison.members if key in self._figures.by_id]
        found = sorted({words for figure in met for words in self._interests.of(figure)})
        return [(INTEREST, "; ".join(found))] if found else []
