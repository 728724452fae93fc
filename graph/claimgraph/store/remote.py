"""The remote store: any SPARQL 1.1 server by its URL, with the texts in a directory here.

Each graph is replaced in one request; several are not replaced in one step, as the protocol has no
transactions: after a failure, do the same again. Texts never leave this machine; quotes do.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError, QueryError, StoreError
from claimgraph.rdf.triples import literal
from claimgraph.store import migration, paging
from claimgraph.store.endpoint import Credentials, Endpoint, Reply
from claimgraph.store.graph_store import GraphStore
from claimgraph.store.guard import names_graphs, refuse_service
from claimgraph.store.results import Result
from claimgraph.store.texts import Texts

BATCH = 500
"""Triples of one update: Virtuoso takes no update of 2,000."""

SUSPECT = 1000
"""Rows from which on an answer is counted: a server may have cut it off."""

ROUND = 100
"""A multiple of this may be a limit, however few rows it is."""

MOST_NAMED = 500
"""Graphs that a request names; of more than that, the server's own default graph is asked."""

Cell = dict[str, str]


class RemoteStore(GraphStore):
    """Keep the quads of a graph at a SPARQL server, and its texts in a directory here."""

    def __init__(self, url: str, home: Path | None = None, credentials: Credentials | None = None) -> None:
        """Look at the server; texts go to `home`, else to CLAIMGRAPH_HOME, else to `claimgraph.remote`.

        Raises StoreError where the server does not answer, the home is that of another graph, or the graph
        was made by a later version, or by an earlier one and cannot be written.
        """
        self._server = Endpoint(url, credentials)
        self.path = home or Path(os.environ.get("CLAIMGRAPH_HOME", "claimgraph.remote"))
        self.texts = Texts(self.path / "texts")
        note = self.path / "endpoint"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not note.exists():
                note.write_text(url + "\n", encoding="utf-8")
            owner = note.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise StoreError(f"{self.path} cannot hold the texts: {error}; set CLAIMGRAPH_HOME") from error
        if owner != url:
            raise StoreError(
                f"{self.path} holds the texts of {owner}: set CLAIMGRAPH_HOME to another directory"
            )
        self._migrate()

    def close(self) -> None:
        """Let go of the connections."""
        self._server.close()

    @property
    def size(self) -> int:
        """Return the number of quads."""
        return sum(self._count(name) for name in self.graphs())

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs of claimgraph, sorted; the server may hold others."""
        body = (
            f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{v.GRAPH}")) }}'
        )
        _, rows = self._select("", body, ())
        return tuple(sorted((NamedNode(row["g"]["value"]) for row in rows), key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all; raises StoreError where they change meanwhile."""
        if graph is None:
            for name in self.graphs():
                yield from self.quads(name)
            return
        body = f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        names, rows = self._select("", body, (), f"{body} ORDER BY ?s ?p ?o")
        found = {Quad(row["s"], row["p"], row["o"], graph) for row in _solutions(names, rows)}
        if len(found) != len(rows):
            raise StoreError(f"the graph {graph} changes while it is read: try again")
        yield from found

    def write(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> bool:
        """Replace graphs, each in one request where the server has an address for graphs."""
        changed = False
        present = set(self.graphs())
        for name, quads in graphs.items():
            after = set(quads)
            if stray := next((quad for quad in after if quad.graph_name != name), None):
                raise StoreError(f"{stray} is not of the graph {name}: write each graph by its name")
            before = set(self.quads(name)) if name in present else set()
            if before != after:
                self._replace(name, before, after)
                changed = True
        return changed

    def load(self, quads: Iterable[Quad]) -> None:
        """Fill an empty store, a graph at a time; raises StoreError where it holds something."""
        if self.graphs():
            raise StoreError(f"the graph at {self._server.url} is not empty: load into a new one")
        by_graph: defaultdict[NamedNode, set[Quad]] = defaultdict(set)
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"{quad} is in no named graph: the default graph stays empty")
            by_graph[quad.graph_name].add(quad)
        for name, described in by_graph.items():
            self._replace(name, set(), described)

    def query(self, sparql: str, parameters: Mapping[str, NamedNode | Literal] | None = None) -> Result:
        """Answer a SPARQL query over the union of all graphs of claimgraph, or those it names by FROM."""
        refuse_service(sparql)
        prologue, body = paging.split(sparql)
        kind = paging.form(body)
        own = names_graphs(sparql)
        named = () if own else self.graphs()
        asked = [name.value for name in named] if len(named) <= MOST_NAMED else []
        if kind == "SELECT":
            names, rows = self._select(prologue, paging.bound(body, parameters or {}), asked)
            return Result(_solutions(names, rows))
        reply = self._server.ask(prologue + body, asked, triples=kind != "ASK")
        if kind == "ASK":
            return Result(_boolean(reply))
        return Result(_triples(reply))

    def _migrate(self) -> None:
        found = self._version()
        if found is None or found == v.VERSION:
            return
        try:
            self.migrated = migration.migrate(self, found, self._server.url)
        except StoreError as error:
            raise StoreError(
                f"{error}: an earlier version made this graph; open it once as someone who may write to it"
            ) from error

    def _version(self) -> str | None:
        """Return the version that the graph names, or the first; None where there is no graph yet."""
        body = (
            f"SELECT ?version WHERE {{ GRAPH {v.ENTITIES} {{ {v.GROUPS} {v.TYPE} {v.CONCEPT_SCHEME} "
            f"OPTIONAL {{ {v.WHOLE} {v.CONFORMS_TO} ?version }} }} }}"
        )
        names, rows = self._select("", body, ())
        told = [row["version"] for row in _solutions(names, rows)]
        if not told:
            return None
        quads = (Quad(v.WHOLE, v.CONFORMS_TO, term, v.ENTITIES) for term in told if term is not None)
        return rdf.read_version(quads) or migration.FIRST

    def _oxigraph(self) -> Store:
        copy = Store()
        copy.extend(self.quads())
        return copy

    def _count(self, graph: NamedNode) -> int:
        query = f"SELECT (COUNT(*) AS ?rows) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        return _number(self._server.ask(query))

    def _replace(self, name: NamedNode, before: set[Quad], after: set[Quad]) -> None:
        gone, new = before - after, after - before
        if len(gone) <= BATCH and len(new) <= BATCH:
            steps = [_data(verb, name, quads) for verb, quads in (("DELETE", gone), ("INSERT", new)) if quads]
            self._server.update(" ;\n".join(steps))
        elif self._server.addresses.graphs is None:
            for verb, quads in (("DELETE", gone), ("INSERT", new)):
                ordered = sorted(quads, key=str)
                for start in range(0, len(ordered), BATCH):
                    self._server.update(_data(verb, name, ordered[start : start + BATCH]))
        elif after:
            triples = serialize((quad.triple for quad in after), format=RdfFormat.N_TRIPLES)
            self._server.put(name.value, triples or b"")
        else:
            self._server.delete(name.value)

    def _select(
        self, prologue: str, body: str, graphs: Sequence[str], ordered: str | None = None
    ) -> tuple[list[str], list[dict[str, Cell]]]:
        """Return the names and rows of a SELECT, in pages of `ordered` where the server cuts it."""
        reply = self._server.ask(prologue + body, graphs)
        names, rows = _rows(reply)
        # Limits are round numbers; Virtuoso names its own in a header when it was reached.
        cut = len(rows) >= SUSPECT or len(rows) % ROUND == 0 or "x-sparql-maxrows" in reply.headers
        if not rows or not cut:
            return names, rows
        total = _number(self._server.ask(paging.counted(prologue, ordered or body), graphs))
        step = len(rows)
        if step < total:
            rows = []
        while len(rows) < total:
            _, more = _rows(self._server.ask(paging.page(prologue, ordered or body, len(rows), step), graphs))
            if not more:
                raise StoreError(f"the server gives {len(rows)} of {total} rows: ask for less with LIMIT")
            rows += more
        return names, rows


def _data(verb: str, graph: NamedNode, quads: Iterable[Quad]) -> str:
    return f"{verb} DATA {{ GRAPH {graph} {{ {' '.join(f'{quad.triple} .' for quad in quads)} }} }}"


def _rows(reply: Reply) -> tuple[list[str], list[dict[str, Cell]]]:
    found = reply.json()
    try:
        return list(found["head"]["vars"]), list(found["results"]["bindings"])
    except (KeyError, TypeError) as error:
        raise StoreError("the server's answer is no table of SPARQL results: try again") from error


def _number(reply: Reply) -> int:
    names, rows = _rows(reply)
    return int(rows[0][names[0]]["value"])


def _solutions(names: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> QuerySolutions:
    bindings = [{name: _usual(cell) for name, cell in row.items()} for row in rows]
    found = _parsed({"head": {"vars": list(names)}, "results": {"bindings": bindings}})
    assert isinstance(found, QuerySolutions)  # noqa: S101 - it was made so
    return found


def _boolean(reply: Reply) -> QueryBoolean:
    found = reply.json()
    answer = found.get("boolean")
    if answer is None:  # Virtuoso answers ASK with a table of one cell
        answer = bool(_number(reply))
    told = _parsed({"head": {}, "boolean": answer})
    assert isinstance(told, QueryBoolean)  # noqa: S101 - it was made so
    return told


def _parsed(results: Mapping[str, Any]) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(json.dumps(results).encode(), QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the server's answer cannot be read: {error}") from error


def _triples(reply: Reply) -> Any:
    if "x-sparql-maxrows" in reply.headers:
        raise QueryError(
            "the server cuts this answer off: ask by SELECT, which is read in pages, or add LIMIT"
        )
    media = reply.headers.get("content-type", "").partition(";")[0]
    copy = Store()
    try:
        copy.extend(parse(reply.data, RdfFormat.from_media_type(media) or RdfFormat.TURTLE))
    except SyntaxError as error:
        raise StoreError(f"the server's answer cannot be read: {error}") from error
    return copy.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _usual(cell: Cell) -> Cell:
    """Return a literal as Oxigraph spells it: servers spell numbers and truth values in their own ways."""
    datatype, value = cell.get("datatype", ""), cell["value"]
    if cell["type"] == "uri" or not datatype.startswith(v.XSD):
        return cell
    term: Literal | None = None
    try:
        match datatype.removeprefix(v.XSD):
            case "boolean":
                term = literal(value in ("1", "true"))
            case "integer":
                term = literal(int(value))
            case "decimal":
                term = literal(Decimal(value))
            case "double":
                term = literal(float(value))
    except (ValueError, InvalidOperation, ConversionError):
        return cell
    return {"type": "literal", "value": term.value if term else value, "datatype": datatype}
