"""The texts of articles as read, each in a file named by its hash."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from claimgraph.errors import StoreError


class Texts:
    """Keep texts in a folder; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, text: str) -> str:
        """Keep a text and return its sha256."""
        data = text.encode("utf-8", "surrogatepass")
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._file(sha256).exists():
            self._write(self._file(sha256), data)
        return sha256

    def get(self, sha256: str) -> str:
        """Return the text with this hash.

        Raises StoreError where it is not there or its file was changed.
        """
        try:
            data = self._file(sha256).read_bytes()
        except OSError as error:
            raise StoreError(
                f"the text {sha256[:12]}… is not in {self.folder}: add its article again"
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"{self._file(sha256)} was changed: delete it and add its article again")
        return data.decode("utf-8", "surrogatepass")

    def beside(self, folder: Path | None) -> Callable[[str], str]:
        """Return what gives a text by its hash, from another folder of texts first where one is given."""
        other = Texts(folder) if folder else self

        def text_of(sha256: str) -> str:
            return (other if other._file(sha256).is_file() else self).get(sha256)

        return text_of

    def __iter__(self) -> Iterator[str]:
        """Yield the hash of every text kept."""
        return (file.stem for file in sorted(self.folder.glob("*.txt")))

    def remove(self, sha256: str) -> None:
        """Take a text away; one that is not there is no error."""
        self._file(sha256).unlink(missing_ok=True)

    def _file(self, sha256: str) -> Path:
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            raise StoreError(f"{sha256[:80]!r} is no sha256: add the article that names it again")
        return self.folder / f"{sha256}.txt"

    def _write(self, file: Path, data: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as temporary:
                    temporary.write(data)
                    temporary.flush()
                    os.fsync(temporary.fileno())
                Path(name).replace(file)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            _sync(self.folder)
        except OSError as error:
            raise StoreError(f"{file} cannot be written: {error.strerror or error}") from error


def _sync(folder: Path) -> None:
    """Make a rename in a folder last; not every system can open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
