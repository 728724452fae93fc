"""What the search index holds of each statistic."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claimgraph.presentation import tables
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.lookup import Shorten
from claimgraph.store.search import Row


def search_rows(catalogue: Catalogue, short: Shorten) -> Iterator[Row]:
    """Yield a row a statistic: its own words, the words near to it, and the row that a hit shows."""
    for s in catalogue.corpus.statistics:
        study = catalogue.study_of(s)
        group = catalogue.group_of(s)
        own = [
            s.group.text if s.group else "",
            s.statement.text if s.statement else "",
            str(s.year or ""),
        ]
        kin = [s.quote.exact, s.article.title or "", s.article.publisher or ""]
        kin += [group.label, *group.aliases] if group else []
        kin += [study.name or "", *study.organisations] if study else []
        shown = tables.statistic_row(s, catalogue, short)
        yield Row(
            s.id,
            s.value,
            " ".join(own),
            " ".join(kin),
            group=" ".join((*own[:1], *((group.label, *group.aliases) if group else ()))),
            study=" ".join((study.name or "", *study.other_names, *study.organisations)) if study else "",
            article=" ".join(filter(None, (s.article.title, s.article.publisher, s.article.author))),
            year=str(s.year or ""),
            shown=json.dumps(shown, ensure_ascii=False, default=str),
            after=s.article.kind != "verbatim",  # a publisher's own words go before a note's
        )
