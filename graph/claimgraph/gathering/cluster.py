"""A dask.distributed cluster that reads and extracts: the extra `cluster`.

Documents travel as bytes, so the cluster's machines need claimgraph but not the files. The scheduler gives a
batch whose worker has ended to another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from claimgraph.errors import GatheringError
from claimgraph.gathering.batches import LARGEST, Answer, Batch, LostError
from claimgraph.gathering.documents import tell_all
from claimgraph.model import EXTRACTOR
from claimgraph.reading import LIMIT
from claimgraph.reading.metadata import Entry

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 30
"""Seconds to wait for the scheduler, and for a first worker."""


class Cluster:
    """Answer batches on the cluster of a scheduler."""

    def __init__(self, address: str, entries: Sequence[Entry] = ()) -> None:
        """Connect to a scheduler, such as `tcp://host:8786`.

        Raises GatheringError where there is none, it has no workers, or the extra `cluster` is missing.
        """
        self._entries = list(entries)
        self._client = _connected(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, which forgets what was still to do."""
        self._client.close()

    @property
    def count(self) -> int:
        """Return how many threads the workers have that are there now."""
        with _losses_named():
            threads: dict[str, int] = self._client.nthreads()
            return max(1, sum(threads.values()))

    def submit(self, batch: Batch) -> Awaited:
        """Give a batch to the scheduler."""
        with _losses_named():
            return Awaited(self._client.submit(tell_all, list(batch), self._entries, EXTRACTOR, pure=False))


@dataclass(frozen=True)
class Awaited:
    """Stand for an answer that the cluster will give."""

    future: Future[Answer]

    def result(self) -> Answer:
        """Wait for the answer.

        Raises LostError where worker after worker ends over the batch, GatheringError where the scheduler is
        lost or its workers have no claimgraph, or another one.
        """
        with _losses_named():
            answer: Answer = self.future.result()
            return answer


@contextmanager
def _losses_named() -> Iterator[None]:
    """Raise what dask raises as errors of ours."""
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise LostError("the workers that read articles have ended") from error
    except (CancelledError, OSError, TimeoutError) as error:
        raise GatheringError(
            "the scheduler was lost: see that it runs, and add the articles again"
        ) from error
    except ImportError as error:
        raise GatheringError(
            f"the cluster's workers cannot read articles ({error}): install claimgraph there"
        ) from error


def _connected(address: str) -> Client:
    try:
        import dask

        # What the loss of a scheduler means is said below; dask logs every attempt to find it again.
        with dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}}):
            from distributed import Client
    except ImportError:
        raise GatheringError("a cluster needs the extra: pip install 'claimgraph[cluster]'") from None
    # A batch may be as large as its last document makes it; dask would warn of that.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": 2 * (LIMIT + LARGEST)})
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GatheringError(f"no scheduler answers at {address}: start `dask scheduler`") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise GatheringError(f"the scheduler at {address} has no workers: start `dask worker`") from error
    return client
