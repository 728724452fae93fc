"""Sources become extractions: files, directories and web addresses, read and extracted in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph import reading
from claimgraph.errors import ClaimgraphError
from claimgraph.extraction import extract
from claimgraph.model import EXTRACTOR, Article, Extraction
from claimgraph.reading import metadata
from claimgraph.reading.metadata import Entry

if TYPE_CHECKING:
    from claimgraph.reading.web import Web

Source = str | Path

ALIKE = 0.7
"""The part of their words that two readings of one file share, at least."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Gathered:
    """Hold what one source tells, and what was known of its article before."""

    name: str  # path or address as given
    extraction: Extraction
    before: Extraction | None
    dropped: tuple[str, ...] = ()  # what the reader left out, in words

    @property
    def status(self) -> str:
        """Return "added", "replaced" or "unchanged"; what is unchanged is the very extraction from before."""
        if self.before is None:
            return "added"
        return "unchanged" if self.extraction is self.before else "replaced"


@dataclass(frozen=True)
class Failed:
    """Hold an input that could not be read, and why."""

    name: str
    reason: str


def gather(
    sources: Iterable[Source],
    home: Path,
    known: Iterable[Extraction] = (),
    entries: Sequence[Entry] = (),
    allow_hosts: Collection[str] = (),
) -> Iterator[Gathered | Failed]:
    """Yield what each source tells, in their order, or why it tells nothing.

    `home` is the graph's directory: paths are counted from its parent, and it keeps fetched pages. `known` is
    what the graph holds: an article that has not changed since is not extracted again, and one that is read
    from the same file is the same article, even where only now its address is known. `entries` of a reference
    manager complete what an article does not say of itself. Pages are fetched from public hosts, and from
    those that `allow_hosts` names.
    """
    told = {extraction.article.id: extraction for extraction in known}
    by_path = {one.article.path: one for one in told.values() if one.article.path}
    read = _reader(home, allow_hosts)
    for source in _expanded(sources):
        if isinstance(source, Failed):
            yield source
            continue
        try:
            article = read(source)
            before = by_path.get(article.path or "") or told.get(article.id)
            if before is not None and not _alike(article, before.article):
                before = None
            article = metadata.complete(article, entries)
            if before is not None:
                article = metadata.as_before(article, before.article)
            before = told.get(article.id, before)
            if before is None or before.article != article or before.extractor != EXTRACTOR:
                told[article.id] = extract(article)
        except ClaimgraphError as error:
            yield Failed(str(source), str(error).removeprefix(f"{source}: "))
        else:
            yield Gathered(str(source), told[article.id], before, article.dropped)


def _alike(article: Article, before: Article) -> bool:
    """Tell whether two texts are readings of one, by another reader or after some changes."""
    mine, theirs = (Counter(_WORD.findall(one.text)) for one in (article, before))
    return 2 * (mine & theirs).total() >= ALIKE * (mine.total() + theirs.total())


def _expanded(sources: Iterable[Source]) -> Iterator[Source | Failed]:
    """Yield addresses, files, and the readable files of directories in order of their names."""
    for source in sources:
        path = Path(source)
        if reading.is_address(source) or not path.is_dir():
            yield source
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in reading.READERS and p.is_file())
        if not found:
            kinds = ", ".join(sorted(reading.READERS))
            yield Failed(str(path), f"no article in this directory; what can be read: {kinds}")
        yield from found


def _reader(home: Path, allow_hosts: Collection[str]) -> Callable[[Source], Article]:
    """Return what makes an article of a file or a web address."""

    @cache
    def web() -> Web:
        from claimgraph.reading.web import Web

        return Web(home / "pages", allow_hosts)

    def read(source: Source) -> Article:
        if reading.is_address(source):
            return web().read(str(source))
        return reading.read(source, root=home.parent)

    return read
