"""What a person names becomes documents: files and directories are opened, web addresses fetched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph import reading
from claimgraph.errors import ReadingError
from claimgraph.gathering.documents import Document, Failed
from claimgraph.gathering.known import Known, Remembered

if TYPE_CHECKING:
    from claimgraph.reading.web import Web

Source = str | Path


def expanded(sources: Iterable[Source]) -> Iterator[Source | Failed]:
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


class Opener:
    """Open files and fetch pages; a page is read here, as its host allows one request a second."""

    def __init__(self, home: Path, known: Known | None = None, allow_hosts: Collection[str] = ()) -> None:
        """Take the graph's directory, what the graph holds, and hosts that may be private."""
        self._home = home
        self._known = known or Remembered()
        self._allow_hosts = allow_hosts

    def open(self, source: Source | Failed) -> Document | Failed:
        """Return a source as a document, or why it cannot be one; what has failed is handed on."""
        if isinstance(source, Failed):
            return source
        try:
            return self._fetch(str(source)) if reading.is_address(source) else self._open(Path(source))
        except ReadingError as error:
            return Failed(str(source), str(error).removeprefix(f"{source}: "))

    def _open(self, file: Path) -> Document:
        data, path = reading.contents(file), reading.path_from(file, self._home.parent)
        before = self._known.at(path) if path else None
        return Document(
            str(file),
            data,
            path,
            file.suffix,
            before.article if before else None,
            before.extractor if before else None,
        )

    def _fetch(self, url: str) -> Document:
        article = self._web.read(url)
        before = self._known.get(article.id)
        return Document(
            url,
            article,
            before=before.article if before else None,
            extractor=before.extractor if before else None,
        )

    @cached_property
    def _web(self) -> Web:
        from claimgraph.reading.web import Web

        return Web(self._home / "pages", self._allow_hosts)
