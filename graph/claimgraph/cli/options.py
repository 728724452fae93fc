"""What the commands share: the graph that is meant, messages, and the form of the output."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimgraph.errors import SettingsError

if TYPE_CHECKING:
    from decimal import Decimal

    from claimgraph.claim_graph import ClaimGraph

PIPE_WIDTH = 160
Row = dict[str, Any]
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Settings:
    """Hold the options that stand before the command."""

    db: str
    quiet: bool
    register: str | None = None
    design_effect: Decimal | None = None

    def open(self, create: bool = False, design_effect: Decimal | None = None) -> ClaimGraph:
        """Open the graph; only `add` makes one that is not there."""
        from claimgraph.claim_graph import ClaimGraph

        effect = design_effect or self.design_effect
        graph = ClaimGraph(self.db, create=create, register=self.register, design_effect=effect)
        if graph.store.migrated:
            self.say(graph.store.migrated)
        return graph

    def say(self, message: str) -> None:
        """Write a message for the person, not for the pipe."""
        if not self.quiet:
            click.echo(message, err=True)


def command(name: str, *examples: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command whose help ends with examples."""
    lines = "\n".join(f"  {example}" for example in examples)
    return click.command(name, epilog=f"\b\nExample:\n{lines}")


def _design_effect(_: click.Context, __: click.Parameter, value: str | None) -> Decimal | None:
    from claimgraph import settings

    try:
        return None if value is None else settings.design_effect(value)
    except SettingsError as error:
        raise click.BadParameter(str(error)) from None


def design_effect_option(command: Command) -> Command:
    """Add `--design-effect` to a command that compares."""
    return click.option(
        "--design-effect",
        callback=_design_effect,
        metavar="NUMBER",
        help="By how much the variance of weighted or clustered samples exceeds that of simple random ones: "
        "1 is none, polls have 1.3 to 2. `add` keeps it with the graph.",
    )(command)


def format_option(command: Command) -> Command:
    """Add `--format` to a command that prints rows."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "ndjson", "csv"]),
        default="table",
        show_default=True,
        help="The form of the output.",
    )(command)


def limit_option(default: int) -> Callable[[Command], Command]:
    """Add `--limit` to a command."""
    return click.option(
        "--limit", type=click.IntRange(1), default=default, show_default=True, help="At most so many."
    )


def print_rows(rows: Sequence[Row], form: str) -> None:
    """Print rows with equal keys as a table, JSON, a JSON line each, or CSV."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "ndjson":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        click.echo(_csv(rows), nl=False)
    elif rows:
        from claimgraph.presentation.tables import render

        # A pipe has no width: cells are folded where a person would still read them.
        click.echo(render(rows, width=None if sys.stdout.isatty() else PIPE_WIDTH))


def _csv(rows: Sequence[Row]) -> str:
    from claimgraph.presentation.tables import csv_cell

    out = io.StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
        writer.writerows([csv_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()
