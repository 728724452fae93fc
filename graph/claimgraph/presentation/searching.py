"""What is searched of each statistic, and what is shown of those that are found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimgraph.presentation import tables
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.ids import Ids
from claimgraph.store.ids import IDS, IdIndex
from claimgraph.store.search import GENERATION, INDEX, Row, SearchIndex


def rows_at_hand(folder: Path, phrase: str, limit: int) -> list[dict[str, Any]] | None:
    """Return a row a match from the indexes of a graph's directory; None where they have to be made anew.

    The graph itself is not opened: this is fast however large it is, and works beside one who writes.
    """
    try:
        generation = (folder / GENERATION).read_text("ascii")
    except OSError:
        return None
    if not ((folder / INDEX).is_file() and (folder / IDS).is_file()):
        return None
    with SearchIndex(folder / INDEX) as index, IdIndex(folder / IDS) as ids:
        if not index.stamp == ids.stamp == generation:
            return None
        return found_rows(index, ids, phrase, limit)


def found_rows(index: SearchIndex, ids: IdIndex, phrase: str, limit: int) -> list[dict[str, Any]]:
    """Return what is shown of the best hits for a phrase, each with its score and an id to copy."""
    short = Ids(ids).short
    return [
        {"score": hit.score, **json.loads(hit.shown), "id": short(hit.id)} for hit in index.ask(phrase, limit)
    ]


def search_rows(catalogue: Catalogue) -> Iterator[Row]:
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
        shown = tables.statistic_row(s, catalogue, short=str)
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
