"""Rows for terminals, CSV and JSON: plain values under one set of keys a table."""

from __future__ import annotations

import io
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from claimgraph.model import ALARMS, Comparison, Corpus, Kind, Statistic, Verdict
from claimgraph.presentation import lookup, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.lookup import Shorten
from claimgraph.presentation.wording import clean

Row = dict[str, Any]
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SEVERITY = {
    Verdict.ARITHMETIC: 0,
    Verdict.MISREPORT: 1,
    Verdict.DISAGREEMENT: 2,
    Verdict.GAP: 3,
    Verdict.TREND: 4,
    Verdict.CANNOT_TELL: 5,
    Verdict.ROUNDED: 6,
    Verdict.AGREE: 7,
}


def article_rows(corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row an article."""
    return [
        {
            "id": short(one.article.id),
            "title": clean(one.article.title or one.article.path or ""),
            "author": clean(one.article.author or ""),
            "publisher": clean(one.article.publisher or ""),
            "date": one.article.date or "",
            "kind": one.article.kind,
            "statistics": len(one.statistics),
            "claims": len(one.claims),
            "url": one.article.url or "",
        }
        for one in corpus.extractions
    ]


def study_rows(corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a study; those that are linked as the same make one."""
    catalogue = Catalogue(corpus)
    counts = _counts(catalogue.study_of(s) for s in corpus.statistics)
    return [
        {
            "id": short(study.id),
            "name": clean(study.name or ""),
            "organisations": wording.organisations(study),
            "year": study.year,
            "samples": ", ".join(wording.sample(one) for one in study.samples),
            "statistics": counts.get(study.id, 0),
        }
        for study in catalogue.studies.values()
    ]


def group_rows(corpus: Corpus, short: Shorten, only: Container[str] | None = None) -> list[Row]:
    """Return a row a group that a figure is about, or those of them whose ids are in `only`."""
    catalogue = Catalogue(corpus)
    counts = _counts(catalogue.group_of(s) for s in corpus.statistics)
    return [
        {
            "id": short(group.id),
            "label": clean(group.label),
            "aliases": ", ".join(clean(alias) for alias in group.aliases),
            "statistics": counts[group.id],
        }
        for group in catalogue.groups.values()
        if group.id in counts and (only is None or group.id in only)
    ]


def measure_rows(corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a question."""
    catalogue = Catalogue(corpus)
    counts = _counts(catalogue.measure_of(s) for s in corpus.statistics)
    return [
        {"id": short(measure.id), "label": clean(measure.label), "statistics": counts[measure.id]}
        for measure in catalogue.measures.values()
        if measure.id in counts
    ]


def statistic_rows(statistics: Iterable[Statistic], corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a figure."""
    catalogue = Catalogue(corpus)
    return [statistic_row(statistic, catalogue, short) for statistic in statistics]


def claim_rows(corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a claim."""
    catalogue = Catalogue(corpus)
    rows = []
    for claim in catalogue.claims.values():
        study = catalogue.study_of(claim)
        rows.append(
            {
                "id": short(claim.id),
                "holder": clean(claim.holder.text) if claim.holder else "the article",
                "claim": clean(claim.quote.exact),
                "study": wording.study_name(study) if study else "",
                "article": clean(claim.article.title or claim.article.path or ""),
            }
        )
    return rows


def comparison_rows(comparisons: Iterable[Comparison], corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a comparison, what is at odds first, the widest distance first within a verdict."""
    catalogue = Catalogue(corpus)
    return [_comparison_row(one, catalogue, short) for one in ordered(comparisons)]


def contradiction_rows(
    comparisons: Iterable[Comparison], corpus: Corpus, short: Shorten, gaps: bool = False
) -> list[Row]:
    """Return a row a disagreement, misreport or sum that does not come out; or a gap between groups."""
    return comparison_rows(contradictions(comparisons, gaps), corpus, short)


def contradictions(comparisons: Iterable[Comparison], gaps: bool = False) -> tuple[Comparison, ...]:
    """Return the comparisons that raise an alarm, or the gaps between groups; the gravest first."""
    wanted = {Verdict.GAP} if gaps else ALARMS
    return ordered(one for one in comparisons if one.verdict in wanted)


def trend_rows(comparisons: Iterable[Comparison], corpus: Corpus, short: Shorten) -> list[Row]:
    """Return a row a step from one year to the next."""
    catalogue = Catalogue(corpus)
    rows = []
    for one in comparisons:
        if one.verdict is not Verdict.TREND:
            continue
        figures = [member for member in catalogue.members(one) if isinstance(member, Statistic)]
        figures = [figure for figure in figures if figure.kind is Kind.LEVEL]
        figures.sort(key=lambda figure: (figure.year or 0, figure.id))
        measure = catalogue.measures.get(catalogue.corpus.canonical(one.measure or ""))
        told = dict(one.figures)
        implied = told.get("implied")  # no article tells the earlier figure: it follows from a change
        implied_year = told.get("years", "").partition(";")[0]
        rows.append(
            {
                "id": short(one.id),
                "question": clean(measure.label) if measure else wording.statement(figures[0]),
                "group": wording.group(figures[0]),
                "from_year": (int(implied_year) if implied_year.isdigit() else None)
                if implied
                else figures[0].year,
                "from_value": _plain(Decimal(implied) if implied else figures[0].value),
                "to_year": figures[-1].year,
                "to_value": _plain(figures[-1].value),
                "tested": one.tested,
                "reason": clean(one.reason),
            }
        )
    return sorted(rows, key=lambda row: (row["question"], row["group"], row["from_year"] or 0))


def ordered(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons by severity; then what is within sampling error last, the widest distance first."""

    def rank(one: Comparison) -> tuple[object, ...]:
        return (
            SEVERITY[one.verdict],
            lookup.significant(one) is False,
            -abs(lookup.difference(one) or Decimal(0)),
            one.id,
        )

    return tuple(sorted(comparisons, key=rank))


def render(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> str:
    """Return rows with equal keys as a table for a terminal; cells are text, never markup or escapes."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return ""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, sample in rows[0].items():
        numeric = isinstance(sample, int | float | Decimal) and not isinstance(sample, bool)
        # An id is there to be copied: it is never broken or cut.
        table.add_column(
            Text(name.replace("_", " ")),
            justify="right" if numeric else "left",
            no_wrap=numeric or name == "id",
        )
    for row in rows:
        table.add_row(*(Text(_shown(cell)) for cell in row.values()))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def csv_cell(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    if cell is None or isinstance(cell, bool | int | float | Decimal):
        return cell
    raw = str(cell)
    text = clean(raw)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) or raw.startswith(FORMULA_SIGNS) else text


def annotation_table(extraction: Mapping[str, Any]) -> str:
    """Return what was taken from one article, in the shape of the annotation guide, as a table."""
    rows = [
        {
            "id": one["id"],
            "value": one["text"],
            "group": one["group"] or "",
            "statement": one["statement"] or "",
            "study": one["study"] or "",
            "year": one["year"],
            "confidence": None if one.get("confidence") is None else round(one["confidence"], 2),
        }
        for one in extraction["statistics"]
    ]
    heading = clean(str(extraction["doc"]))
    return f"{heading}\n{render(rows)}" if rows else f"{heading}\nno statistics"


def statistic_row(statistic: Statistic, catalogue: Catalogue, short: Shorten) -> Row:
    """Return the row of one figure, from a catalogue that is made already."""
    study = catalogue.study_of(statistic)
    return {
        "id": short(statistic.id),
        "value": _plain(statistic.value),
        "unit": clean(statistic.unit),
        "bound": statistic.bound.value,
        "kind": statistic.kind.value,
        "group": wording.group(statistic),
        "statement": wording.statement(statistic),
        "year": statistic.year,
        "study": wording.study_name(study) if study else "",
        "article": clean(statistic.article.title or statistic.article.path or ""),
        "confidence": None if statistic.confidence is None else round(statistic.confidence, 2),
    }


def _comparison_row(one: Comparison, catalogue: Catalogue, short: Shorten) -> Row:
    measure = catalogue.measures.get(catalogue.corpus.canonical(one.measure or ""))
    members = list(catalogue.members(one))
    return {
        "id": short(one.id),
        "verdict": one.verdict.value,
        "about": one.about or "",
        "question": clean(measure.label) if measure else "",
        "figures": "; ".join(lookup.member_words(member) for member in members),
        "reason": clean(one.reason),
        "tested": one.tested,
        "quotes": " / ".join(clean(m.quote.exact) for m in members if not hasattr(m, "samples")),
    }


def _counts(records: Iterable[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for record in records:
        if record is not None:
            counts[record.id] = counts.get(record.id, 0) + 1
    return counts


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return clean(str(cell))
