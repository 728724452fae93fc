"""The data of the page, ready for JSON: records, comparisons, scenes and edges.

A record names another by its place among `ids`. What only the panel and the CSV need (an article's words,
citations) is given by article, so that the page reads it when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claimgraph.model import (
    ALARMS,
    Article,
    Claim,
    Comparison,
    Corpus,
    Statistic,
    Study,
    Verdict,
)
from claimgraph.presentation import layout, lookup, tables, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.evidence import details
from claimgraph.presentation.network import Network, drawn

MEANINGS = ("asks", "finds", "tells", "reports", "counts", "says", "compares")


def view(corpus: Corpus, comparisons: Iterable[Comparison]) -> dict[str, Any]:
    """Return everything that the page shows, as plain objects, lists, strings and numbers.

    `details` holds one object an article, in the order of `articles`.
    """
    catalogue = Catalogue(corpus, tables.ordered(comparisons))
    network = Network(catalogue)
    ids = {key: place for place, key in enumerate(network.graph.nodes)}
    records = {
        "articles": [_article(article) for article in catalogue.articles.values()],
        "studies": [_study(study) for key, study in catalogue.studies.items() if key in ids],
        "groups": [
            {"id": group.id, "label": group.label, "aliases": list(group.aliases)}
            for group in catalogue.groups.values()
            if group.id in ids
        ],
        "questions": [{"id": key, "label": catalogue.measures[key].label} for key in network.questions],
        "statistics": [_statistic(s, catalogue, network, ids) for s in catalogue.statistics.values()],
        "claims": [_claim(claim, catalogue, ids) for claim in catalogue.claims.values()],
    }
    labels = {
        one["id"]: one.get("label") or one.get("title") or "" for kind in records.values() for one in kind
    }
    scenes = layout.scenes(network)
    compared = {one.id: place for place, one in enumerate(catalogue.comparisons)}
    picture = drawn(network.graph, labels, scenes[0].positions if scenes else {})
    return {
        **records,
        "ids": list(ids),
        "comparisons": [_comparison(one, catalogue, network, ids) for one in catalogue.comparisons],
        "differing": [ids[key] for key in network.differing],
        "options": picture["options"],
        "meanings": list(MEANINGS),
        "edges": [_edge(edge, ids, compared) for edge in picture["edges"]],
        "scenes": {
            scene.key: {
                "columns": scene.columns,
                "at": [number for key, (x, y) in scene.positions.items() for number in (ids[key], x, y)],
            }
            for scene in scenes
        },
        "verdicts": {verdict.value: wording.VERDICTS[verdict] for verdict in Verdict},
        "alarms": [verdict.value for verdict in Verdict if verdict in ALARMS],
        "details": [details(extraction, catalogue) for extraction in corpus.extractions],
    }


def _edge(edge: Mapping[str, Any], ids: Mapping[str, int], compared: Mapping[str, int]) -> list[int]:
    """Return the ends and the meaning; then 1 where inherited, or the comparison and the place in it."""
    more = [compared[edge["comparison"]], edge["place"]] if "comparison" in edge else []
    inherited = [1] if edge.get("inherited") else []
    return [ids[edge["from"]], ids[edge["to"]], MEANINGS.index(edge["meaning"]), *more, *inherited]


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title or article.path or "Untitled article",
        "author": article.author,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "kind": article.kind,
    }


def _study(study: Study) -> dict[str, Any]:
    return {
        "id": study.id,
        "label": wording.study_name(study),
        "name": study.name,
        "organisations": wording.organisations(study),
        "year": study.year,
        "yearBasis": study.year_basis.value,
        "samples": [wording.sample(sample) for sample in study.samples],
        "fieldwork": study.fieldwork,
        "population": study.population,
        "mode": study.mode,
        "sells": [f"{name}: {what}" for name, what in study.sells],
        "url": study.url,
        "registered": study.source is None,
    }


def _statistic(
    statistic: Statistic, catalogue: Catalogue, network: Network, ids: Mapping[str, int]
) -> dict[str, Any]:
    study, group = catalogue.study_of(statistic), catalogue.group_of(statistic)
    measure = catalogue.measure_of(statistic)
    key = statistic.id
    one = network.stands_for[key]
    return {
        "id": key,
        "label": wording.value(statistic),
        "value": float(statistic.value),
        "unit": statistic.unit,
        "kind": statistic.kind.value,
        "groupWords": statistic.group.text if statistic.group else None,
        "statement": statistic.statement.text if statistic.statement else None,
        "group": ids[group.id] if group else None,
        "question": ids[measure.id] if measure else None,
        "study": ids[study.id] if study else None,
        "article": ids[statistic.article.id],
        "year": statistic.year,
        "yearBasis": statistic.year_basis.value,
        "base": wording.base(statistic.base) or None,
        "margin": _margin(statistic),
        "confidence": statistic.confidence,
        "standsFor": ids[one],
    }


def _claim(claim: Claim, catalogue: Catalogue, ids: Mapping[str, int]) -> dict[str, Any]:
    study, group = catalogue.study_of(claim), catalogue.group_of(claim)
    return {
        "id": claim.id,
        "label": wording.clean(claim.quote.exact),
        "holder": claim.holder.text if claim.holder else None,
        "study": ids[study.id] if study else None,
        "group": ids.get(group.id) if group else None,
        "article": ids[claim.article.id],
        "year": claim.year,
        "confidence": claim.confidence,
    }


def _comparison(
    one: Comparison, catalogue: Catalogue, network: Network, ids: Mapping[str, int]
) -> dict[str, Any]:
    questions = network.questions_of(one)
    return {
        "id": one.id,
        "verdict": one.verdict.value,
        "words": lookup.verdict(one),
        "about": one.about,
        "reason": one.reason,
        "rule": one.rule,
        "question": ids[questions[0]] if questions else None,
        "figures": [list(pair) for pair in one.figures],
        "difference": None if (points := lookup.difference(one)) is None else float(points),
        "tested": one.tested,
        "significant": lookup.significant(one),
        "members": [
            {"id": m.id, "text": f"{wording.study_line(m)}, {_told_by(m, catalogue)}"}
            if isinstance(m, Study)
            else {"id": ids[m.id]}
            for m in catalogue.members(one)
        ],
    }


def _told_by(study: Study, catalogue: Catalogue) -> str:
    article = catalogue.articles.get(study.source or "")
    return f"as told by {lookup.article_line(article)}" if article else "in the register of studies"


def _margin(statistic: Statistic) -> float | None:
    """Return half the 95 % interval in points, 1.96 √(p(1−p)/n); None where the group's base is not known.

    It supposes a simple random sample: https://aapor.org/wp-content/uploads/2023/01/Margin-of-Sampling-Error-508.pdf
    """
    known = statistic.base
    if known is None or known.of_study or statistic.unit != "percent" or not 0 <= statistic.value <= 100:
        return None
    share = float(statistic.value) / 100
    return round(196 * (share * (1 - share) / known.n) ** 0.5, 1) if known.n > 0 else None
