"""Rows of one kind of record, filtered by study, group, year and article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claimgraph.model import Corpus, Extraction, Statistic
from claimgraph.presentation import tables
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.lookup import Shorten
from claimgraph.presentation.tables import Row

KINDS: dict[str, Callable[[Corpus, Shorten], list[Row]]] = {
    "articles": tables.article_rows,
    "studies": tables.study_rows,
    "groups": tables.group_rows,
    "measures": tables.measure_rows,
    "claims": tables.claim_rows,
}


def rows(
    kind: str,
    catalogue: Catalogue,
    short: Shorten,
    study: str | None = None,
    group: str | None = None,
    year: int | None = None,
    article: str | None = None,
) -> list[Row]:
    """Return a row a record; words filter by what they occur in, without regard to case.

    `kind` is a key of `KINDS`, `statistics` or `comparisons`. Studies, groups and measures are those that the
    statistics left by the filters belong to.
    """
    corpus = catalogue.corpus
    if study or group or year or article:
        corpus = _narrowed(catalogue, study, group, year, article)
    if kind == "statistics":
        return tables.statistic_rows(corpus.statistics, corpus, short)
    if kind == "comparisons":
        held = {s.id for s in corpus.statistics} | {s.id for s in corpus.studies}
        compared = [one for ones in catalogue.compared.values() for one in ones if held & set(one.members)]
        return tables.comparison_rows(dict.fromkeys(compared), corpus=catalogue.corpus, short=short)
    return KINDS[kind](corpus, short)


def _narrowed(
    catalogue: Catalogue, study: str | None, group: str | None, year: int | None, article: str | None
) -> Corpus:
    """Return the corpus with those statistics alone that pass, and what they belong to."""

    def passes(s: Statistic) -> bool:
        told, of = catalogue.study_of(s), catalogue.group_of(s)
        return (
            (year is None or s.year == year)
            and _has(study, told.name if told else None, *(told.organisations if told else ()))
            and _has(group, s.group.text if s.group else None, *((of.label, *of.aliases) if of else ()))
            and _has(article, s.article.id, s.article.path, s.article.title, s.article.url)
        )

    def kept(extraction: Extraction) -> Extraction:
        statistics = tuple(s for s in extraction.statistics if passes(s))
        studies = {s.study for s in statistics}
        claims = extraction.claims if not (group or year or study) else ()
        return replace(
            extraction,
            statistics=statistics,
            studies=tuple(s for s in extraction.studies if s.id in studies),
            claims=claims,
        )

    corpus = catalogue.corpus
    extractions = tuple(e for e in map(kept, corpus.extractions) if e.statistics)
    ids = [s.id for extraction in extractions for s in extraction.statistics]
    used = {corpus.canonical(s.id) for extraction in extractions for s in extraction.studies}
    groups = {key for i in ids if i in corpus.group_of for key in _both(corpus, corpus.group_of[i])}
    measures = {key for i in ids if i in corpus.measure_of for key in _both(corpus, corpus.measure_of[i])}
    return replace(
        corpus,
        extractions=extractions,
        register=tuple(s for s in corpus.register if s.id in used),
        groups=tuple(g for g in corpus.groups if g.id in groups),
        measures=tuple(m for m in corpus.measures if m.id in measures),
    )


def _both(corpus: Corpus, key: str) -> tuple[str, str]:
    return key, corpus.canonical(key)


def _has(words: str | None, *texts: str | None) -> bool:
    return words is None or any(words.casefold() in text.casefold() for text in texts if text)
