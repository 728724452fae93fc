"""What a process that reads and extracts does: batches come in, answers go out, until no more come.

The process and the one that started it are one program on one machine, so they speak in pickles.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from claimgraph.gathering.documents import tell_all


def serve(given: IO[bytes], answers: IO[bytes]) -> None:
    """Take what completes articles, say that the process is ready, and answer batches."""
    messages: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_receive, args=(given, messages), daemon=True).start()
    entries = messages.get()
    answer: list[Any] = []
    while True:
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        answer = tell_all(messages.get(), entries)


def _receive(given: IO[bytes], messages: SimpleQueue[Any]) -> None:
    """Queue what comes in; end the process, even at work, with the one that started it."""
    try:
        while True:
            messages.put(pickle.load(given))  # noqa: S301 - from the process that started this one
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    serve(sys.stdin.buffer, out)
