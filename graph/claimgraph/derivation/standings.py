"""Where what an article tells stands: on the shelves by which things are brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimgraph.comparison import claims
from claimgraph.linking import Scheme, groups, measures, studies
from claimgraph.linking.rest import ShelfKind
from claimgraph.linking.wording import read
from claimgraph.model import Claim, Corpus, Extraction, Kind, Statistic
from claimgraph.store.shelves import Standing


def standings(extraction: Extraction, corpus: Corpus, scheme: Scheme) -> Iterator[Standing]:
    """Yield where the labels, studies, wordings, claims and the text of one article of a corpus stand."""
    yield Standing(ShelfKind.TEXT, (extraction.article.sha256,), extraction.article.id)
    for label in labels_of(extraction):
        yield Standing(ShelfKind.LABEL, groups.shelf(label, scheme), label)
    figures: defaultdict[str | None, set[studies.Figure]] = defaultdict(set)
    for s in extraction.statistics:
        if s.kind is Kind.LEVEL and s.statement is not None:
            for shelf in measures.shelves(read(s.statement.text, scheme)):
                yield Standing(ShelfKind.WORDING, shelf, corpus.measure_of[s.id])
            if (told := corpus.group_of.get(s.id)) is not None:
                figures[s.study].add(studies.figure(s, corpus.canonical(told)))
    for study in extraction.studies:
        for shelf in studies.shelves(study, figures[study.id]):
            yield Standing(ShelfKind.STUDY, shelf, study.id)
    for claim in extraction.claims:
        if (stands := claims.shelf(read(claim.quote.exact, scheme))) is not None:
            yield Standing(ShelfKind.CLAIM, stands, claim.id)


def labels_of(extraction: Extraction) -> frozenset[str]:
    """Return the labels of all groups that an article tells of, as written."""
    records: tuple[Statistic | Claim, ...] = (*extraction.statistics, *extraction.claims)
    told = {record.group.text for record in records if record.group is not None}
    asked = {sample.group for study in extraction.studies for sample in study.samples if sample.group}
    return frozenset(told | asked)
