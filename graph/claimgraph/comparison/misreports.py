"""One study told differently by two articles: how many were asked, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from claimgraph.comparison.amounts import bounded
from claimgraph.comparison.figures import Figures
from claimgraph.linking import group_id, is_whole
from claimgraph.linking.samples import sizes_agree
from claimgraph.linking.studies import years_of
from claimgraph.model import Basis, Comparison, Sample, Study, Verdict

BASE_RULE = "base-told-differently/1"
YEAR_RULE = "year-told-differently/1"

EVERYONE = "all"


def find(figures: Figures) -> Iterator[Comparison]:
    """Find samples and years of one study that articles tell differently."""
    for canonical, told in figures.told_studies().items():
        if len({study.source for study in told}) > 1:
            yield from _bases(told, figures)
            yield from _years(told, figures.registered.get(canonical))


def _bases(told: Sequence[Study], figures: Figures) -> Iterator[Comparison]:
    """Compare samples group by group; an article that gives a group two numbers tells of two waves."""
    groups: defaultdict[str, list[tuple[Study, Sample]]] = defaultdict(list)
    for study in told:
        mine: defaultdict[str, list[Sample]] = defaultdict(list)
        for sample in study.samples:
            mine[_asked(sample, figures)].append(sample)
        for group, samples in mine.items():
            if len({(s.n, s.bound) for s in samples}) == 1:
                groups[group].append((study, samples[0]))
    for group, given in sorted(groups.items()):
        sizes = {(sample.n, sample.bound): sample for _, sample in given}
        if len(sizes) < 2:
            continue
        numbers = "; ".join(sorted({bounded(s.bound, str(s.n)) for _, s in given}))
        name = "in all" if group == EVERYONE else f"of {figures.name(group)}"
        members = tuple(sorted({study.id for study, _ in given}))
        apart = any(not sizes_agree(a, b) for a, b in combinations(sizes.values(), 2))
        reason = (
            f"Articles give one study different samples {name}: {numbers}."
            if apart
            else f"Articles tell the sample of one study {name} more or less exactly: {numbers}."
        )
        if len(members) > 1:
            yield Comparison(
                verdict=Verdict.MISREPORT if apart else Verdict.ROUNDED,
                members=members,
                rule=BASE_RULE,
                reason=reason,
                about="base",
                figures=(("group", name.removeprefix("of ")), ("numbers", numbers)),
                confidence=figures.sure_of(members),
            )


def _asked(sample: Sample, figures: Figures) -> str:
    if sample.group is None or is_whole(sample.group):
        return EVERYONE
    concept = figures.corpus.canonical(group_id(sample.group))
    return EVERYONE if figures.is_joint(concept) else concept


def _years(told: Iterable[Study], registered: Study | None) -> Iterator[Comparison]:
    """Compare the years that articles state of one study.

    With the register, a year is wrong that is none of its years while another article gives a right one.
    Without it, two years that lie one apart may be fieldwork and publication.
    """
    stated = [study for study in told if study.year is not None and study.year_basis is Basis.STATED]
    years = sorted({study.year for study in stated if study.year is not None})
    if len(years) < 2:
        return
    right = years_of(registered) if registered else frozenset()
    if right and (all(year in right for year in years) or not any(year in right for year in years)):
        return
    certain = bool(right) or years[-1] - years[0] > 1
    listed = " and ".join(map(str, years))
    reason = (
        f"Articles date one study {listed}."
        if certain
        else f"Articles date one study {listed}; one may be the year of fieldwork, the other of publication."
    )
    yield Comparison(
        verdict=Verdict.MISREPORT if certain else Verdict.CANNOT_TELL,
        members=tuple(sorted({study.id for study in stated})),
        rule=YEAR_RULE,
        reason=reason,
        about="year",
        figures=(("years", "; ".join(map(str, years))),),
    )
