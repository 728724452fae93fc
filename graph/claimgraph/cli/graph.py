"""Commands on the graph as a whole: query, page, export, validate."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli.options import Settings, format_option, print_rows


@click.command("query")
@click.argument("what", metavar="FILE.rq|NAME|-", required=False)
@click.option("--list", "listed", is_flag=True, help="List the named queries.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "xml", "turtle"]),
    default="table",
    show_default=True,
    help="The form of the output; turtle is for CONSTRUCT and DESCRIBE.",
)
@click.pass_obj
def query_command(settings: Settings, what: str | None, listed: bool, form: str) -> None:
    r"""Run a SPARQL query from a file, from standard input, or one of the named ones.

    \b
    Example:
      claimgraph query gaps
    """
    from claimgraph.vocabulary import query_titles

    if listed or what is None:
        print_rows([{"name": name, "title": title} for name, title in query_titles().items()], "table")
        return
    with settings.open() as graph:
        text = click.get_text_stream("stdin").read() if what == "-" else what
        click.echo(graph.query_text(text, form), nl=False)


@click.command("page")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="graph.html",
    show_default=True,
    help="The file.",
)
@click.pass_obj
def page_command(settings: Settings, output: Path) -> None:
    r"""Write one interactive HTML page that needs no network.

    \b
    Example:
      claimgraph page -o graph.html
    """
    with settings.open() as graph:
        output.write_text(graph.page(), "utf-8")
    settings.say(f"wrote {output} ({output.stat().st_size // 1024} kB)")


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nquads", "jsonld"]),
    default="trig",
    show_default=True,
    help="The RDF serialisation; turtle is flat, without named graphs.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; standard output without it.")
@click.pass_obj
def export_command(settings: Settings, form: str, output: Path | None) -> None:
    r"""Write the whole graph as RDF.

    \b
    Example:
      claimgraph export --format turtle -o graph.ttl
    """
    with settings.open() as graph:
        text = graph.export(form)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        settings.say(f"wrote {output}")


@click.command("validate")
@format_option
@click.pass_context
def validate_command(context: click.Context, form: str) -> None:
    r"""Check the graph's shapes, and that every quote stands where it says.

    \b
    Example:
      claimgraph validate
    """
    settings: Settings = context.obj
    with settings.open() as graph:
        violations = graph.validate()
        print_rows(violations, form)
    if violations:
        context.exit(4)
    settings.say("The graph conforms, and every quote stands where it says.")
