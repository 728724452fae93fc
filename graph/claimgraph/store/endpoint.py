"""A thin client of a SPARQL 1.1 server: ask, update, put a graph, delete a graph.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3

from claimgraph.errors import QueryError, StoreError
from claimgraph.store.digest import digest

RETRIES = urllib3.Retry(
    total=5,
    backoff_factor=0.5,
    backoff_max=30,
    status_forcelist=(429, 502, 503, 504),
    allowed_methods=None,  # all that is sent here may be sent twice
    respect_retry_after_header=True,
    raise_on_status=False,
)
TIMEOUT = urllib3.Timeout(connect=10, read=300)


@dataclass(frozen=True)
class Addresses:
    """Hold where a server takes what; no `graphs` where it has no Graph Store Protocol."""

    query: str
    update: str
    graphs: str | None = None


@dataclass(frozen=True)
class Credentials:
    """Hold what a server asks for; by the environment, so that it stands in no list of processes."""

    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def from_environment(cls) -> Credentials:
        """Read CLAIMGRAPH_USER and CLAIMGRAPH_PASSWORD, or CLAIMGRAPH_TOKEN."""
        names = ("CLAIMGRAPH_USER", "CLAIMGRAPH_PASSWORD", "CLAIMGRAPH_TOKEN")
        return cls(*(os.environ.get(name, "") for name in names))


class Endpoint:
    """Speak with one server."""

    def __init__(self, url: str, credentials: Credentials | None = None) -> None:
        """Look at the server; raises StoreError where it does not answer as a SPARQL server."""
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise StoreError(
                "the address holds a password: set CLAIMGRAPH_USER and CLAIMGRAPH_PASSWORD instead"
            )
        self.url = url
        self._credentials = credentials or Credentials.from_environment()
        self._http = urllib3.PoolManager(retries=RETRIES, timeout=TIMEOUT)
        self.addresses = Addresses(url, url)
        self.addresses = self._find_addresses()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.clear()

    def ask(self, query: str, graphs: Iterable[str] = (), *, triples: bool = False) -> Reply:
        """Return the answer to a query over the union of some graphs; no graphs: what the server thinks best.

        Raises QueryError where the server finds the query malformed, StoreError where it does not answer.
        """
        named = list(graphs)
        fields = [("query", query)]
        fields += [(name, graph) for name in ("default-graph-uri", "named-graph-uri") for graph in named]
        accept = "application/n-triples, text/turtle;q=0.1" if triples else "application/sparql-results+json"
        reply = self._send(
            "POST",
            self.addresses.query,
            urlencode(fields).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept},
        )
        if reply.status == 400:
            raise QueryError(f"{self.url} refuses the query: {_words(reply.data)}")
        return self._checked(reply)

    def update(self, text: str) -> None:
        """Carry an update out; raises StoreError where the server refuses."""
        headers = {"Content-Type": "application/sparql-update"}
        self._checked(self._send("POST", self.addresses.update, text.encode(), headers))

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph by N-Triples, in one request; the server must have an address for graphs."""
        self._checked(self._send("PUT", self._graph(graph), triples, {"Content-Type": "text/turtle"}))

    def delete(self, graph: str) -> None:
        """Remove a graph, in one request; one that is not there is no error."""
        reply = self._send("DELETE", self._graph(graph), None, {})
        if reply.status != 404:
            self._checked(reply)

    def _graph(self, graph: str) -> str:
        return f"{self.addresses.graphs}?{urlencode({'graph': graph})}"

    def _send(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        headers = {"User-Agent": "claimgraph", **headers, **self._first_credentials()}
        try:
            reply = self._http.request(method, url, body=body, headers=headers)
            challenge = reply.headers.get("WWW-Authenticate", "")
            if reply.status == 401 and self._credentials.user and challenge.lower().startswith("digest"):
                answer = digest(challenge, method, url, self._credentials.user, self._credentials.password)
                reply = self._http.request(
                    method, url, body=body, headers={**headers, "Authorization": answer}
                )
        except urllib3.exceptions.HTTPError as error:
            raise StoreError(
                f"{self.url} does not answer: {error}; is it running, and is the URL right?"
            ) from error
        return Reply(reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.data)

    def _first_credentials(self) -> dict[str, str]:
        mine = self._credentials
        if mine.token:
            return {"Authorization": f"Bearer {mine.token}"}
        if mine.user and not self.addresses.query.endswith("-auth"):  # Virtuoso wants a digest there
            return urllib3.make_headers(basic_auth=f"{mine.user}:{mine.password}")
        return {}

    def _checked(self, reply: Reply) -> Reply:
        if reply.status in (401, 403):
            raise StoreError(
                f"{self.url} refuses this ({reply.status}): {_words(reply.data)}; set CLAIMGRAPH_USER and "
                "CLAIMGRAPH_PASSWORD, or CLAIMGRAPH_TOKEN"
            )
        if not 200 <= reply.status < 300:
            raise StoreError(f"{self.url} answers {reply.status}: {_words(reply.data)}")
        return reply

    def _find_addresses(self) -> Addresses:
        """Tell by a first question what server it is; the environment has the last word."""
        reply = self.ask("ASK {}")
        try:
            json.loads(reply.data)
        except ValueError as error:
            raise StoreError(
                f"{self.url} does not answer with SPARQL results: give a query address"
            ) from error
        found = _by_kind(self.url, reply.headers, bool(self._credentials.user))
        update, graphs = os.environ.get("CLAIMGRAPH_UPDATE_URL"), os.environ.get("CLAIMGRAPH_GRAPHS_URL")
        return replace(found, update=update or found.update, graphs=graphs or found.graphs)


@dataclass(frozen=True)
class Reply:
    """Hold what a server said."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    data: bytes

    def json(self) -> dict[str, Any]:
        """Return SPARQL results; raises StoreError where they are none."""
        try:
            found = json.loads(self.data)
        except ValueError as error:
            raise StoreError("the server's answer is no SPARQL result in JSON: try again") from error
        if not isinstance(found, dict):
            raise StoreError("the server's answer is no SPARQL result in JSON: try again")
        return found


def _by_kind(url: str, headers: Mapping[str, str], user: bool) -> Addresses:
    """Return the addresses of servers that are known by what they say of themselves; see docs/servers.md."""
    if headers.get("server", "").startswith("Virtuoso"):
        suffix = "-auth" if user else ""
        query = urljoin(url, f"/sparql{suffix}")
        return Addresses(query, query, urljoin(url, f"/sparql-graph-crud{suffix}"))
    if "fuseki-request-id" in headers:
        root = re.sub("/(sparql|query)$", "", url.rstrip("/"))
        return Addresses(url, f"{root}/update", f"{root}/data")
    if re.search(r"/repositories/[^/]+/?$", url):  # GraphDB and RDF4J
        root = url.rstrip("/")
        return Addresses(url, f"{root}/statements", f"{root}/rdf-graphs/service")
    return Addresses(url, url)


def _words(data: bytes) -> str:
    return " ".join(data[:2000].decode("utf-8", "replace").split())[:300] or "no reason given"
