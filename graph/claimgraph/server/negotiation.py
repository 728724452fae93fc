"""Content negotiation: which form of an answer a client wants.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
    "text/xml",
)
"""Media types of answers to SELECT and ASK, the preferred one first."""

TRIPLES = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
    "text/n3",
)
"""Media types of answers to CONSTRUCT and DESCRIBE, the preferred one first."""


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered media type that a client likes best, or None where it takes none of them.

    Of ranges that fit a type the most specific one counts; of types liked equally the first one wins.
    """
    ranges = list(_ranges(accept or "*/*"))
    if not ranges:
        return offered[0]
    best, liked = None, 0.0
    for media in offered:
        fitting = [(specific, quality) for specific, wanted, quality in ranges if _fits(media, wanted)]
        quality = max(fitting, default=(0, 0.0))[1]
        if quality > liked:
            best, liked = media, quality
    return best


def _ranges(accept: str) -> Iterator[tuple[int, str, float]]:
    """Yield how specific each range is (0 to 2), the range, and its quality."""
    for part in accept.lower().split(","):
        wanted, *parameters = (piece.strip() for piece in part.split(";"))
        if not wanted:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield 0 if wanted == "*/*" else 1 if wanted.endswith("/*") else 2, wanted, quality


def _fits(media: str, wanted: str) -> bool:
    return wanted in ("*/*", media) or (wanted.endswith("/*") and media.startswith(wanted[:-1]))
