"""Commands that read articles: extract, add, rm."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from claimgraph.cli.options import Settings, command, design_effect_option
from claimgraph.errors import ClaimgraphError

SOME_INPUTS_FAILED = 5
FILE = click.Path(path_type=Path)


class Confidence(click.FloatRange):
    """A confidence from 0 to 1, or the name of the level at which nine in ten statistics are right."""

    name = "confidence"

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> float:
        """Return the level as a number; fail where it is neither a number nor that name."""
        if value == "nine-in-ten":
            from claimgraph.extraction.confidence import nine_in_ten

            return nine_in_ten()
        return float(super().convert(value, parameter, context))


@command("extract", "claimgraph extract article.txt --format json", "claimgraph extract - < article.txt")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "ndjson", "table"]),
    default="json",
    show_default=True,
    help="The form of the output.",
)
@click.option(
    "--min-confidence",
    type=Confidence(),
    default=0.0,
    help="Leave out what is less sure; nine-in-ten: the level at which so many are right.",
)
@click.pass_context
def extract_command(
    context: click.Context, files: tuple[Path, ...], form: str, min_confidence: float
) -> None:
    """Read articles, or - for text from standard input, and print what they say, without any store."""
    from claimgraph.extraction import extract
    from claimgraph.extraction.annotation import to_annotation
    from claimgraph.presentation.tables import annotation_table
    from claimgraph.reading import read

    found, failed = [], 0
    for path in files:
        try:
            found.append(to_annotation(extract(read(path)).above(min_confidence)))
        except ClaimgraphError as error:
            failed += 1
            click.echo(f"Error: {error}", err=True)
    if form == "table":
        for one in found:
            click.echo(annotation_table(one))
    elif form == "ndjson":
        for one in found:
            click.echo(json.dumps(one, ensure_ascii=False))
    elif found:
        click.echo(json.dumps(found[0] if len(files) == 1 else found, ensure_ascii=False, indent=2))
    if failed:
        context.exit(1 if failed == len(files) else SOME_INPUTS_FAILED)


@command("add", "claimgraph add article.txt notes/", "claimgraph add reports/ --workers 4")
@click.argument("sources", metavar="FILE|DIR|URL...", nargs=-1, required=True)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME",
    help="A host that may be of a private network.",
)
@click.option(
    "--metadata",
    "records",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="CSL-JSON, BibTeX or RIS, to complete articles that came without author, date or address.",
)
@design_effect_option
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that read and extract; each has one thread and takes about 200 MB.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Read and extract on the dask cluster of this scheduler instead, such as tcp://host:8786.",
)
@click.pass_context
def add_command(
    context: click.Context,
    sources: tuple[str, ...],
    allow_hosts: tuple[str, ...],
    records: tuple[Path, ...],
    design_effect: Decimal | None,
    workers: int,
    scheduler: str | None,
) -> None:
    """Read, extract, link and store articles; a directory stands for all articles in it.

    A web address is fetched once, where the host's robots.txt allows it; the page is kept with the graph.
    Adding the same file again changes nothing; a changed file, or one that a newer reader reads otherwise,
    replaces its own records, and what is not found again is named.
    """
    settings: Settings = context.obj
    if scheduler is not None and workers > 1:
        raise click.UsageError("--workers and --scheduler exclude each other: give one of them")
    from claimgraph.presentation.wording import clean, counted
    from claimgraph.reading import metadata

    entries = [entry for file in records for entry in metadata.read(file)]
    with settings.open(create=True, design_effect=design_effect) as graph:
        report = graph.add(sources, allow_hosts, entries, workers, scheduler)
        for one in report.done:
            told = (
                counted(one.statistics, "statistic"),
                counted(one.claims, "claim"),
                counted(one.studies, "study", "studies"),
            )
            settings.say(f"{one.status:9}  {clean(one.name)}  {', '.join(told)}")
            if one.dropped and one.status != "unchanged":
                settings.say(f"           left out: {', '.join(one.dropped)}")
            for gone in one.lost:
                settings.say(f"           not found again: “{clean(gone.quote.exact)}” ({gone.reason})")
        for decision, reason in report.waiting:
            words = f" “{clean(decision.places[0].exact)}”" if decision.places else ""
            settings.say(
                f"waits      {decision.kind}{words}, decided by {clean(decision.author)} on {decision.date}: "
                f"{reason}"
            )
        for bad in report.failed:
            click.echo(f"failed     {clean(bad.name)}: {clean(bad.reason)}", err=True)
        if report.done:
            held = (
                counted(report.articles, "article"),
                counted(report.statistics, "statistic"),
                counted(report.comparisons, "comparison"),
            )
            settings.say(f"The graph now holds {', '.join(held)}.")
    if report.failed:
        context.exit(SOME_INPUTS_FAILED if report.done else 1)


@command("rm", "claimgraph rm article.txt")
@click.argument("article")
@click.pass_obj
def rm_command(settings: Settings, article: str) -> None:
    """Take an article, by id or path, and all that only it supports out of the graph."""
    with settings.open() as graph:
        settings.say(f"removed    {graph.remove(article)}")
