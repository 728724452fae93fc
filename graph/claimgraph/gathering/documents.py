"""A document before it is read, and what it tells: the step that runs here, in a process or on a cluster.

It needs nothing but the document: the bytes of a file travel with it, so that a machine that does not see the
file can read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from claimgraph import reading
from claimgraph.errors import ClaimgraphError, GatheringError
from claimgraph.extraction import extract
from claimgraph.model import EXTRACTOR, Article, Extraction
from claimgraph.reading import metadata
from claimgraph.reading.metadata import Entry

ALIKE = 0.7
"""The part of their words that two readings of one file share, at least."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Failed:
    """Hold an input that could not be read, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Document:
    """Hold a file as bytes, or a page as it was read, and what the graph has of it."""

    name: str  # path or address as given
    content: bytes | Article = field(repr=False)
    path: str | None = None  # of a file: the article's own, relative to the graph's directory
    suffix: str = ""
    before: Article | None = field(default=None, repr=False)
    extractor: str | None = None  # what read it then

    @property
    def weight(self) -> int:
        """Return how much it is to send, in bytes or characters."""
        held = self.content.text if isinstance(self.content, Article) else self.content
        return len(held) + (len(self.before.text) if self.before else 0)


@dataclass(frozen=True)
class Told:
    """Hold what a document tells; no extraction where it is as the graph has it."""

    article: str  # id
    extraction: Extraction | None
    dropped: tuple[str, ...] = ()  # what the reader left out, in words


def tell(document: Document, entries: Sequence[Entry] = ()) -> Told | Failed:
    """Read and extract one document; whatever goes wrong concerns it alone."""
    try:
        article = _read(document)
        before = document.before if document.before and alike(article, document.before) else None
        article = metadata.complete(article, entries)
        if before is not None:
            article = metadata.as_before(article, before)
        if document.extractor == EXTRACTOR and article == before:
            return Told(article.id, None, article.dropped)
        return Told(article.id, extract(article), article.dropped)
    except ClaimgraphError as error:
        return Failed(document.name, str(error))
    except Exception as error:  # a fault of ours must not cost the other documents
        words = f"{type(error).__name__}: {str(error)[:60]}"
        return Failed(document.name, f"a fault of claimgraph ({words}): report it, with the article")


def tell_all(
    documents: Iterable[Document | Failed], entries: Sequence[Entry] = (), extractor: str = EXTRACTOR
) -> list[Told | Failed]:
    """Read and extract documents; what has failed before is handed on.

    Raises GatheringError where this is not the extractor that is wanted.
    """
    if extractor != EXTRACTOR:
        raise GatheringError(
            f"a worker has {EXTRACTOR}, wanted is {extractor}: install the same on all machines"
        )
    return [one if isinstance(one, Failed) else tell(one, entries) for one in documents]


def alike(article: Article, before: Article) -> bool:
    """Tell whether two texts are readings of one, by another reader or after some changes."""
    mine, theirs = (Counter(_WORD.findall(one.text)) for one in (article, before))
    return 2 * (mine & theirs).total() >= ALIKE * (mine.total() + theirs.total())


def _read(document: Document) -> Article:
    if isinstance(document.content, Article):
        return document.content
    return replace(reading.parse(document.content, document.suffix), path=document.path)
