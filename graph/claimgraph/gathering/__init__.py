"""Sources become extractions: read and extracted here, in processes or on a cluster, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from claimgraph.gathering.batches import Workers, answers, batched
from claimgraph.gathering.documents import Document, Failed, Told, alike, tell, tell_all
from claimgraph.gathering.known import Known, Remembered
from claimgraph.gathering.sources import Opener, Source, expanded
from claimgraph.model import Extraction
from claimgraph.reading.metadata import Entry

__all__ = ["Failed", "Gathered", "Known", "Remembered", "Source", "gather"]


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


def gather(
    sources: Iterable[Source],
    home: Path,
    known: Known | None = None,
    entries: Sequence[Entry] = (),
    allow_hosts: Collection[str] = (),
    workers: int = 1,
    scheduler: str | None = None,
) -> Iterator[Gathered | Failed]:
    """Yield what each source tells, in their order, or why it tells nothing.

    `home` is the graph's directory: paths are counted from its parent, and it keeps fetched pages. `known` is
    what the graph holds: an article that has not changed since is not extracted again, and one that is read
    from the same file is the same article, even where only now its address is known. `entries` of a reference
    manager complete what an article does not say of itself. Pages are fetched from public hosts, and from
    those that `allow_hosts` names. With more than one of `workers`, documents are read and extracted in so
    many processes; with a `scheduler`, on the dask cluster at that address: what comes out is the same.
    Raises GatheringError where there are no such processes, or no such cluster.
    """
    held = known or Remembered()
    now: dict[str, Extraction] = {}

    def known_of(article: str) -> Extraction | None:
        return now.get(article) or held.get(article)

    named = list(expanded(sources))
    documents = map(Opener(home, held, allow_hosts).open, named)
    with _workers(workers, scheduler, entries) as helpers:
        found = (
            ((document, told) for document in documents for told in tell_all([document], entries))
            if helpers is None
            else answers(batched(documents, len(named), helpers.count), helpers)
        )
        for document, told in found:
            if isinstance(document, Failed):
                yield document
                continue
            moved = known_of(told.article) if isinstance(told, Told) and document.before is None else None
            if moved is not None:  # it is known of another path, which only reading it has shown
                told = tell(replace(document, before=moved.article, extractor=moved.extractor), entries)
            if isinstance(told, Failed):
                yield told
                continue
            before = known_of(told.article)
            after = told.extraction or moved or before
            if after is None:  # what is not extracted is as the graph has it
                raise LookupError(f"{told.article} is neither extracted nor known")
            before = before or _reading_before(document, after, held)
            if before is not None and _same(before, after):
                after = before
            now[told.article] = after
            yield Gathered(document.name, after, before, told.dropped)


def _reading_before(document: Document, after: Extraction, held: Known) -> Extraction | None:
    """Return what was told of the same file, whatever address it had, where it is the same text."""
    if document.before is None or not alike(after.article, document.before):
        return None
    return held.get(document.before.id)


def _same(before: Extraction, after: Extraction) -> bool:
    """Tell whether an article was read as before; what a person corrected since does not make it another."""
    return before.article == after.article and before.extractor == after.extractor


def _workers(
    workers: int, scheduler: str | None, entries: Sequence[Entry]
) -> AbstractContextManager[Workers | None]:
    """Return what answers batches; None where everything is done in this process."""
    if scheduler is not None:
        from claimgraph.gathering.cluster import Cluster

        return Cluster(scheduler, entries)
    if workers > 1:
        from claimgraph.gathering.processes import Processes

        return Processes(workers, entries)
    return nullcontext()
