"""What a comparison stands on: one study, or one survey over the years, that several articles tell."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.model import Verdict

RESTS_ON = "rests on"
"""Name of the note among the figures of a comparison."""

_CONFIRMS = frozenset({Verdict.AGREE, Verdict.ROUNDED, Verdict.GAP, Verdict.TREND})


def rests_on(verdict: Verdict, told: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    """Return the note that articles which seem to confirm each other rest on one study, or nothing.

    `told`: the article, and the series of the study, of each figure or claim that is set side by side.
    """
    if verdict not in _CONFIRMS:
        return ()
    sources = set(told)
    surveys, articles = {survey for _, survey in sources}, {article for article, _ in sources}
    if len(articles) < 2 or len(surveys) > 1 or None in surveys:
        return ()
    survey = "one survey over the years" if verdict is Verdict.TREND else "one study"
    return ((RESTS_ON, f"{survey}, told by {len(articles)} articles"),)
