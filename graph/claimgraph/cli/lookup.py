"""Commands that look things up: ls, show, find, cite."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph.cli.options import Settings, command, format_option, limit_option, print_rows
from claimgraph.errors import NotFoundError

if TYPE_CHECKING:
    from claimgraph.claim_graph import ClaimGraph
    from claimgraph.report import Match

KINDS = ["articles", "studies", "groups", "measures", "statistics", "claims", "comparisons"]


@command("ls", "claimgraph ls statistics --group CIOs --year 2014")
@click.argument("kind", type=click.Choice(KINDS), default="articles")
@click.option("--study", help="Only what belongs to studies with these words.")
@click.option("--group", help="Only what belongs to groups with these words.")
@click.option("--year", type=int, help="Only what is about this year.")
@click.option("--article", help="Only what stands in this article: id, path or words of its title.")
@click.option("--unplaced", is_flag=True, help="Only groups that no scheme knows, for you to place.")
@format_option
@click.pass_obj
def ls_command(
    settings: Settings,
    kind: str,
    study: str | None,
    group: str | None,
    year: int | None,
    article: str | None,
    unplaced: bool,
    form: str,
) -> None:
    """List what the graph holds."""
    if unplaced and kind != "groups":
        raise click.UsageError("--unplaced goes with groups: claimgraph ls groups --unplaced")
    with settings.open() as graph:
        filters = {"study": study, "group": group, "year": year, "article": article}
        print_rows(graph.unplaced() if unplaced else graph.rows(kind, **filters), form)


@command("show", "claimgraph show stat-9f31c2")
@click.argument("id")
@click.pass_obj
def show_command(settings: Settings, id: str) -> None:  # noqa: A002 - the argument is called ID in the help
    """Show everything about one thing: quote, study, article, what agrees and what differs."""
    with settings.open() as graph:
        click.echo(graph.describe(id))


@command(
    "find",
    'claimgraph find "68 percent of CMOs"',
    "claimgraph find 'two thirds group:marketers year:2014 study:\"Cutting Across\"'",
)
@click.argument("phrase")
@limit_option(10)
@format_option
@click.pass_obj
def find_command(settings: Settings, phrase: str, limit: int, form: str) -> None:
    """Search statistics by words, by value, or by both; the score says how much of the phrase was met.

    group:WORD, study:WORD, article:WORD and year:2014 in the phrase leave out all others.
    """
    from claimgraph.presentation.searching import rows_at_hand

    rows = rows_at_hand(Path(settings.db), phrase, limit)
    if rows is None:
        with settings.open() as graph:
            rows = graph.find_rows(phrase, limit)
    if not rows:
        raise NotFoundError(f"no statistic has {phrase!r}; try fewer words or the value alone")
    print_rows(rows, form)


@command("cite", 'claimgraph cite "58 percent of IT executives" --style apa')
@click.argument("what", metavar='ID|"PHRASE"')
@click.option(
    "--style",
    type=click.Choice(["text", "apa", "bibtex", "csl-json", "ris", "footnote"]),
    default="text",
    show_default=True,
    help="The form of the citation.",
)
@click.option(
    "--csl",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A style of citation in CSL, instead of --style; needs claimgraph[bibliography].",
)
@click.pass_obj
def cite_command(settings: Settings, what: str, style: str, csl: Path | None) -> None:
    """Print the citation of a statistic, named by its id or looked up by a phrase.

    On a terminal, where several meet the phrase, it asks which is meant.
    """
    with settings.open() as graph:
        best, *others = graph.matches(what)
        if others and sys.stdin.isatty() and sys.stdout.isatty():
            best, others = _picked(graph, [best, *others]), []
        if csl is not None:
            from claimgraph.presentation.csl import cite

            click.echo(cite(best.statistic.article, csl))
        else:
            click.echo(graph.cite(best.statistic, style, best.score))
        if others:
            ids = ", ".join(graph.short(match.statistic.id) for match in others[:5])
            settings.say(f"Also met the phrase: {ids}   claimgraph find shows them")


def _picked(graph: ClaimGraph, matches: list[Match]) -> Match:
    """Ask a person which of several matches is meant."""
    from claimgraph.presentation.lookup import article_line, headline

    for number, match in enumerate(matches, 1):
        click.echo(
            f"{number}  {headline(match.statistic)}\n   {article_line(match.statistic.article)}", err=True
        )
    chosen = click.prompt("Which one", type=click.IntRange(1, len(matches)), default=1, err=True)
    return matches[chosen - 1]
