"""What is known of one record, as text for a terminal: the quote first, every id ready to be copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from textwrap import wrap

from claimgraph.comparison.disclosure import disclose
from claimgraph.comparison.footing import RESTS_ON
from claimgraph.comparison.interests import INTEREST, sold
from claimgraph.comparison.sampling import DESIGN_EFFECT
from claimgraph.errors import NotFoundError
from claimgraph.model import (
    ALARMS,
    Article,
    Claim,
    Comparison,
    Corpus,
    Group,
    Kind,
    Link,
    Statistic,
    Study,
    Verdict,
)
from claimgraph.presentation import references, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.links import link_block, linked_lines
from claimgraph.presentation.wording import clean

Shorten = Callable[[str], str]
"""Returns the shortest prefix of an id that no other id of the graph begins with."""

WIDTH = 100
NOTES = (DESIGN_EFFECT, RESTS_ON, INTEREST)
"""Figures of a comparison that stand beside its reason wherever it is told in short."""

LABELS = {
    Verdict.GAP: "Against",
    Verdict.DISAGREEMENT: "Against",
    Verdict.MISREPORT: "Against",
    Verdict.ARITHMETIC: "Against",
    Verdict.TREND: "Over time",
    Verdict.AGREE: "Agrees",
    Verdict.ROUNDED: "Agrees",
    Verdict.CANNOT_TELL: "Open",
}


def describe(
    key: str, corpus: Corpus, comparisons: Iterable[Comparison], short: Shorten, match: float | None = None
) -> str:
    """Return everything about the record with this id, for people to read.

    Raises NotFoundError where the corpus holds no such record.
    """
    catalogue = Catalogue(corpus, tuple(comparisons))
    record = catalogue.get(key)
    if record is None:
        raise NotFoundError(
            f"nothing has the id {clean(key)!r}: `claimgraph find` searches by words and value"
        )
    if isinstance(record, Statistic):
        return statistic_block(record, catalogue, short, match)
    if isinstance(record, Comparison):
        return comparison_block(record, catalogue, short)
    if isinstance(record, Claim):
        return _claim_block(record, catalogue, short)
    if isinstance(record, Link):
        return link_block(record, catalogue, short)
    if isinstance(record, Article):
        figures = catalogue.in_article(record)
        return _with_figures(
            [article_line(record), record.url and references.url(record)], record.id, figures, short
        )
    if isinstance(record, Study):
        figures = tuple(s for s in catalogue.statistics.values() if catalogue.study_of(s) == record)
        card = [*_study_card(record, corpus), *linked_lines(record.id, catalogue, short)]
        return _with_figures(card, record.id, figures, short)
    if isinstance(record, Group):
        figures = tuple(s for s in catalogue.statistics.values() if catalogue.group_of(s) == record)
        aliases = ", ".join(clean(alias) for alias in record.aliases)
        card = [clean(record.label), aliases and f"also: {aliases}"]
        card += linked_lines(record.id, catalogue, short)
        return _with_figures(card, record.id, figures, short)
    figures = tuple(s for s in catalogue.statistics.values() if catalogue.measure_of(s) == record)
    card = [clean(record.label), *linked_lines(record.id, catalogue, short)]
    return _with_figures(card, record.id, figures, short)


def statistic_block(
    statistic: Statistic, catalogue: Catalogue, short: Shorten, match: float | None = None
) -> str:
    """Return the look-up block of a figure: value, quote, study, article, what stands against it, id."""
    study = catalogue.study_of(statistic)
    quote = statistic.quote
    lines = [
        headline(statistic),
        *quoted(quote.exact, statistic.article),
        f"  Study    {wording.study_line(study) if study else 'none named'}",
        f"  Article  {article_line(statistic.article)}   characters {quote.start}–{quote.end}",
    ]
    for comparison in sorted(
        catalogue.compared.get(statistic.id, ()), key=lambda c: (c.verdict not in ALARMS, c.verdict, c.id)
    ):
        lines.append(
            f"  {LABELS[comparison.verdict]:<8} {against(statistic, comparison, catalogue)}"
            f"   claimgraph show {short(comparison.id)}"
        )
    score = "" if match is None else f"   match {match:.2f}"
    return "\n".join((*lines, f"  id {short(statistic.id)}{score}"))


def headline(statistic: Statistic) -> str:
    """Return the figure on one line: `58 %  IT executives · shape the digital agenda · 2010 · base 300`."""
    parts = (
        wording.group(statistic),
        wording.statement(statistic),
        wording.year(statistic),
        wording.base(statistic.base),
    )
    return f"{wording.value(statistic)}  {' · '.join(filter(None, parts))}"


def against(statistic: Statistic, comparison: Comparison, catalogue: Catalogue) -> str:
    """Return what the other members of a comparison say, with the verdict in words."""
    others = [member for member in catalogue.members(comparison) if member.id != statistic.id]
    said = "; ".join(member_words(member) for member in others)
    return f"{said}: {verdict(comparison)}" if said else verdict(comparison)


def verdict(comparison: Comparison) -> str:
    """Return the verdict in words, with the distance where one was computed: `a gap of 39 points`."""
    points = difference(comparison)
    by = (
        ""
        if points is None
        else f" of {wording.number(abs(points))} {'point' if abs(points) == 1 else 'points'}"
    )
    moved = "a change" if not points else "a rise" if points > 0 else "a fall"
    words = {
        Verdict.AGREE: "agrees",
        Verdict.ROUNDED: "the same, told more or less exactly",
        Verdict.GAP: f"a gap{by}",
        Verdict.TREND: f"{moved}{by} over time",
        Verdict.DISAGREEMENT: f"a disagreement{by}",
        Verdict.MISREPORT: f"told differently ({clean(comparison.about or 'value')})",
        Verdict.ARITHMETIC: "the figures do not come out",
        Verdict.CANNOT_TELL: "cannot tell whether they differ",
    }[comparison.verdict]
    if comparison.verdict not in (Verdict.GAP, Verdict.TREND):
        return words
    return words + {True: "", False: ", within sampling error", None: ", untested"}[significant(comparison)]


def difference(comparison: Comparison) -> Decimal | None:
    """Return by how many points the figures differ, as the comparison computed it; a fall is negative."""
    told = dict(comparison.figures)
    try:
        return Decimal((told.get("difference") or told.get("change") or "").replace(wording.MINUS, "-"))
    except InvalidOperation:
        return None


def significant(comparison: Comparison) -> bool | None:
    """Return whether the figures differ by more than sampling error allows; None where that was not tested.

    The p of the test stands among the figures of a comparison; a p that is not told below 0.05 was not below.
    """
    told = dict(comparison.figures).get("p")
    if told is None:
        return True if comparison.tested else None
    digits = "".join(c for c in told if c.isdigit() or c == ".")
    return float(digits or 1) < 0.05


def comparison_block(comparison: Comparison, catalogue: Catalogue, short: Shorten, kept: bool = True) -> str:
    """Return a comparison: verdict, question, reason, figures of the test, every member with its quote.

    `kept`: the graph holds it, so that its id can be looked up.
    """
    measure = catalogue.measures.get(catalogue.corpus.canonical(comparison.measure or ""))
    lines = [f"{comparison.verdict.value}: {verdict(comparison)}"]
    if measure is not None:
        lines.append(f"  Question {clean(measure.label)}")
    lines.append(f"  Reason   {clean(comparison.reason)}")
    if comparison.figures:
        lines.append("  Figures  " + ", ".join(f"{clean(n)} {clean(v)}" for n, v in comparison.figures))
    members = list(catalogue.members(comparison))
    for member, following in zip(members, [*members[1:], None], strict=True):
        if isinstance(member, Study):
            article = catalogue.articles.get(member.source or "")
            where = f"   {article_line(article)}" if article else "   from the register of studies"
            lines.append(f"  {short(member.id)}  {wording.study_line(member)}{where}")
            continue
        lines.append(
            f"  {short(member.id)}  {headline(member) if isinstance(member, Statistic) else 'claim'}"
        )
        if getattr(following, "quote", None) != member.quote:  # figures of one sentence share its quote
            lines += [f"  {line}" for line in quoted(member.quote.exact, member.article)]
            lines.append(f"      {article_line(member.article)}")
    lines.append(f"  {f'id {short(comparison.id)}   ' if kept else ''}rule {clean(comparison.rule)}")
    return "\n".join(lines)


def comparisons_text(
    chosen: Iterable[Comparison],
    corpus: Corpus,
    short: Shorten,
    nothing: str = "Nothing found.",
    kept: bool = True,
) -> str:
    """Return the blocks of several comparisons with an empty line between them."""
    catalogue = Catalogue(corpus)
    return "\n\n".join(comparison_block(one, catalogue, short, kept) for one in chosen) or nothing


def trends_text(
    comparisons: Iterable[Comparison], corpus: Corpus, short: Shorten, nothing: str = "No trends."
) -> str:
    """Return a block a change over the years: who and what, the two figures, and what the test says."""
    catalogue = Catalogue(corpus)
    blocks = []
    for one in comparisons:
        if one.verdict is not Verdict.TREND:
            continue
        figures = [member for member in catalogue.members(one) if isinstance(member, Statistic)]
        figures = [figure for figure in figures if figure.kind is Kind.LEVEL]
        figures.sort(key=lambda figure: (figure.year or 0, figure.id))
        asked = f"{wording.group(figures[-1])} · {wording.statement(figures[-1])}"
        implied, years = (dict(one.figures).get(name, "") for name in ("implied", "years"))
        steps = dict.fromkeys([f"{years.partition(';')[0]}  {implied} % (derived)"] if implied else [])
        steps |= dict.fromkeys(f"{figure.year}  {wording.value(figure)}" for figure in figures)
        told = "  →  ".join(steps)  # a figure that several articles tell is one step
        notes = [f"{name} {value}" for name, value in one.figures if name in NOTES]
        lines = [asked, f"  {told}", f"  {clean(one.reason)}", *(f"  {clean(note)}" for note in notes)]
        blocks.append((asked, "\n".join((*lines, f"  id {short(one.id)}"))))
    return "\n\n".join(block for _, block in sorted(blocks)) or nothing


def quoted(text: str, article: Article) -> list[str]:
    """Return the words in quotation marks, or marked as a note's wording; wrapped and indented."""
    words = clean(text)
    said = f"a note's wording, not a quote: {words}" if article.kind == "notes" else f"“{words}”"
    return wrap(said, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def article_line(article: Article) -> str:
    """Return the article on one line: author, title, publisher, date."""
    who = ", ".join(name.apa for name in references.authors(article))
    title = clean(article.title or article.path or "Untitled article")
    title += "" if title[-1] in ".?!" else "."
    if who and not who.endswith("."):
        who += "."
    where = ", ".join(filter(None, (clean(article.publisher or ""), clean(article.date or ""))))
    note = "[notes]" if article.kind == "notes" else ""
    return " ".join(filter(None, (who, title, where, note)))


def member_words(member: Statistic | Claim | Study) -> str:
    """Return what one member of a comparison says: `19 % of marketers in 2010`."""
    if isinstance(member, Statistic):
        year = f" in {member.year}" if member.year else ""
        return f"{wording.value(member)} of {wording.group(member)}{year}"
    return wording.study_line(member) if isinstance(member, Study) else f"“{clean(member.quote.exact)}”"


def _claim_block(claim: Claim, catalogue: Catalogue, short: Shorten) -> str:
    study = catalogue.study_of(claim)
    return "\n".join(
        (
            f"claim  {clean(claim.holder.text) if claim.holder else 'the article itself'} says",
            *quoted(claim.quote.exact, claim.article),
            f"  Study    {wording.study_line(study) if study else 'none named'}",
            f"  Article  {article_line(claim.article)}   characters {claim.quote.start}–{claim.quote.end}",
            f"  id {short(claim.id)}",
        )
    )


def _study_card(study: Study, corpus: Corpus) -> list[str | None]:
    told = disclose(study.id, corpus)
    known = [f"  {name:<13} {clean(words)}" for name, words in told.items if words]
    missing = ", ".join(name for name, words in told.items if not words)
    return [
        wording.study_line(study),
        study.url and clean(study.url),
        f"disclosed {told.known} of {len(told.items)} items that pollsters are asked for (AAPOR)",
        *known,
        *(f"  sells         {clean(name)}: {clean(what)}" for name, what in sold(study.id, corpus)),
        missing and f"  not known     {missing}",
    ]


def _with_figures(card: Iterable[str | None], key: str, figures: Iterable[Statistic], short: Shorten) -> str:
    first, *rest = filter(None, card)
    told = [f"  {short(figure.id)}  {headline(figure)}" for figure in figures]
    return "\n".join((first, *(f"  {line}" for line in rest), *told, f"  id {short(key)}"))
