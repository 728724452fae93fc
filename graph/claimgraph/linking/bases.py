"""A percentage gets the number of persons that it was computed from: by the article, else by the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claimgraph.linking.groups import is_whole
from claimgraph.model import Base, Basis, Bound, Sample, Study

_NUMBER = re.compile(r"^\D*[\d.,]+\s*")

Place = Callable[[str], str]
"""Return the canonical id of the group with a label."""

Related = Callable[[str, str], bool]
"""Tell whether two groups are one, or one is a title within the other."""


def base_of(
    group: str | None,
    whole: bool,
    told: Study | None,
    registered: Study | None,
    place: Place,
    related: Related,
) -> Base | None:
    """Return the base of a percentage, or None.

    `group`: canonical id of who was counted; `whole`: whether these are all whom the study asked; `told`: the
    study as the article tells it, None where the figure is of another wave; `registered`: the wave in the
    register. The number of the group wins over the study's total, and the article over the register; a total
    alone is an upper limit, marked `of_study`.
    """
    sources = [(told, Basis.STATED), (registered, Basis.REGISTER)]
    for study, basis in sources:
        if study is not None and group is not None:
            sample = (
                _total(study.samples, place) if whole else _of_group(group, study.samples, place, related)
            )
            if sample:
                return Base(sample.n, sample.bound, basis=basis)
    for study, basis in sources:
        total = _total(study.samples, place) if study is not None else None
        if total:
            return Base(total.n, total.bound, of_study=True, basis=basis)
    return None


def _of_group(group: str, samples: Sequence[Sample], place: Place, related: Related) -> Sample | None:
    labels = [(sample.group or _label(sample), sample) for sample in samples]
    named = [(place(label), sample) for label, sample in labels if label is not None]
    same = [sample for concept, sample in named if concept == group]
    near = [sample for concept, sample in named if related(concept, group)]
    return same[0] if same else near[0] if len(near) == 1 else None


def _label(sample: Sample) -> str | None:
    """Return whom a whole sample names behind its number: all of a survey may be "1,143 employers"."""
    words = _NUMBER.sub("", sample.quote.exact).strip() if sample.quote else ""
    return words if words and not is_whole(words) else None


def _total(samples: Sequence[Sample], place: Place) -> Sample | None:
    """Return the whole sample: as told, else the sum where all samples told are of different groups."""
    whole = [sample for sample in samples if sample.group is None or is_whole(sample.group)]
    if whole:
        return whole[0]
    concepts = {place(sample.group) for sample in samples if sample.group is not None}
    if len(samples) < 2 or len(concepts) < len(samples):
        return None
    exact = all(sample.bound is Bound.EXACT for sample in samples)
    low = all(sample.bound in (Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN) for sample in samples)
    bound = Bound.EXACT if exact else Bound.AT_LEAST if low else Bound.ABOUT
    return Sample(sum(sample.n for sample in samples), bound)
