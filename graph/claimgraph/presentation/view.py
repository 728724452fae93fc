"""The data of the page, ready for JSON: records by id, comparisons, scenes and the network.

Offsets are converted here: Python counts code points, JavaScript UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimgraph.model import (
    ALARMS,
    Article,
    Claim,
    Comparison,
    Corpus,
    Phrase,
    Quote,
    Statistic,
    Study,
    Verdict,
)
from claimgraph.presentation import layout, lookup, tables, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.citations import cite_from
from claimgraph.presentation.network import Network, drawn

AROUND = 180
"""Characters of the article shown before and after a quote."""


def view(corpus: Corpus, comparisons: Iterable[Comparison]) -> dict[str, Any]:
    """Return everything that the page shows, as plain objects, lists, strings and numbers."""
    catalogue = Catalogue(corpus, tables.ordered(comparisons))
    network = Network(catalogue)
    records = {
        "articles": [_article(article, catalogue) for article in catalogue.articles.values()],
        "studies": [_study(study) for key, study in catalogue.studies.items() if key in network.graph],
        "groups": [
            {"id": group.id, "label": group.label, "aliases": list(group.aliases)}
            for group in catalogue.groups.values()
            if group.id in network.graph
        ],
        "questions": [
            {"id": key, "label": catalogue.measures[key].label, "statistics": [s.id for s in told]}
            for key, told in network.questions.items()
        ],
        "statistics": [_statistic(s, catalogue, network) for s in catalogue.statistics.values()],
        "claims": [_claim(claim, catalogue) for claim in catalogue.claims.values()],
    }
    labels = {
        one["id"]: one.get("label") or one.get("title") or "" for kind in records.values() for one in kind
    }
    scenes = layout.scenes(network)
    places = {key: place for place, key in enumerate(network.graph.nodes)}
    return {
        **records,
        "comparisons": [_comparison(one, catalogue, network) for one in catalogue.comparisons],
        "differing": list(network.differing),
        "network": drawn(network.graph, labels, scenes[0].positions if scenes else {}),
        "scenes": {
            scene.key: [[places[key], x, y] for key, (x, y) in scene.positions.items()] for scene in scenes
        },
        "verdicts": {verdict.value: wording.VERDICTS[verdict] for verdict in Verdict},
        "alarms": [verdict.value for verdict in Verdict if verdict in ALARMS],
    }


def utf16(text: str, offset: int) -> int:
    """Return the offset in UTF-16 units that JavaScript has for an offset in code points."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _article(article: Article, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title or article.path or "Untitled article",
        "author": article.author,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "kind": article.kind,
        "statistics": [s.id for s in catalogue.in_article(article)],
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
        "url": study.url,
        "registered": study.source is None,
    }


def _statistic(statistic: Statistic, catalogue: Catalogue, network: Network) -> dict[str, Any]:
    study, group = catalogue.study_of(statistic), catalogue.group_of(statistic)
    measure = catalogue.measure_of(statistic)
    return {
        "id": statistic.id,
        "label": wording.value(statistic),
        "value": float(statistic.value),
        "unit": statistic.unit,
        "kind": statistic.kind.value,
        "groupWords": statistic.group.text if statistic.group else None,
        "statement": statistic.statement.text if statistic.statement else None,
        "group": group.id if group else None,
        "question": measure.id if measure else None,
        "study": study.id if study else None,
        "article": statistic.article.id,
        "year": statistic.year,
        "yearBasis": statistic.year_basis.value,
        "base": wording.base(statistic.base) or None,
        "margin": _margin(statistic),
        "confidence": statistic.confidence,
        "standsFor": network.stands_for[statistic.id],
        "characters": [statistic.quote.start, statistic.quote.end],
        "evidence": _evidence(statistic.quote, statistic.value_quote, statistic.group, statistic.statement),
        "cite": {
            "APA": cite_from(statistic, catalogue, "apa"),
            "BibTeX": cite_from(statistic, catalogue, "bibtex"),
        },
    }


def _claim(claim: Claim, catalogue: Catalogue) -> dict[str, Any]:
    study = catalogue.study_of(claim)
    return {
        "id": claim.id,
        "label": wording.clean(claim.quote.exact),
        "holder": claim.holder.text if claim.holder else None,
        "study": study.id if study else None,
        "article": claim.article.id,
        "confidence": claim.confidence,
        "characters": [claim.quote.start, claim.quote.end],
        "evidence": _evidence(claim.quote, None, None, None),
    }


def _comparison(one: Comparison, catalogue: Catalogue, network: Network) -> dict[str, Any]:
    questions = network.questions_of(one)
    return {
        "id": one.id,
        "verdict": one.verdict.value,
        "words": lookup.verdict(one),
        "about": one.about,
        "reason": one.reason,
        "rule": one.rule,
        "question": questions[0] if questions else None,
        "figures": [list(pair) for pair in one.figures],
        "difference": None if (points := lookup.difference(one)) is None else float(points),
        "tested": one.tested,
        "significant": lookup.significant(one),
        "members": [
            {"id": m.id, "text": f"{wording.study_line(m)}, {_told_by(m, catalogue)}"}
            if isinstance(m, Study)
            else {"id": m.id}
            for m in catalogue.members(one)
        ],
    }


def _told_by(study: Study, catalogue: Catalogue) -> str:
    article = catalogue.articles.get(study.source or "")
    return f"as told by {lookup.article_line(article)}" if article else "in the register of studies"


def _evidence(
    quote: Quote, value: Quote | None, group: Phrase | None, statement: Phrase | None
) -> dict[str, Any]:
    """Return the quote with what stands around it; offsets are UTF-16 units of this text."""
    text = quote.article.text
    first, last = max(0, quote.start - AROUND), min(len(text), quote.end + AROUND)
    # Words are not cut: what stands before the first and after the last space is left out.
    if first:
        first = min(quote.start, first + max(0, text[first : quote.start].find(" ")) + 1)
    if last < len(text):
        last = max(quote.end, quote.end + text[quote.end : last].rfind(" "))
    shown = text[first:last]

    def offsets(one: Quote) -> list[int]:
        start, end = max(one.start, first), min(one.end, last)
        return [utf16(shown, start - first), utf16(shown, end - first)]

    def runs(phrase: Phrase | None) -> list[list[int]]:
        return (
            [offsets(part) for part in phrase.parts if first <= part.start and part.end <= last]
            if phrase
            else []
        )

    return {
        "text": shown,
        "quote": offsets(quote),
        "value": offsets(value) if value else None,
        "group": runs(group),
        "statement": runs(statement),
        "cut": [first > 0, last < len(text)],
    }


def _margin(statistic: Statistic) -> float | None:
    """Return half the 95 % interval in points, 1.96 √(p(1−p)/n); None where the group's base is not known.

    It supposes a simple random sample: https://aapor.org/wp-content/uploads/2023/01/Margin-of-Sampling-Error-508.pdf
    """
    known = statistic.base
    if known is None or known.of_study or statistic.unit != "percent" or not 0 <= statistic.value <= 100:
        return None
    share = float(statistic.value) / 100
    return round(196 * (share * (1 - share) / known.n) ** 0.5, 1) if known.n > 0 else None
