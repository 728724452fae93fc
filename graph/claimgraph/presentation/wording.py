"""How values, years, bases and studies are put into words, and how text of articles is made safe to print."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from claimgraph.model import Base, Basis, Bound, Kind, Sample, Statistic, Study, Verdict

MINUS = "\N{MINUS SIGN}"
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.LESS_THAN: "less than ",
    Bound.AT_MOST: "at most ",
}
YEAR_BASES = {
    Basis.STATED: "",
    Basis.INFERRED: " (it follows from the article)",
    Basis.REGISTER: " (from the register)",
    Basis.UNKNOWN: "",
}
VERDICTS = {
    Verdict.AGREE: "agrees",
    Verdict.ROUNDED: "same, rounded",
    Verdict.GAP: "gap between groups",
    Verdict.TREND: "change over time",
    Verdict.DISAGREEMENT: "studies disagree",
    Verdict.MISREPORT: "told differently",
    Verdict.ARITHMETIC: "does not come out",
    Verdict.CANNOT_TELL: "cannot tell",
}


def clean(text: str) -> str:
    """Return text on one line without characters that a terminal or a reader's eye could be tricked by.

    Control characters (escape sequences begin with one), marks that turn the direction of writing
    (https://trojansource.codes) and lone surrogates are dropped; joiners, which scripts need, stay.
    """
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    kept = (c for c in spaced if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def number(value: Decimal | int) -> str:
    """Return a number with thousands set apart and no idle zeros: `1,494`, `66.67`, `−5`."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def value(statistic: Statistic) -> str:
    """Return the value with bound and unit: `58 %`, `more than 50 %`, `+14 points`, `1,200 hours`."""
    figure = number(statistic.value)
    if statistic.kind is Kind.CHANGE and statistic.value > 0 and statistic.group is not None:
        figure = f"+{figure}"
    unit = {"percent": " %", "percent_change": " %", "points": " points", "count": "", "ratio": ""}.get(
        statistic.unit, f" {clean(statistic.unit)}"
    )
    return f"{BOUNDS[statistic.bound]}{figure}{unit}"


def group(statistic: Statistic) -> str:
    """Return the group in the article's words."""
    if statistic.group is not None:
        return clean(statistic.group.text)
    return "difference" if statistic.kind is Kind.CHANGE else "group not named"


def statement(statistic: Statistic) -> str:
    """Return what holds of the group, in the article's words."""
    return clean(statistic.statement.text) if statistic.statement else "statement not named"


def year(statistic: Statistic) -> str:
    """Return the year with how it is known, or an empty string."""
    return "" if statistic.year is None else f"{statistic.year}{YEAR_BASES[statistic.year_basis]}"


def base(known: Base | None) -> str:
    """Return the base with how exactly it is known: `base about 300`, or an empty string."""
    if known is None:
        return ""
    words = "at most " if known.of_study else BOUNDS[known.bound]
    notes = ["only the study's total is known"] if known.of_study else []
    if known.basis is Basis.REGISTER:
        notes.append("from the register")
    return f"base {words}{number(known.n)}" + (f" ({', '.join(notes)})" if notes else "")


def sample(one: Sample) -> str:
    """Return a sample: `300 IT executives`, `more than 320 marketing executives`."""
    return f"{BOUNDS[one.bound]}{number(one.n)} {clean(one.group) if one.group else 'respondents'}"


def organisations(study: Study) -> str:
    """Return who stands behind a study: `A`, `A and B`, `A, B and C`."""
    names = [clean(name) for name in study.organisations]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def study_name(study: Study) -> str:
    """Return the shortest name of a study that a reader can tell it by."""
    return clean(study.name or "") or organisations(study) or "a study without a name"


def study_line(study: Study) -> str:
    """Return the study on one line: title, organisations, year, samples, fieldwork."""
    who = ", ".join(filter(None, (organisations(study), str(study.year or ""))))
    title = clean(study.name or "")
    if title and who:
        title += "" if title[-1] in ".?!" else "."
    details = [", ".join(sample(one) for one in study.samples), clean(study.fieldwork or "")]
    known = "; ".join(filter(None, details))
    return " ".join(filter(None, (title, who, f"({known})" if known else ""))) or study_name(study)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with what it counts: "1 study", "2 studies"; a plural in s need not be given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
