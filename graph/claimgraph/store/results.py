"""What a query answers: rows, yes or no, or triples."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from claimgraph import notebook
from claimgraph import vocabulary as v
from claimgraph.errors import QueryError

RESULT_FORMS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}

AT_ONCE = 200
"""Rows that a notebook shows."""

Plain = str | int | float | bool | Decimal | None


class Result:
    """Hold the answer to one query; it can be read once, as rows or in a serialisation."""

    def __init__(self, raw: QuerySolutions | QueryBoolean | QueryTriples) -> None:
        self._raw = raw
        self._shown: list[tuple[object | None, ...]] = []  # read by a notebook, and not yet by anybody else

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        if isinstance(self._raw, QuerySolutions):
            return tuple(variable.value for variable in self._raw.variables)
        if isinstance(self._raw, QueryBoolean):
            return ("answer",)
        return ("subject", "predicate", "object")

    def __iter__(self) -> Iterator[tuple[object | None, ...]]:
        """Yield the terms of each row, in the order of `variables`; None where a variable is unbound."""
        shown, self._shown = self._shown, []
        yield from shown
        yield from self._unread()

    def _unread(self) -> Iterator[tuple[object | None, ...]]:
        if isinstance(self._raw, QuerySolutions):
            for solution in self._raw:
                yield tuple(solution)
        elif isinstance(self._raw, QueryBoolean):
            yield (bool(self._raw),)
        else:
            for triple in self._raw:
                yield (triple.subject, triple.predicate, triple.object)

    def rows(self) -> list[dict[str, Plain]]:
        """Return the rows as plain values: ids for nodes of ours, prefixed names, numbers, strings."""
        names = self.variables
        return [dict(zip(names, map(plain, row), strict=True)) for row in self]

    def __bool__(self) -> bool:
        """Return the answer to ASK; for the other forms raises QueryError."""
        if isinstance(self._raw, QueryBoolean):
            return bool(self._raw)
        raise QueryError("only an ASK query is true or false: read the rows instead")

    def _repr_html_(self) -> str:
        """Return the first rows for a notebook, in a frame; they can still be read."""
        if not isinstance(self._raw, QueryBoolean):
            self._shown += islice(self._unread(), AT_ONCE + 1 - len(self._shown))
        rows = [tuple(map(plain, row)) for row in self._shown or self._unread()]
        more = len(rows) > AT_ONCE
        caption = f"the first {AT_ONCE} rows" if more else "1 row" if len(rows) == 1 else f"{len(rows)} rows"
        return notebook.table(self.variables, rows[:AT_ONCE], caption)

    def serialize(self, form: str) -> bytes:
        """Return rows or yes and no as json, csv, tsv or xml, triples as turtle, ntriples or rdfxml.

        Raises QueryError where the form does not fit the answer, or a notebook showed rows of it.
        """
        if self._shown:
            raise QueryError("a notebook has read the first rows of this answer: ask the query again")
        if isinstance(self._raw, QueryTriples):
            if form not in GRAPH_FORMS:
                raise QueryError(f"{form} holds no triples: choose one of {', '.join(GRAPH_FORMS)}")
            output = serialize(self._raw, format=GRAPH_FORMS[form], prefixes=dict(v.PREFIXES))
        else:
            if form not in RESULT_FORMS:
                raise QueryError(f"{form} holds no rows: choose one of {', '.join(RESULT_FORMS)}")
            output = self._raw.serialize(format=RESULT_FORMS[form])
        return output or b""


def plain(term: object) -> Plain:
    """Return a term as a value of Python's: the id of a node of ours, a prefixed name, a number, a string."""
    if isinstance(term, NamedNode):
        return _short(term)
    if not isinstance(term, Literal):
        return term if isinstance(term, bool) or term is None else str(term)
    kind = term.datatype.value.removeprefix(v.XSD)
    try:
        match kind:
            case "integer":
                return int(term.value)
            case "decimal":
                return Decimal(term.value)
            case "double" | "float":
                return float(term.value)
            case "boolean":
                return term.value in ("true", "1")
    except (ValueError, ArithmeticError):
        pass
    return term.value


def _short(term: NamedNode) -> str:
    if term.value.startswith(v.ID) and not term.value.startswith(v.GRAPH):
        return v.key(term)
    for prefix, namespace in v.PREFIXES.items():
        if prefix != "id" and term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value
