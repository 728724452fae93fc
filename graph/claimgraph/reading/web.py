"""Articles from the web: one page, when it is asked for, as its host allows.

robots.txt is obeyed (RFC 9309), a host gets one request a second at most, a page that did not change is not
sent again, and the page as fetched is kept.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from protego import Protego

from claimgraph.errors import ReadingError
from claimgraph.model import EXTRACTOR, Article, identifier
from claimgraph.reading import parse
from claimgraph.reading.addresses import connect

USER_AGENT = EXTRACTOR
LIMIT = 10_000_000
"""The most bytes that a page may have."""

SECONDS = 20.0
"""How long one request may take, from the connection to the last byte."""

PAUSE = 1.0
"""Seconds from one request to a host to the next, at least."""

LONGEST_PAUSE = 10.0
"""The most seconds between requests that a host may ask for."""

REDIRECTS = 5
ROBOTS_LIMIT = 500 * 1024  # https://www.rfc-editor.org/rfc/rfc9309#section-2.5
SUFFIXES = {
    "": ".html",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_CERTIFIED = ssl.create_default_context()
_MOVED = frozenset({301, 302, 303, 307, 308})


class Web:
    """Fetch pages; keep them, and what their hosts said of them, in a folder."""

    def __init__(self, folder: Path, allowed: Collection[str] = ()) -> None:
        """Take the folder for pages, and the names of hosts that may be private."""
        self.folder = folder
        self.allowed = frozenset(name.lower() for name in allowed)
        self._robots: dict[str, Protego] = {}
        self._last: dict[str, float] = {}

    def read(self, url: str) -> Article:
        """Read the page at an address as an article.

        Raises ReadingError, with the address, where it may not or cannot be fetched, or is no article.
        """
        try:
            data, kept = self._page(urldefrag(url).url)
            article = parse(data, kept["suffix"])
        except ReadingError as error:
            raise ReadingError(f"{url}: {error}") from None
        final = kept["url"]
        # A page may name its address, but only one of its own host: else it could pass for another's article.
        own = article.url if article.url and _host(article.url) == _host(final) else final
        self._keep(data, {**kept, "article": own})
        return replace(article, url=own, publisher=article.publisher or _host(final))

    def forget(self, url: str) -> None:
        """Take away what is kept of the page that an article came from."""
        for record in self.folder.glob("*.json"):
            known = _load(record)
            if url in (known.get("url"), known.get("asked"), known.get("article")):
                (self.folder / known["file"]).unlink(missing_ok=True)
                record.unlink()

    def _page(self, url: str) -> tuple[bytes, dict[str, str]]:
        """Return the bytes of a page and what is kept of it; those kept where it did not change."""
        record = self.folder / f"{identifier('page', url)}.json"
        known: dict[str, str] = _load(record)
        headers = {
            header: known[key]
            for key, header in (("etag", "If-None-Match"), ("modified", "If-Modified-Since"))
            if known.get(key)
        }
        final, status, answer, data = self._follow(url, headers)
        if status == 304 and known:
            return (self.folder / known["file"]).read_bytes(), known
        if status != 200:
            raise ReadingError(f"the host answers {status}: check the address in a browser")
        kind = answer.get_content_type() if answer.get("Content-Type") else ""
        suffix = SUFFIXES.get(kind)
        if suffix is None:
            raise ReadingError(f"the page is of the kind {kind[:60]}: save it in a browser and add the file")
        data = (
            _as_utf8(data, answer.get_content_charset()) if suffix != ".pdf" and suffix != ".docx" else data
        )
        kept = {
            "file": record.with_suffix(suffix).name,
            "suffix": suffix,
            "url": final,
            "asked": url,
            "etag": answer.get("ETag", ""),
            "modified": answer.get("Last-Modified", ""),
            "fetched": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        return data, kept

    def _keep(self, data: bytes, kept: Mapping[str, str]) -> None:
        """Write the page, then what is known of it; each file is there whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        page = self.folder / kept["file"]
        known = json.dumps(kept, ensure_ascii=False, indent=1).encode()
        for file, content in ((page, data), (page.with_suffix(".json"), known)):
            new = file.with_name(f".new-{file.name}")
            new.write_bytes(content)
            new.replace(file)

    def _follow(self, url: str, headers: Mapping[str, str]) -> tuple[str, int, Any, bytes]:
        """Fetch a page over at most `REDIRECTS` redirects, each checked as the first address is."""
        for _ in range(REDIRECTS + 1):
            self._ask_robots(url)
            status, answer, data = self._request(url, headers, LIMIT)
            place = answer.get("Location")
            if status not in _MOVED or not place:
                return url, status, answer, data
            url = urldefrag(urljoin(url, place)).url
        raise ReadingError(f"more than {REDIRECTS} redirects: check the address in a browser")

    def _ask_robots(self, url: str) -> None:
        """Raise ReadingError where the host's robots.txt forbids the page, or cannot be read."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(origin)
        if not self._robots[origin].can_fetch(url, USER_AGENT):
            raise ReadingError(
                "the host's robots.txt forbids it: save the page in a browser and add the file"
            )

    def _fetch_robots(self, origin: str) -> Protego:
        url = f"{origin}/robots.txt"
        for _ in range(REDIRECTS + 1):
            status, answer, data = self._request(url, {}, ROBOTS_LIMIT, cut=True)
            if status not in _MOVED or not answer.get("Location"):
                break
            url = urljoin(url, answer["Location"])
        if status >= 500:
            raise ReadingError(f"the host answers {status} for its robots.txt: try again later")
        rules: Protego = Protego.parse(data.decode("utf-8", "replace") if status == 200 else "")
        return rules

    def _wait(self, origin: str) -> None:
        rules = self._robots.get(origin)
        asked = (rules.crawl_delay(USER_AGENT) if rules else None) or 0.0
        pause = max(PAUSE, min(asked, LONGEST_PAUSE))
        host = urlsplit(origin).netloc
        time.sleep(max(0.0, self._last.get(host, -pause) + pause - time.monotonic()))
        self._last[host] = time.monotonic()

    def _request(
        self, url: str, headers: Mapping[str, str], limit: int, cut: bool = False
    ) -> tuple[int, Any, bytes]:
        """Send one GET and return status, headers and body; a body over the limit is cut or refused."""
        scheme, host, port, target = _parts(url)
        self._wait(f"{scheme}://{urlsplit(url).netloc}")
        secure = scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(host, port)
        sock = connect(host, port, self.allowed, SECONDS)
        if secure:
            sock = _CERTIFIED.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        connection.sock = sock
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

        timer = Timer(SECONDS, stop)
        timer.start()
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection.request(
                "GET",
                target,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.1",
                    "Accept-Encoding": "identity",  # nothing that unpacks to more than was sent
                    "Connection": "close",
                    **headers,
                },
            )
            answer = connection.getresponse()
            data = _body(answer, limit + 1)
        except (OSError, HTTPException, ValueError) as error:
            if late:
                raise ReadingError(f"it takes more than {SECONDS:.0f} seconds: try again later") from None
            raise ReadingError(f"it cannot be fetched ({str(error)[:80]}): check the address") from None
        finally:
            timer.cancel()
            connection.close()
            sock.close()
        if late:
            raise ReadingError(f"it takes more than {SECONDS:.0f} seconds: try again later")
        if len(data) > limit and not cut:
            raise ReadingError(f"it is larger than {limit:,} bytes: save the article's text and add the file")
        return answer.status, answer.headers, data[:limit]


def _body(answer: HTTPResponse, limit: int) -> bytes:
    """Return the body, as much of it as the limit allows."""
    data = bytearray()
    while len(data) < limit and (part := answer.read1(65_536)):
        data += part
    return bytes(data[:limit])


def _parts(url: str) -> tuple[str, str, int, str]:
    """Return scheme, host, port and what to ask for; raises ReadingError for what is no web address."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise ReadingError("this is no web address: copy it from the browser") from None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", host):
        raise ReadingError("only addresses with http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise ReadingError("an address with a name or password in it is not fetched: leave them out")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8 where the host says another encoding and the bytes are not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode() if charset else data
        except (LookupError, UnicodeDecodeError):
            return data
    return data


def _load(record: Path) -> dict[str, str]:
    """Return what is kept of a page, or nothing where its file is gone."""
    try:
        known: dict[str, str] = json.loads(record.read_text("utf-8"))
        return known if (record.parent / known["file"]).is_file() else {}
    except (OSError, ValueError, KeyError):
        return {}
