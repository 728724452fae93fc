"""The five first articles, from their annotations: what they say of each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.comparison import compare, near
from claimgraph.comparison.figures import Figures
from claimgraph.extraction.annotation import from_annotation
from claimgraph.linking import link
from claimgraph.model import ALARMS, Article, Comparison, Corpus, Extraction, Group, Verdict
from claimgraph.studies import read_register


class Seeds:
    """Hold the five articles as a corpus, their comparisons, and the short names of their records."""

    def __init__(self, folder: Path, groups: tuple[Group, ...]) -> None:
        self.cross = json.loads((folder / "cross.json").read_text("utf-8"))
        self.ids: dict[tuple[str, str], str] = {}
        told = [self._read(folder, path) for path in sorted(folder.glob("*.gold.json"))]
        self.corpus: Corpus = link(told, read_register(), groups)
        self.found: tuple[Comparison, ...] = compare(self.corpus)

    def _read(self, folder: Path, path: Path) -> Extraction:
        data = json.loads(path.read_text("utf-8"))
        doc = path.name.replace(".gold.json", ".txt")
        article = Article((folder / doc).read_text("utf-8"), path=doc)
        told = from_annotation(article, data)
        for record, study in zip(told.studies, data["studies"], strict=True):
            self.ids[doc, study["key"]] = record.id
        for statistic, figure in zip(told.statistics, data["statistics"], strict=True):
            self.ids[doc, figure["id"]] = statistic.id
        return told

    def of(self, *records: tuple[str, str]) -> set[str]:
        """Return ids by `(start of the file name, short id)`."""
        return {
            self.ids[next(key for key in self.ids if key[0][:3] == d and key[1] == n)] for d, n in records
        }

    def verdicts(self, members: set[str]) -> set[Verdict]:
        """Return the verdicts of all comparisons that hold these members."""
        return {c.verdict for c in self.found if members <= set(c.members)}


@pytest.fixture(scope="module")
def seeds(shared: Path, groups: tuple[Group, ...]) -> Seeds:
    return Seeds(shared / "eval" / "seeds", groups)


def pair(seeds: Seeds, entry: dict, key: str = "id") -> set[str]:  # type: ignore[type-arg]
    return {seeds.ids[record["doc"], record[key]] for record in entry}


def test_one_study_in_two_articles(seeds: Seeds) -> None:
    for entry in seeds.cross["same_study"]:
        assert len({seeds.corpus.canonical(key) for key in pair(seeds, entry["studies"], "study")}) == 1


def test_the_same_figures_are_set_side_by_side(seeds: Seeds) -> None:
    for entry in seeds.cross["same"]:
        members = pair(seeds, entry["between"])
        assert len({seeds.corpus.canonical(seeds.corpus.measure_of[key]) for key in members}) == 1
        assert seeds.verdicts(members) & {Verdict.AGREE, Verdict.MISREPORT}


def test_conflicts_are_told_and_only_real_ones_are_alarms(seeds: Seeds) -> None:
    for entry in seeds.cross["conflict"]:
        sizes = entry["about"] == "sample_size"
        found = seeds.verdicts(pair(seeds, entry["between"], "study" if sizes else "id"))
        narrower = "narrower" in entry["why"]
        wanted = Verdict.ROUNDED if sizes else Verdict.AGREE if narrower else Verdict.MISREPORT
        assert found - {Verdict.GAP} == {wanted}


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ([("001", "f1"), ("001", "f2")], Verdict.GAP),
        ([("004", "f9"), ("004", "f10")], Verdict.GAP),
        ([("004", "f9"), ("004", "f10"), ("004", "f11")], Verdict.AGREE),
        ([("002", "f10"), ("002", "f11")], Verdict.TREND),
        ([("002", "f8"), ("002", "f9")], Verdict.TREND),
        ([("002", "f3"), ("002", "f4"), ("002", "f5")], Verdict.ARITHMETIC),
        ([("002", "f3"), ("003", "f8")], Verdict.MISREPORT),
    ],
)
def test_what_the_five_articles_must_show(
    records: list[tuple[str, str]], verdict: Verdict, seeds: Seeds
) -> None:
    assert verdict in seeds.verdicts(seeds.of(*records))


def entries(seeds: Seeds, closeness: str) -> list[tuple[set[str], set[str], str]]:
    """Return the figures of both sides of each comparable pair, and the annotators' verdict."""
    comparable = [entry for entry in seeds.cross["comparable"] if entry["closeness"] == closeness]
    return [(pair(seeds, entry["a"]), pair(seeds, entry["b"]), entry["verdict"]) for entry in comparable]


def test_near_questions_are_proposed_with_the_right_verdict(seeds: Seeds) -> None:
    proposed = list(near.find(Figures(seeds.corpus)))
    for one, other, verdict in entries(seeds, "near"):
        wanted = Verdict.AGREE if verdict == "agree" else Verdict.CANNOT_TELL
        assert [c.verdict for c in proposed if set(c.members) == one | other] == [wanted]


def test_nothing_else_is_proposed_as_near(seeds: Seeds) -> None:
    (*_, (respondents, leaders, _)) = entries(seeds, "near")
    wanted = [one | other for one, other, _ in entries(seeds, "near")]
    wanted.append(respondents | seeds.of(("002", "f9"), ("002", "f11")))  # the same leaders, a wave before
    assert leaders == seeds.of(("002", "f8"), ("002", "f10"))
    assert sorted(map(sorted, wanted)) == sorted(sorted(c.members) for c in near.find(Figures(seeds.corpus)))


def test_loose_themes_are_neither_near_nor_an_alarm(seeds: Seeds) -> None:
    alarms = [set(c.members) for c in seeds.found if c.verdict in ALARMS]
    proposed = [set(c.members) for c in near.find(Figures(seeds.corpus))]
    for one, other, _ in entries(seeds, "loose"):
        assert not [met for met in alarms + proposed if met & one and met & other]


def test_every_gap_and_trend_of_the_annotation_is_found(seeds: Seeds) -> None:
    for extraction in seeds.corpus.extractions:
        for relation in extraction.relations:
            if relation.type in ("gap", "trend"):
                assert Verdict(relation.type) in seeds.verdicts(set(relation.between))


def test_there_is_no_other_alarm(seeds: Seeds) -> None:
    alarms = [set(c.members) for c in seeds.found if c.verdict in ALARMS]
    assert len(alarms) == 2
    assert seeds.of(("002", "f3"), ("003", "f8")) in alarms
    assert seeds.of(("002", "f3"), ("002", "f4"), ("002", "f5")) in alarms
