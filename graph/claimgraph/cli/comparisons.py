"""Commands that set figures side by side: contradictions, trends."""

from __future__ import annotations

from decimal import Decimal

import click

from claimgraph.cli.options import Settings, command, design_effect_option, format_option, print_rows


@command("contradictions", "claimgraph contradictions --gaps", "claimgraph contradictions --near")
@click.option("--gaps", is_flag=True, help="Show perception gaps between groups instead.")
@click.option(
    "--near",
    is_flag=True,
    help="Show near questions on how two sides get along instead: which side is ahead in which study.",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@design_effect_option
@format_option
@click.pass_obj
def contradictions_command(
    settings: Settings,
    gaps: bool,
    near: bool,
    limit: int | None,
    design_effect: Decimal | None,
    form: str,
) -> None:
    """List disagreements between studies, retellings that do not match, and wrong arithmetic."""
    if gaps and near:
        raise click.UsageError("--gaps and --near show different things: give one of them")
    with settings.open(design_effect=design_effect) as graph:
        if form != "table":
            print_rows((graph.near_rows() if near else graph.contradictions(gaps))[:limit], form)
        elif near:
            click.echo(graph.near_text(limit))
        else:
            click.echo(graph.contradictions_text(gaps, limit))


@command("trends", "claimgraph trends --design-effect 1.5")
@design_effect_option
@format_option
@click.pass_obj
def trends_command(settings: Settings, design_effect: Decimal | None, form: str) -> None:
    """List figures for one question and group over the years, with a test of the change."""
    with settings.open(design_effect=design_effect) as graph:
        if form != "table":
            print_rows(graph.trends(), form)
        else:
            click.echo(graph.trends_text())
