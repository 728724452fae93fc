"""A graph for other programs: networkx, GraphML, CSV, pandas."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx as nx

from claimgraph.errors import ConversionError
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.network import Graph, Network
from claimgraph.presentation.tables import csv_cell, statistic_row

if TYPE_CHECKING:
    from pandas import DataFrame


def networkx_graph(catalogue: Catalogue) -> Graph:
    """Return a graph whose nodes have `kind` and `label`, figures also their row; edges have `meaning`."""
    graph: Graph = Network(catalogue).graph.copy()
    for key, data in graph.nodes(data=True):
        record = catalogue.get(key)
        if data["kind"] == "statistic":
            row = statistic_row(catalogue.statistics[key], catalogue, str)
            data |= {
                name: cell for name, cell in row.items() if name not in ("id", "kind") and cell is not None
            }
            data["measured"] = row["kind"]
        data["label"] = _label(data, record)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data.setdefault("meaning", str(key))
    return graph


def write_graphml(catalogue: Catalogue, output: BinaryIO) -> None:
    """Write the graph as GraphML (http://graphml.graphdrawing.org/), which Gephi, yEd and others read."""
    plain: Graph = nx.MultiGraph()
    graph = networkx_graph(catalogue)
    for key, data in graph.nodes(data=True):
        plain.add_node(key, **_plain(data))
    for one, other, edge, data in graph.edges(keys=True, data=True):
        plain.add_edge(one, other, key=str(edge), **_plain(data))
    nx.write_graphml(plain, output, named_key_ids=True)


def write_csv(catalogue: Catalogue, output: BinaryIO) -> None:
    """Write a row a figure, with its quote; no cell is a formula to a spreadsheet."""
    rows = _rows(catalogue)
    lines = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(row[name]) for name in COLUMNS] for row in rows)
    lines.detach()


def data_frame(catalogue: Catalogue) -> DataFrame:
    """Return a pandas DataFrame with a row a figure; raises ConversionError where pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise ConversionError('pandas is not installed: pip install "claimgraph[pandas]"') from error
    return pandas.DataFrame(_rows(catalogue), columns=list(COLUMNS))


COLUMNS = (
    *("id", "value", "unit", "bound", "kind", "group", "statement", "year", "study", "article", "confidence"),
    *("quote", "start", "end", "article_id"),
)


def _rows(catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            **statistic_row(figure, catalogue, str),
            "quote": figure.quote.exact,
            "start": figure.quote.start,
            "end": figure.quote.end,
            "article_id": figure.article.id,
        }
        for figure in catalogue.statistics.values()
    ]


def _label(data: dict[str, Any], record: object) -> str:
    if data["kind"] == "statistic":
        return f"{data['value']} {data['unit']}"
    for name in ("label", "title", "name", "statement"):
        if words := getattr(record, name, None):
            return str(getattr(words, "exact", words))
    quote = getattr(record, "quote", None)
    return str(getattr(quote, "exact", getattr(record, "id", "")))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return attributes that GraphML can hold; XML has no control characters."""
    return {
        name: value if isinstance(value, bool | int | float) else _printable(str(value))
        for name, value in data.items()
        if value is not None
    }


def _printable(text: str) -> str:
    return "".join(
        c for c in text if c in "\t\n" or (c.isprintable() and not "\ud800" <= c <= "\udfff") or c == " "
    )
