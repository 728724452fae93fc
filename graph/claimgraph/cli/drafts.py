"""The command that sets a draft against the graph: check."""

from __future__ import annotations

import json
from pathlib import Path

import click

from claimgraph.cli.options import Settings, command
from claimgraph.errors import ReadingError

SOMETHING_DIFFERS = 4


@command(
    "check",
    "claimgraph check draft.md",
    "claimgraph check draft.docx --footnotes > with-sources.md",
    "claimgraph check - < draft.md",
)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A line a figure, as compilers print it, or one JSON array.",
)
@click.option("--warnings", is_flag=True, help="Leave out what is supported.")
@click.option("--footnotes", is_flag=True, help="Print the draft with numbered sources instead.")
@click.pass_context
def check_command(
    context: click.Context, drafts: tuple[Path, ...], form: str, warnings: bool, footnotes: bool
) -> None:
    """Set every figure of a draft against the graph, and say which differ from their source, and in what.

    A draft is a file, or - for Markdown from standard input.

    The exit code is 4 where something differs. Lines and columns are those of the file in Markdown and plain
    text, and of the text as read in other formats.
    """
    from claimgraph.presentation.drafts import line, summary
    from claimgraph.reading import read_with_head

    settings: Settings = context.obj
    found, differs = [], False
    with settings.open() as graph:
        for path in drafts:
            try:
                draft, head = read_with_head(path)
            except ReadingError as error:
                raise click.ClickException(str(error)) from None
            checked = graph.check(draft)
            differs |= any(one.standing == "differs" for one in checked)
            if footnotes:
                click.echo(graph.footnoted(draft, head, checked), nl=False)
            else:
                rows = graph.check_rows(checked, str(path), head)
                found += [row for row in rows if not (warnings and row["standing"] == "supported")]
            settings.say(f"{path}: {summary(checked)}")
    if form == "json" and not footnotes:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for row in found:
            click.echo(line(row))
    if differs:
        context.exit(SOMETHING_DIFFERS)
