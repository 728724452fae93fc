"""Python values as RDF terms, and nodes with their properties, in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError

Value = str | bool | int | float | Decimal | NamedNode | Literal
E = TypeVar("E")

_STRING = NamedNode(v.XSD + "string")
_BOOLEAN = NamedNode(v.XSD + "boolean")
_INTEGER = NamedNode(v.XSD + "integer")
_DECIMAL = NamedNode(v.XSD + "decimal")
_DOUBLE = NamedNode(v.XSD + "double")
_ANY_URI = NamedNode(v.XSD + "anyURI")
_DATE_TIME = NamedNode(v.XSD + "dateTime")


def literal(value: str | bool | int | float | Decimal) -> Literal:
    """Return a typed literal; numbers in the canonical form that Oxigraph stores, so that sets compare.

    A Decimal is an xsd:decimal, a float an xsd:double, a string one without language.
    Raises ConversionError for what XSD cannot say: an infinite decimal, a lone surrogate.
    """
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=_BOOLEAN)
    if isinstance(value, int):
        return Literal(str(value), datatype=_INTEGER)
    if isinstance(value, Decimal):
        return Literal(_plain(value), datatype=_DECIMAL)
    if isinstance(value, float):
        return Literal(value)
    try:
        return Literal(value)
    except ValueError as error:
        raise ConversionError(f"{value[:60]!r} holds a lone surrogate: read the text as UTF-8") from error


def english(words: str) -> Literal:
    """Return a label in English."""
    return Literal(literal(words).value, language="en")


def web_address(url: str) -> Literal:
    """Return an address as xsd:anyURI: a literal, since an address from outside need not be a valid IRI."""
    return Literal(literal(url).value, datatype=_ANY_URI)


def instant(iso: str) -> Literal:
    """Return a point in time, given in ISO 8601, as xsd:dateTime."""
    return Literal(iso, datatype=_DATE_TIME)


def _plain(value: Decimal) -> str:
    if not value.is_finite():
        raise ConversionError(f"{value} is no decimal number: a value is finite")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Graph:
    """Collect the triples of one named graph, each once, in the order in which they are told."""

    def __init__(self, name: NamedNode) -> None:
        self.name = name
        self._quads: dict[Quad, None] = {}

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Say one thing of a subject; nothing where the value is None."""
        if value is not None:
            term = value if isinstance(value, (NamedNode, Literal)) else literal(value)
            self._quads[Quad(subject, predicate, term, self.name)] = None

    def describe(self, subject: NamedNode, *types: NamedNode) -> Description:
        """Give a subject its types and return what its properties are added to."""
        for kind in types:
            self.add(subject, v.TYPE, kind)
        return Description(self, subject)


class Description:
    """Add properties to one subject of a graph."""

    def __init__(self, graph: Graph, subject: NamedNode) -> None:
        self.graph = graph
        self.subject = subject

    def has(self, predicate: NamedNode, *values: Value | None) -> Description:
        """Add a property with each of the values that is not None."""
        for value in values:
            self.graph.add(self.subject, predicate, value)
        return self


class Nodes:
    """Look up the properties of the nodes that some quads describe, whatever graphs they stand in."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._nodes: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
        self._typed: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            subject, predicate, term = quad.subject, quad.predicate, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(term, (NamedNode, Literal)):
                raise ConversionError(f"{subject} {predicate} {term}: claimgraph writes no blank nodes")
            terms = self._nodes.setdefault(subject, {}).setdefault(predicate, [])
            if term not in terms:
                terms.append(term)
                if predicate == v.TYPE and isinstance(term, NamedNode):
                    self._typed[term].append(subject)

    def of_type(self, kind: NamedNode) -> tuple[NamedNode, ...]:
        """Return the nodes of a class."""
        return tuple(self._typed.get(kind, ()))

    def all(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode | Literal, ...]:
        """Return every value of a property."""
        return tuple(self._nodes.get(subject, {}).get(predicate, ()))

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Return the values of a property that are nodes."""
        return tuple(term for term in self.all(subject, predicate) if isinstance(term, NamedNode))

    def texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        """Return the values of a property that are literals, sorted."""
        return tuple(sorted(t.value for t in self.all(subject, predicate) if isinstance(t, Literal)))

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """Return the one node that is the value of a property, or None."""
        term = self._one(subject, predicate)
        if term is not None and not isinstance(term, NamedNode):
            raise ConversionError(f"{subject} {predicate} {term}: expected a node, found a literal")
        return term

    def key(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """Return the id of the one node that is the value of a property, or None."""
        term = self.node(subject, predicate)
        return None if term is None else v.key(term)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """Return the one literal of a property as a string, or None."""
        term = self._one(subject, predicate)
        if term is not None and not isinstance(term, Literal):
            raise ConversionError(f"{subject} {predicate} {term}: expected a literal, found a node")
        return None if term is None else term.value

    def integer(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """Return the one value of a property as a whole number, or None."""
        text = self.text(subject, predicate)
        try:
            return None if text is None else int(text)
        except ValueError as error:
            raise ConversionError(f"{subject} {predicate}: {text!r} is no whole number") from error

    def decimal(self, subject: NamedNode, predicate: NamedNode) -> Decimal | None:
        """Return the one value of a property as a decimal number, or None."""
        text = self.text(subject, predicate)
        try:
            return None if text is None else Decimal(text)
        except InvalidOperation as error:
            raise ConversionError(f"{subject} {predicate}: {text!r} is no number") from error

    def number(self, subject: NamedNode, predicate: NamedNode) -> float | None:
        """Return the one value of a property as a float, or None."""
        text = self.text(subject, predicate)
        try:
            return None if text is None else float(text)
        except ValueError as error:
            raise ConversionError(f"{subject} {predicate}: {text!r} is no number") from error

    def boolean(self, subject: NamedNode, predicate: NamedNode) -> bool | None:
        """Return the one value of a property as true or false, or None."""
        text = self.text(subject, predicate)
        if text not in (None, "true", "false", "1", "0"):
            raise ConversionError(f"{subject} {predicate}: {text!r} is neither true nor false")
        return None if text is None else text in ("true", "1")

    def member(self, subject: NamedNode, predicate: NamedNode, names: Mapping[E, NamedNode]) -> E:
        """Return the member of an enumeration that the one value of a property stands for."""
        term = self.require(subject, predicate)
        for value, name in names.items():
            if name == term:
                return value
        raise ConversionError(f"{subject} {predicate} {term}: expected one of {len(names)} known terms")

    def sequence(self, subject: NamedNode) -> tuple[NamedNode, ...]:
        """Return the members `rdf:_1`, `rdf:_2` … of a sequence."""
        members: list[NamedNode] = []
        while (term := self.node(subject, v.member(len(members) + 1))) is not None:
            members.append(term)
        return tuple(members)

    def in_order(self, nodes: Iterable[NamedNode]) -> list[NamedNode]:
        """Return nodes sorted by `schema:position`, then by IRI."""
        return sorted(nodes, key=lambda n: (self.integer(n, v.POSITION) or 0, n.value))

    def require(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | Literal:
        """Return the one value of a property that must be there."""
        term = self._one(subject, predicate)
        if term is None:
            raise ConversionError(f"{subject} has no {predicate}: the record cannot be read back")
        return term

    def _one(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        terms = self._nodes.get(subject, {}).get(predicate, ())
        if len(terms) > 1:
            raise ConversionError(f"{subject} has {len(terms)} values of {predicate}: expected one")
        return terms[0] if terms else None
