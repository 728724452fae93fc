"""Pages are fetched as their hosts allow, from public hosts or those named, and kept."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.reading import conftest as told

from claimgraph import ClaimGraph
from claimgraph.errors import ReadingError
from claimgraph.model import EXTRACTOR
from claimgraph.reading import addresses, web
from claimgraph.reading.web import Web

PAGE = told.PAGE.replace('<link rel="canonical" href="https://harbour.example/two-harbours#top">', "")
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """Serve answers by path on loopback, and remember what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers), time.monotonic()))
                answer = site.answers.get(self.path, (404, {}, b"gone"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def paths(self) -> list[str]:
        return [path for path, *_ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.answers["/cranes"] = 200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"7"'}, PAGE.encode()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setattr(web, "PAUSE", 0.0)
    return Web(tmp_path / "pages", ["127.0.0.1"])


def test_a_page_becomes_an_article_and_is_kept(site: Site, reader: Web) -> None:
    article = reader.read(f"{site.url}/cranes#part")
    assert told.CRANES in article.text
    assert (article.title, article.url, article.path) == (told.TITLE, f"{site.url}/cranes", None)
    assert site.paths() == ["/robots.txt", "/cranes"]
    assert {headers["User-Agent"] for _, headers, _ in site.asked} == {EXTRACTOR}
    (page,) = reader.folder.glob("*.html")
    assert page.read_bytes() == PAGE.encode()
    reader.forget(f"{site.url}/cranes")
    assert list(reader.folder.iterdir()) == []


def test_a_page_that_did_not_change_is_not_sent_again(site: Site, reader: Web) -> None:
    first = reader.read(f"{site.url}/cranes")
    site.answers["/cranes"] = 304, {}, b""
    again = Web(reader.folder, reader.allowed).read(f"{site.url}/cranes")
    assert again == first
    assert site.asked[-1][1]["If-None-Match"] == '"7"'


def test_robots_txt_is_obeyed(site: Site, reader: Web) -> None:
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /*anes$\nAllow: /"
    with pytest.raises(ReadingError, match=r"robots\.txt forbids it"):
        reader.read(f"{site.url}/cranes")
    assert site.paths() == ["/robots.txt"]


def test_a_broken_robots_txt_forbids(site: Site, reader: Web) -> None:
    site.answers["/robots.txt"] = 503, {}, b""
    with pytest.raises(ReadingError, match=r"answers 503 for its robots\.txt"):
        reader.read(f"{site.url}/cranes")


def test_a_host_gets_one_request_a_second(site: Site, tmp_path: Path) -> None:
    Web(tmp_path, ["127.0.0.1"]).read(f"{site.url}/cranes")
    (_, _, robots), (_, _, page) = site.asked
    assert page - robots >= 0.95


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_a_private_address_is_asked_only_if_named(site: Site, tmp_path: Path, host: str) -> None:
    with pytest.raises(ReadingError, match=r"private network|no host|cannot be"):
        Web(tmp_path).read(f"http://{host}:{site.server.server_port}/cranes")
    assert site.asked == []


def test_a_redirect_is_checked_as_the_first_address_is(site: Site, reader: Web) -> None:
    site.answers["/old"] = 302, {"Location": "/cranes"}, b""
    assert reader.read(f"{site.url}/old").url == f"{site.url}/cranes"
    site.answers["/in"] = 302, {"Location": f"http://localhost:{site.server.server_port}/cranes"}, b""
    with pytest.raises(ReadingError, match=r"--allow-host localhost"):
        reader.read(f"{site.url}/in")
    site.answers["/file"] = 302, {"Location": "file:///etc/passwd"}, b""
    with pytest.raises(ReadingError, match="only addresses with"):
        reader.read(f"{site.url}/file")
    site.answers["/round"] = 302, {"Location": "/round"}, b""
    with pytest.raises(ReadingError, match="more than 5 redirects"):
        reader.read(f"{site.url}/round")


def test_a_page_cannot_pass_for_another_host_s(site: Site, reader: Web) -> None:
    site.answers["/cranes"] = 200, {"Content-Type": "text/html"}, told.PAGE.encode()
    assert reader.read(f"{site.url}/cranes").url == f"{site.url}/cranes"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "answers 404"),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG"), "of the kind image/png"),
        ((200, {"Content-Type": "text/html"}, b"x" * 3_000), "larger than 2,000 bytes"),
        ((200, {"Content-Type": "text/html"}, b"<script></script>"), "no article"),
    ],
)
def test_what_is_no_article_is_refused(
    site: Site, reader: Web, monkeypatch: pytest.MonkeyPatch, answer: Answer, words: str
) -> None:
    monkeypatch.setattr(web, "LIMIT", 2_000)
    site.answers["/cranes"] = answer
    with pytest.raises(ReadingError, match=words) as refused:
        reader.read(f"{site.url}/cranes")
    assert str(refused.value).startswith(f"{site.url}/cranes: ")
    assert not reader.folder.exists()


def test_a_host_that_drips_is_left(site: Site, reader: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SECONDS", 0.5)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"62 ")
            time.sleep(0.1)

    site.answers["/cranes"] = drip
    began = time.monotonic()
    with pytest.raises(ReadingError, match="takes more than"):
        reader.read(f"{site.url}/cranes")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("url", ["http://a:b@127.0.0.1/", "http://", "http://127.0.0.1:x/", "http://a b/"])
def test_what_is_no_address_is_refused(reader: Web, url: str) -> None:
    with pytest.raises(ReadingError):
        reader.read(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        *(
            (private, False)
            for private in ("10.0.0.1", "127.9.9.9", "169.254.169.254", "100.64.0.1", "0.1.2.3")
        ),
        *(
            (private, False)
            for private in ("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::")
        ),
        *((private, False) for private in ("64:ff9b::7f00:1", "224.0.0.1", "192.168.1.1")),
    ],
)
def test_public_addresses_are_told_apart(address: str, public: bool) -> None:
    assert addresses.is_public(address) is public


def test_a_page_is_added_and_removed_like_a_file(site: Site, tmp_path: Path) -> None:
    with ClaimGraph(tmp_path / "graph.db") as graph:
        report = graph.add([f"{site.url}/cranes"])
        assert "--allow-host 127.0.0.1" in report.failed[0].reason
        report = graph.add([f"{site.url}/cranes"], allow_hosts=["127.0.0.1"])
        assert report.failed == ()
        assert report.done[0].dropped[0] == "2 footnote marks"
        assert graph.add([f"{site.url}/cranes"], allow_hosts=["127.0.0.1"]).done[0].status == "unchanged"
        (record,) = (tmp_path / "graph.db" / "pages").glob("*.json")
        assert json.loads(record.read_text())["asked"] == f"{site.url}/cranes"
        graph.remove(f"{site.url}/cranes")
        assert list((tmp_path / "graph.db" / "pages").iterdir()) == []
