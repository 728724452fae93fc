"""Commands on the graph as a whole: query, page, export, validate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimgraph.cli.options import Settings, command, format_option, print_rows


@command("query", "claimgraph query gaps")
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
    """Run a SPARQL query from a file, from standard input, or one of the named ones."""
    if listed or what is None:
        from claimgraph.vocabulary import query_titles

        print_rows([{"name": name, "title": title} for name, title in query_titles().items()], "table")
        return
    with settings.open() as graph:
        result = graph.query(_text(what))
        if form in ("table", "ndjson"):
            print_rows(result.rows(), form)
        else:
            click.echo(result.serialize(form))


def _text(what: str) -> str:
    """Return the query that an argument means: standard input, a file, or a name."""
    if what == "-":
        return sys.stdin.read()
    from claimgraph.errors import QueryError
    from claimgraph.vocabulary import query_titles

    path = Path(what)
    if path.suffix == ".rq" or path.is_file():
        return path.read_text("utf-8")
    if what not in query_titles():
        raise QueryError(f"no query is called {what!r}: `claimgraph query --list` names them")
    return what


@command("page", "claimgraph page -o graph.html")
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
    """Write one interactive HTML page that needs no network."""
    with settings.open() as graph:
        output.write_text(graph.page(), "utf-8")
    settings.say(f"wrote {output} ({output.stat().st_size // 1024} kB)")


@command("export", "claimgraph export --format turtle -o graph.ttl")
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nquads", "jsonld", "rdf12", "graphml", "csv"]),
    default="trig",
    show_default=True,
    help="turtle is flat, without named graphs; rdf12 is TriG with reifiers; csv has a row a figure.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; standard output without it.")
@click.pass_obj
def export_command(settings: Settings, form: str, output: Path | None) -> None:
    """Write the whole graph as RDF, as GraphML, or its figures as CSV."""
    with settings.open() as graph:
        if output is None:
            graph.export(form, sys.stdout.buffer)
        else:
            with output.open("wb") as file:
                graph.export(form, file)
            settings.say(f"wrote {output}")


@command("validate", "claimgraph validate")
@format_option
@click.pass_context
def validate_command(context: click.Context, form: str) -> None:
    """Check the graph's shapes, and that every quote stands where it says."""
    settings: Settings = context.obj
    with settings.open() as graph:
        violations = graph.validate()
        print_rows(violations, form)
    if violations:
        context.exit(4)
    settings.say("The graph conforms, and every quote stands where it says.")
