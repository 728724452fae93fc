"""A figure as a citation: the article is cited, the study stands as what it tells of."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.errors import NotFoundError
from claimgraph.model import Comparison, Corpus, Statistic, Study
from claimgraph.presentation import exchange, lookup, references, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.wording import clean

STYLES = ("text", "apa", "bibtex", "csl-json", "ris", "footnote")


def cite(
    statistic: Statistic,
    corpus: Corpus,
    style: str = "text",
    comparisons: Iterable[Comparison] = (),
    short: lookup.Shorten = str,
    match: float | None = None,
) -> str:
    """Return the citation of a figure: `text` for a terminal, or a style of bibliographies.

    These are `apa` (7th edition), `bibtex`, `csl-json`, `ris`, and `footnote`, one line of Markdown.

    A note's wording is never set in quotation marks. Raises NotFoundError for a style that is not known.
    """
    catalogue = Catalogue(corpus, tuple(comparisons))
    if style == "text":
        return lookup.statistic_block(statistic, catalogue, short, match)
    return cite_from(statistic, catalogue, style)


def cite_from(statistic: Statistic, catalogue: Catalogue, style: str) -> str:
    """Return the citation in a style of bibliographies, from a catalogue that is made already."""
    study = catalogue.study_of(statistic)
    if style == "apa":
        return "\n".join(
            (
                references.apa(statistic.article),
                f"In the text: ({_secondary(statistic, study)})",
                wording_of(statistic),
            )
        )
    if style == "bibtex":
        return references.bibtex(statistic.article, _note(statistic, study))
    if style == "csl-json":
        return exchange.csl_json(statistic.article, _note(statistic, study))
    if style == "ris":
        return exchange.ris(statistic.article, _note(statistic, study))
    if style == "footnote":
        told = f"{_teller(study)}, as cited in " if study else ""
        return f"{told}{references.apa(statistic.article)} {wording_of(statistic)}"
    raise NotFoundError(f"no citation style {clean(style)!r}: choose one of {', '.join(STYLES)}")


def wording_of(statistic: Statistic) -> str:
    """Return the words in quotation marks; for notes, with the warning that they are no quote."""
    words = clean(statistic.quote.exact)
    if statistic.article.kind == "notes":
        return f"[A note's wording, not a quote: {words}]"
    return f"“{words}”"


def _secondary(statistic: Statistic, study: Study | None) -> str:
    """Name the study and the article that tells of it: `A & B, 2010, as cited in Brown, n.d.`.

    https://apastyle.apa.org/style-grammar-guidelines/citations/secondary-sources
    """
    page = statistic.article.page(statistic.quote.start)
    article = references.apa_in_text(statistic.article) + (f", p. {page}" if page else "")
    return f"{_teller(study)}, as cited in {article}" if study else article


def _teller(study: Study) -> str:
    names = [clean(name) for name in study.organisations] or [wording.study_name(study)]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{who}, {study.year or 'n.d.'}"


def _note(statistic: Statistic, study: Study | None) -> str:
    quote = statistic.quote
    told = f" As told of: {wording.study_line(study)}." if study else ""
    page = statistic.article.page(quote.start)
    where = f"p. {page}, " if page else ""
    return f"{wording_of(statistic)} ({where}characters {quote.start}–{quote.end}).{told}"
