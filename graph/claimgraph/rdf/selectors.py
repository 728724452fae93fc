"""Quotes and phrases as Web Annotation selectors, in both directions.

https://www.w3.org/TR/annotation-model/#selectors. Offsets count Unicode code points, as Python does.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from claimgraph import vocabulary as v
from claimgraph.errors import ConversionError
from claimgraph.model import Article, Phrase, Place, Quote, identifier
from claimgraph.rdf.triples import Graph, Nodes


def text_node(article: Article) -> NamedNode:
    """Return the node of the text as read: one for all articles with the same text."""
    return v.node(identifier("text", article.sha256))


def add_quote(graph: Graph, quote: Quote) -> NamedNode:
    """Describe a quote by its words and by its place, and return its node."""
    key = identifier("quote", quote.article.sha256, str(quote.start), str(quote.end))
    words, place = v.node(key + "-exact"), Place.of(quote)
    graph.describe(v.node(key), v.QUOTE_CLASS, v.SPECIFIC_RESOURCE).has(
        v.HAS_SOURCE, text_node(quote.article)
    ).has(v.HAS_SELECTOR, words, add_span(graph, quote))
    graph.describe(words, v.TEXT_QUOTE_SELECTOR).has(v.EXACT, quote.exact).has(
        v.PREFIX, place.prefix or None
    ).has(v.SUFFIX, place.suffix or None)
    return v.node(key)


def add_span(graph: Graph, quote: Quote) -> NamedNode:
    """Describe the place of a quote in its text, and return its node."""
    span = v.node(identifier("span", quote.article.sha256, str(quote.start), str(quote.end)))
    graph.describe(span, v.TEXT_POSITION_SELECTOR).has(v.START, quote.start).has(v.END, quote.end)
    return span


def add_phrase(
    graph: Graph, subject: NamedNode, phrase: Phrase | None, words: NamedNode, spans: NamedNode
) -> None:
    """Give a subject the words of a phrase and the places of its runs."""
    if phrase is not None:
        graph.describe(subject).has(words, phrase.text).has(
            spans, *(add_span(graph, part) for part in phrase.parts)
        )


def read_quote(nodes: Nodes, quote: NamedNode, article: Article) -> Quote:
    """Return the quote that a node describes.

    Raises ConversionError without its selectors, RecordError where the text says other words there.
    """
    selectors = nodes.nodes(quote, v.HAS_SELECTOR)
    exact = next((words for s in selectors if (words := nodes.text(s, v.EXACT)) is not None), None)
    span = next((s for s in selectors if nodes.integer(s, v.START) is not None), None)
    if exact is None or span is None:
        raise ConversionError(f"{quote} lacks its words or its place: add the article again")
    return Quote(article, *_offsets(nodes, span), exact)


def read_span(nodes: Nodes, span: NamedNode, article: Article) -> Quote:
    """Return the run of characters at the place that a node describes."""
    return Quote.of(article, *_offsets(nodes, span))


def read_phrase(nodes: Nodes, subject: NamedNode, spans: NamedNode, article: Article) -> Phrase | None:
    """Return the phrase whose runs stand at the places that a property names, or None without any."""
    places = nodes.nodes(subject, spans)
    if not places:
        return None
    parts = (read_span(nodes, place, article) for place in places)
    return Phrase(tuple(sorted(parts, key=lambda part: part.start)))


def _offsets(nodes: Nodes, span: NamedNode) -> tuple[int, int]:
    start, end = nodes.integer(span, v.START), nodes.integer(span, v.END)
    if start is None or end is None:
        raise ConversionError(f"{span} lacks its start or its end: add the article again")
    return start, end
