"""Where each node stands: computed here, so that nothing moves when the page is opened.

A scene is a set of nodes with positions. It reads from left to right: a study with the articles that tell of
it below it, its questions, their figures, and in scenes of one thing the groups that were counted. Figures of
one question stand side by side, years from left to right, groups below each other where there are both.
There is no chance in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from statistics import fmean

from claimgraph.model import Claim, Kind, Statistic
from claimgraph.presentation.network import Network

STUDY, ARTICLE, QUESTION, FIGURE, GROUP, CLAIM = 190, 174, 216, 124, 160, 400  # widths
CARD, CHIP = 52, 30  # heights: of an article and a group CHIP, of all else CARD
BETWEEN = 100  # between two figures: room for what ties them
CHANNEL = 56  # between two columns of different kinds: room for curves
LANE = 36  # between two rows of figures of one question
GAP = 26  # between two questions
ACROSS = 2  # figures side by side, where neither year nor group tells where to stand
ASPECT = 1.3  # width to height of a scene
START = 740  # height of the first scene, about what a screen shows

QUESTION_X = STUDY + CHANNEL
FIGURE_X = QUESTION_X + QUESTION + 40

Position = tuple[int, int]


@dataclass(frozen=True)
class Scene:
    """Hold nodes with the positions of their centres, in pixels at scale 1."""

    key: str  # a name (`start`, `differing`, `all`) or the id that the scene is about
    positions: dict[str, Position]
    columns: tuple[int, ...] = (0,)  # left edges of the columns of rows, from left to right


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
    found = [_scene(network, "start", _first(network, of(differing or questions)))]
    if differing:
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


def _first(network: Network, figures: Sequence[Statistic]) -> list[Statistic]:
    """Return what differs of the questions that matter most, as many as a screen shows."""
    compared = {key for one, other, _ in network.compared for key in (one, other)}
    figures = [s for s in figures if s.id in compared] or list(figures)
    shown: set[str] = set()
    height = 0
    for row in sorted(_rows(network, figures), key=lambda row: network.rank.get(row.question or "", 0)):
        if not shown or height + row.height <= START:
            shown |= set(row.cells)
            height += row.height + GAP
    return [s for s in figures if s.id in shown]


def _scene(network: Network, key: str, figures: Sequence[Statistic], claims: Sequence[Claim] = ()) -> Scene:
    rows = _rows(network, figures) + [_claim_row(network, claim) for claim in claims]
    positions: dict[str, Position] = {}
    left, lefts = 0, []
    for column in _in_columns(rows):
        lefts.append(left)
        _place_rows(positions, column, left)
        _place_studies(network, positions, column, left)
        left += FIGURE_X + max(
            max(row.columns for row in column) * (FIGURE + BETWEEN) - BETWEEN,
            CLAIM + QUESTION_X - FIGURE_X if any(row.claim for row in column) else 0,
        )
        if key in network.rank:
            _place_groups(network, positions, column, left + CHANNEL)
        left += 2 * CHANNEL
    return Scene(key, positions, tuple(lefts))


def _rows(network: Network, figures: Sequence[Statistic]) -> list[_Row]:
    """Return a row a question, rows of one study together, in the order of what matters."""
    catalogue = network.catalogue
    told: dict[str, list[Statistic]] = {}
    for figure in figures:
        measure = catalogue.measure_of(figure)
        told.setdefault(measure.id if measure else figure.id, []).append(figure)
    rows = []
    last = len(network.rank)
    for key in sorted(told, key=lambda k: network.rank.get(k, last)):
        studies = [study for s in told[key] if (study := catalogue.study_of(s)) is not None]
        names = tuple(dict.fromkeys(s.id for s in sorted(studies, key=lambda s: (-(s.year or 0), s.id))))
        rows.append(_Row(key if key in network.rank else None, names, _cells(network, told[key])))
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(row.studies[0] if row.studies else "", len(order))
    return sorted(rows, key=lambda row: order[row.studies[0] if row.studies else ""])


def _cells(network: Network, figures: Sequence[Statistic]) -> dict[str, tuple[int, int]]:
    """Return column and lane of each figure of one question."""
    groups = {s.id: _id(network.catalogue.group_of(s)) or "" for s in figures}
    # A figure without a year stands with the latest ones.
    latest = max((s.year for s in figures if s.year), default=0)
    years = sorted({s.year or latest for s in figures})
    placed = sorted(figures, key=lambda s: (s.kind is Kind.CHANGE, s.year or latest, -s.value, s.id))
    moved = any(s.id in network.steps for s in figures)
    if len(years) == 1 or (len(set(groups.values())) == 1 and not moved):
        return {s.id: (place % ACROSS, place // ACROSS) for place, s in enumerate(placed)}
    cells: dict[str, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    full = [0] * len(years)  # the lanes above are taken in this column
    levels = [s for s in placed if s.kind is Kind.LEVEL]
    of_groups: dict[str, list[Statistic]] = {}
    for s in sorted(levels, key=lambda s: -s.value):
        of_groups.setdefault(groups[s.id], []).append(s)
    for of_group in of_groups.values():
        rows: list[dict[int, str]] = []  # column -> figure; series of different years share a row
        for series in _series(network, of_group, latest):
            cards = {years.index(s.year or latest): s.id for s in series}
            free_row = next((row for row in rows if row.keys().isdisjoint(cards)), None)
            if free_row is None:
                free_row = {}
                rows.append(free_row)
            free_row |= cards
        wanted = {key: (column, depth) for depth, row in enumerate(rows) for column, key in row.items()}
        # One group stands on one lane, the first that is free for all its years.
        lane = next(
            lane
            for lane in count(min(full[column] for column, _ in wanted.values()))
            if taken.isdisjoint((column, lane + depth) for column, depth in wanted.values())
        )
        cells |= {key: (column, lane + depth) for key, (column, depth) in wanted.items()}
        taken |= {(column, lane + depth) for column, depth in wanted.values()}
        for column, _ in wanted.values():
            while (column, full[column]) in taken:
                full[column] += 1
    # Changes take the places that the levels leave free, from the upper left.
    free = (
        (column, lane) for lane in count(1) for column in range(len(years)) if (column, lane) not in taken
    )
    return cells | {s.id: next(free) for s in placed if s.kind is Kind.CHANGE}


def _series(network: Network, figures: Iterable[Statistic], latest: int) -> list[list[Statistic]]:
    """Return the figures of one group in series, one figure a year: steps of trends, one article's first."""
    series: list[list[Statistic]] = []
    ending: dict[str, list[Statistic]] = {}  # the last figure of each series
    of_article: dict[str, deque[Statistic]] = {}  # last figures, or such as were last, by article and year

    def year(s: Statistic) -> int:
        return s.year or latest

    for s in sorted(figures, key=lambda s: (year(s), -s.value, s.id)):
        tied = [one[-1] for key in sorted(network.steps.get(s.id, ())) if (one := ending.get(key))]
        own = of_article.setdefault(s.article.id, deque())
        while own and own[0].id not in ending:
            own.popleft()
        before = [one for one in (*tied, *tuple(own)[:1]) if year(one) < year(s)]
        last = min(before, key=lambda one: (one.article != s.article, one not in tied), default=None)
        if last is None:
            series.append([])
        ending[s.id] = ending.pop(last.id) if last is not None else series[-1]
        ending[s.id].append(s)
        own.append(s)
    return series


def _claim_row(network: Network, claim: Claim) -> _Row:
    study = network.catalogue.study_of(claim)
    return _Row(None, (study.id,) if study else (), claim=claim.id)


def _in_columns(rows: list[_Row]) -> list[list[_Row]]:
    """Cut a long list of rows like a newspaper, between studies, into columns of about the wanted shape."""
    total = sum(row.height + GAP for row in rows)
    width = FIGURE_X + ACROSS * (FIGURE + BETWEEN) + 2 * CHANNEL
    most = max(1, round((ASPECT * total / width) ** 0.5))
    columns: list[list[_Row]] = []
    height = 0
    for _, of_study in groupby(rows, key=lambda row: row.studies[:1]):
        block = list(of_study)
        if not columns or (
            height + sum(row.height for row in block) / 2 > total / most and len(columns) < most
        ):
            columns.append([])
            height = 0
        columns[-1] += block
        height += sum(row.height + GAP for row in block)
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


def _place_studies(network: Network, positions: dict[str, Position], rows: list[_Row], left: int) -> None:
    """Place each study at the height of its questions, and below it the articles that tell of it here."""
    told: dict[str, list[str]] = {}
    wanted: dict[str, list[int]] = {}
    placed = set(positions)
    for row in rows:
        here = positions[row.question or row.claim or next(iter(row.cells))][1]
        for study in row.studies:
            if study not in positions:
                wanted.setdefault(study, []).append(here)
                told.setdefault(study, [])
    for key in [k for row in rows for k in (*row.cells, row.claim) if k]:
        for article in network.tellers(key):
            if article in placed:
                continue
            placed.add(article)
            owners = [study for study in network.reported.get(article, ()) if study in told]
            if owners:
                told[owners[0]].append(article)
            else:  # an article that speaks of no study here stands by itself
                told[article] = [article]
                wanted.setdefault(article, []).append(positions[key][1])
    step = CHIP + 8
    blocks = {
        owner: (0 if owner in articles else CARD + 10) + len(articles) * step - 8
        for owner, articles in told.items()
    }
    tops = _tops({owner: fmean(ys) for owner, ys in wanted.items()}, blocks, GAP)
    for owner, top in tops.items():
        if owner not in told[owner]:
            positions[owner] = (left + STUDY // 2, top + CARD // 2)
            top += CARD + 10
        for place, article in enumerate(told[owner]):
            positions[article] = (left + STUDY - ARTICLE // 2, top + place * step + CHIP // 2)


def _place_groups(network: Network, positions: dict[str, Position], rows: list[_Row], left: int) -> None:
    wanted: dict[str, list[int]] = {}
    for key in [key for row in rows for key in row.cells]:
        for neighbour in network.graph.neighbors(key):
            if network.graph.nodes[neighbour]["kind"] == "group":
                wanted.setdefault(neighbour, []).append(positions[key][1])
    tops = _tops({key: fmean(ys) for key, ys in wanted.items()}, dict.fromkeys(wanted, CHIP), LANE)
    for key, top in tops.items():
        positions[key] = (left + GROUP // 2, top + CHIP // 2)


def _tops(middles: Mapping[str, float], heights: Mapping[str, int], gap: int) -> dict[str, int]:
    """Stand blocks below each other, each with its middle as near to the wanted one as the others let it."""
    keys = sorted(middles, key=lambda key: (middles[key], key))
    tops: list[float] = []
    free = 0.0
    for key in keys:
        tops.append(max(middles[key] - heights[key] / 2, free))
        free = tops[-1] + heights[key] + gap
    return {key: round(top) for key, top in zip(keys, tops, strict=True)}


def _id(record: object) -> str | None:
    return getattr(record, "id", None)
