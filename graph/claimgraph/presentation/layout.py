"""Where each node stands: computed here, so that nothing moves when the page is opened.

A scene is a set of nodes with positions. It reads from left to right: study, question, figures, then the
articles that tell them and the groups that were counted. Figures of one question stand side by side, years
from left to right, groups below each other where there are both. There is no chance in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import fmean

from claimgraph.model import Claim, Statistic
from claimgraph.presentation.network import Network

STUDY, QUESTION, FIGURE, ARTICLE = 200, 240, 128, 200  # widths of the cards
CARD = 52  # height of a card
BETWEEN = 104  # between two figures: room for what ties them
CHANNEL = 72  # between two columns of different kinds: room for curves
LANE = 46  # between two rows of figures of one question
GAP = 34  # between two questions
ACROSS = 3  # figures side by side, where neither year nor group tells where to stand
ASPECT = 1.25  # width to height of a scene
START = 9  # questions of the first scene
CLAIM = 420

QUESTION_X = STUDY + CHANNEL
FIGURE_X = QUESTION_X + QUESTION + 56

Position = tuple[int, int]


@dataclass(frozen=True)
class Scene:
    """Hold nodes with the positions of their centres, in pixels at scale 1."""

    key: str  # a name (`start`, `differing`, `all`) or the id that the scene is about
    positions: dict[str, Position]


@dataclass
class _Row:
    """Hold what stands side by side: one question with its figures, or one claim."""

    question: str | None
    studies: tuple[str, ...]
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)  # figure -> column and lane
    claim: str | None = None

    @property
    def lanes(self) -> int:
        return 1 + max((lane for _, lane in self.cells.values()), default=0)

    @property
    def columns(self) -> int:
        return 1 + max((column for column, _ in self.cells.values()), default=0)

    @property
    def height(self) -> int:
        return self.lanes * CARD + (self.lanes - 1) * LANE


def scenes(network: Network) -> list[Scene]:
    """Return the first scene, the wider ones, and one scene for each study, article, group and question."""
    catalogue = network.catalogue
    one_each = set(network.stands_for.values())
    figures: dict[str, list[Statistic]] = {}
    for s in catalogue.statistics.values():
        about = (catalogue.study_of(s), catalogue.group_of(s), catalogue.measure_of(s))
        for record in about if s.id in one_each else ():
            if record is not None:
                figures.setdefault(record.id, []).append(s)
    claims: dict[str, list[Claim]] = {}
    for claim in catalogue.claims.values():
        study = catalogue.study_of(claim)
        for key in filter(None, (claim.article.id, study.id if study else None)):
            claims.setdefault(key, []).append(claim)

    def of(keys: Iterable[str]) -> list[Statistic]:
        return [s for key in keys for s in figures[key]]

    questions, differing = tuple(network.questions), network.differing
    loose = [s for s in catalogue.statistics.values() if catalogue.measure_of(s) is None]
    found = [_scene(network, "start", of((differing or questions)[:START]))]
    if len(differing) > START:
        found.append(_scene(network, "differing", of(differing)))
    found.append(_scene(network, "all", [*of(questions), *loose]))
    found += [_scene(network, key, told) for key, told in network.questions.items()]
    found += [
        _scene(network, key, figures.get(key, ()), claims.get(key, ()))
        for key in (*catalogue.studies, *catalogue.groups)
    ]
    for extraction in catalogue.corpus.extractions:
        key = extraction.article.id
        found.append(_scene(network, key, extraction.statistics, claims.get(key, ())))
    return [scene for scene in found if scene.positions]


def _scene(network: Network, key: str, figures: Sequence[Statistic], claims: Sequence[Claim] = ()) -> Scene:
    rows = _rows(network, figures) + [_claim_row(network, claim) for claim in claims]
    if not rows:
        return Scene(key, {})
    positions: dict[str, Position] = {}
    left = 0
    for column in _in_columns(rows):
        width = FIGURE_X + max(
            max(row.columns for row in column) * (FIGURE + BETWEEN) - BETWEEN,
            CLAIM if any(row.claim for row in column) else 0,
        )
        _place_rows(positions, column, left)
        _place_studies(positions, column, left)
        left = _place_tellers(network, positions, column, left + width + CHANNEL) + 2 * CHANNEL
    return Scene(key, positions)


def _rows(network: Network, figures: Sequence[Statistic]) -> list[_Row]:
    """Return a row a question, rows of one study together, in the order of what matters."""
    catalogue = network.catalogue
    told: dict[str, list[Statistic]] = {}
    for figure in figures:
        measure = catalogue.measure_of(figure)
        told.setdefault(measure.id if measure else figure.id, []).append(figure)
    rows = []
    for key in sorted(
        told, key=lambda k: list(network.questions).index(k) if k in network.questions else 10**9
    ):
        studies = [study for s in told[key] if (study := catalogue.study_of(s)) is not None]
        names = tuple(dict.fromkeys(s.id for s in sorted(studies, key=lambda s: (-(s.year or 0), s.id))))
        rows.append(_Row(key if key in network.rank else None, names, _cells(network, told[key])))
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(row.studies[0] if row.studies else "", len(order))
    return sorted(rows, key=lambda row: order[row.studies[0] if row.studies else ""])


def _cells(network: Network, figures: Sequence[Statistic]) -> dict[str, tuple[int, int]]:
    """Return column and lane of each figure of one question."""
    catalogue = network.catalogue
    groups = {s.id: _id(catalogue.group_of(s)) or "" for s in figures}
    years = sorted({s.year or 0 for s in figures})
    lanes = list(dict.fromkeys(groups[s.id] for s in sorted(figures, key=lambda s: -s.value)))
    if len(years) > 1 and len(lanes) > 1:
        cells: dict[str, tuple[int, int]] = {}
        lane = 0
        for name in lanes:
            of_group = [s for s in figures if groups[s.id] == name]
            deepest = 0
            for year in years:
                same = sorted((s for s in of_group if (s.year or 0) == year), key=lambda s: (-s.value, s.id))
                for depth, s in enumerate(same):
                    cells[s.id] = (years.index(year), lane + depth)
                deepest = max(deepest, len(same))
            lane += deepest
        return cells
    placed = sorted(
        figures, key=lambda s: (s.year or 0, groups[s.id] if len(years) > 1 else "", -s.value, s.id)
    )
    return {s.id: (place % ACROSS, place // ACROSS) for place, s in enumerate(placed)}


def _claim_row(network: Network, claim: Claim) -> _Row:
    study = network.catalogue.study_of(claim)
    return _Row(None, (study.id,) if study else (), claim=claim.id)


def _in_columns(rows: list[_Row]) -> list[list[_Row]]:
    """Cut a long list of rows like a newspaper, into as many columns as come nearest to the wanted shape."""
    total = sum(row.height + GAP for row in rows)
    width = FIGURE_X + ACROSS * (FIGURE + BETWEEN) + ARTICLE + 2 * CHANNEL
    count = max(1, round((ASPECT * total / width) ** 0.5))
    columns: list[list[_Row]] = [[]]
    height = 0
    for row in rows:
        if height and height + row.height > ceil(total / count) and len(columns) < count:
            columns.append([])
            height = 0
        columns[-1].append(row)
        height += row.height + GAP
    return columns


def _place_rows(positions: dict[str, Position], rows: list[_Row], left: int) -> None:
    top = 0
    for row in rows:
        if row.question:
            positions[row.question] = (left + QUESTION_X + QUESTION // 2, top + row.height // 2)
        if row.claim:
            positions[row.claim] = (left + QUESTION_X + CLAIM // 2, top + CARD // 2)
        for key, (column, lane) in row.cells.items():
            x = left + FIGURE_X + column * (FIGURE + BETWEEN) + FIGURE // 2
            positions[key] = (x, top + lane * (CARD + LANE) + CARD // 2)
        top += row.height + GAP


def _place_studies(positions: dict[str, Position], rows: list[_Row], left: int) -> None:
    wanted: dict[str, list[int]] = {}
    for row in rows:
        middle = positions[row.question or row.claim or next(iter(row.cells))][1]
        for study in row.studies:
            if study not in positions:
                wanted.setdefault(study, []).append(middle)
    bottom = sum(row.height + GAP for row in rows) - GAP
    _place_column(positions, {key: fmean(ys) for key, ys in wanted.items()}, left + STUDY // 2, bottom)


def _place_tellers(network: Network, positions: dict[str, Position], rows: list[_Row], left: int) -> int:
    """Place articles, and groups below them, at the height of what they tell; return the right edge."""
    wanted: dict[str, list[int]] = {}
    for key in [k for row in rows for k in (*row.cells, row.claim) if k]:
        for neighbour in network.graph.neighbors(key):
            if network.graph.nodes[neighbour]["kind"] == "article" and neighbour not in positions:
                wanted.setdefault(neighbour, []).append(positions[key][1])
    if not wanted:
        return left - CHANNEL
    bottom = sum(row.height + GAP for row in rows) - GAP
    _place_column(positions, {key: fmean(ys) for key, ys in wanted.items()}, left + ARTICLE // 2, bottom)
    return left + ARTICLE


def _place_column(positions: dict[str, Position], wanted: dict[str, float], x: int, bottom: int) -> None:
    """Stand nodes below each other, each as near to its wanted height as the others let it."""
    step = CARD + GAP // 2
    top = CARD / 2
    heights: list[float] = []
    keys = sorted(wanted, key=lambda key: (wanted[key], key))
    for key in keys:
        heights.append(max(wanted[key], top))
        top = heights[-1] + step
    # What was pushed below the last row is pushed up again, and pushes the others.
    limit = max(bottom - CARD / 2, (len(keys) - 1) * step + CARD / 2)
    for place in range(len(keys) - 1, -1, -1):
        heights[place] = min(heights[place], limit)
        limit = heights[place] - step
    for key, y in zip(keys, heights, strict=True):
        positions[key] = (x, round(y))


def _id(record: object) -> str | None:
    return getattr(record, "id", None)
