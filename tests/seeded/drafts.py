"""Drafts over the worked example whose faults are known, and how many of them `check` finds.

A file holds sentences, each with its figure in [brackets] and how it should stand before it; `##` begins a
new draft. What is named behind `differs` is everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph import reading
from claimgraph.comparison.drafts import Checked, Standing, check
from claimgraph.extraction import extract
from claimgraph.linking import link
from claimgraph.model import Article, Corpus
from claimgraph.rdf import read_scheme
from claimgraph.studies import read_register

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "comparison" / "cases"
FILES = ("drafts.txt", "drafts-unseen.txt", "drafts-twice.txt", "drafts-twice-unseen.txt")


@dataclass(frozen=True)
class Sentence:
    """Hold a sentence of a draft, where its figure stands, and how it should stand to the graph."""

    text: str
    figure: tuple[int, int]
    standing: str
    about: frozenset[str]


@dataclass
class Tally:
    """Count the faults of drafts and the warnings of `check`."""

    sentences: int = 0
    faults: int = 0
    found: int = 0
    warnings: int = 0
    right: int = 0
    detail: list[str] = field(default_factory=list)

    def count(self, draft: Sequence[Sentence], results: Sequence[Checked]) -> None:
        """Count one draft; a warning is right where it names everything that is wrong, and nothing else."""
        start = 0
        for sentence in draft:
            first, last = (start + place for place in sentence.figure)
            mine = [
                one for one in results if one.statistic and one.quote.start < last and first < one.quote.end
            ]
            warned = [one for one in mine if one.standing is Standing.DIFFERS]
            hits = [one for one in warned if frozenset(one.about) == sentence.about]
            self.sentences += 1
            self.faults += sentence.standing == "differs"
            self.found += bool(hits)
            self.right += len(hits)
            if len(hits) < len(warned) or (sentence.standing == "differs" and not hits):
                told = "; ".join(f"{one.standing} {', '.join(one.about)}" for one in mine) or "not read"
                wanted = " ".join((sentence.standing, *sorted(sentence.about)))
                self.detail.append(f"{wanted}, told {told}: {sentence.text}")
            start += len(sentence.text) + 2
        self.warnings += sum(
            one.standing is Standing.DIFFERS and one.statistic is not None for one in results
        )


def worked_example() -> Corpus:
    """Return the articles of the worked example, linked."""
    files = sorted((ROOT / "sources" / "articles").glob("*.md"))
    return link([extract(reading.read(file)) for file in files], read_register(), read_scheme())


def drafts(file: Path) -> list[list[Sentence]]:
    """Return the drafts of a file."""
    blocks = file.read_text("utf-8").split("\n## ")[1:]
    return [[_sentence(line) for line in block.splitlines()[1:] if " | " in line] for block in blocks]


def measure(file: Path, corpus: Corpus) -> Tally:
    """Check the drafts of a file against a corpus, and count."""
    tally, register, scheme = Tally(), read_register(), read_scheme()
    for draft in drafts(file):
        text = "\n\n".join(sentence.text for sentence in draft)
        tally.count(draft, check(extract(Article(text)), corpus, register, scheme))
    return tally


def table(tallies: dict[str, Tally]) -> str:
    """Return a line a file: faults found, and warnings that are right."""
    rows = [f"{'':28}{'sentences':>10}{'faults':>8}{'found':>7}{'warnings':>10}{'right':>7}"]
    rows += [
        f"{name:28}{one.sentences:10}{one.faults:8}{one.found:7}{one.warnings:10}{one.right:7}"
        for name, one in tallies.items()
    ]
    return "\n".join(rows)


def _sentence(line: str) -> Sentence:
    wanted, marked = line.split(" | ", 1)
    before, figure, after = marked.replace("]", "[").split("[")
    standing, *about = ["not found"] if wanted == "not found" else wanted.split()
    place = len(before), len(before) + len(figure)
    return Sentence(f"{before}{figure}{after}", place, standing, frozenset(about))
