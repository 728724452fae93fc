"""Documents in batches: given out ahead, answered in their order, and done again where a worker was lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from math import ceil
from typing import Protocol

from claimgraph.errors import GatheringError
from claimgraph.gathering.documents import Document, Failed, Told

MOST = 100
"""Documents of a batch: with so many, sending them costs nothing that could be measured."""

LARGEST = 4_000_000
"""Bytes from which on a batch takes no further document."""

SHARES = 8
"""Batches that a worker gets at least, where documents suffice: so all are done at about one time."""

Batch = Sequence[Document | Failed]
Answer = list[Told | Failed]


class LostError(GatheringError):
    """Say that a worker ended over a batch."""


class Pending(Protocol):
    """Stand for an answer that is awaited."""

    def result(self) -> Answer:
        """Wait for the answer; raises LostError where the worker has ended."""


class Workers(Protocol):
    """Answer batches, several at a time."""

    @property
    def count(self) -> int:
        """Return how many batches are worked on at a time."""

    def submit(self, batch: Batch) -> Pending:
        """Give out a batch."""


def batched(documents: Iterable[Document | Failed], number: int, workers: int) -> Iterator[Batch]:
    """Yield so many documents in batches, in their order; small ones where there are few for each worker."""
    most = min(MOST, max(1, ceil(number / (workers * SHARES))))
    batch: list[Document | Failed] = []
    weight = 0
    for document in documents:
        batch.append(document)
        weight += document.weight if isinstance(document, Document) else 0
        if len(batch) >= most or weight >= LARGEST:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def answers(given: Iterable[Batch], workers: Workers) -> Iterator[tuple[Document | Failed, Told | Failed]]:
    """Yield documents and what each tells, in their order; two batches a worker are given out ahead."""
    awaited: deque[tuple[Batch, Pending]] = deque()
    for batch in given:
        awaited.append((batch, workers.submit(batch)))
        if len(awaited) >= 2 * workers.count:
            yield from _next(awaited, workers)
    while awaited:
        yield from _next(awaited, workers)


def _next(
    awaited: deque[tuple[Batch, Pending]], workers: Workers
) -> Iterator[tuple[Document | Failed, Told | Failed]]:
    batch, pending = awaited.popleft()
    return zip(batch, _answer(batch, pending, workers), strict=True)


def _answer(batch: Batch, pending: Pending, workers: Workers) -> Answer:
    """Wait for an answer; where a worker was lost, do the batch again, and then its documents one by one."""
    with suppress(LostError):
        return pending.result()
    with suppress(LostError):
        return workers.submit(batch).result()
    if len(batch) == 1:
        return [Failed(batch[0].name, "the process that reads it was ended, twice: is there memory enough?")]
    return [told for one in batch for told in _answer([one], workers.submit([one]), workers)]
