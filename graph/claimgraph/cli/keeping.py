"""Commands that keep a graph safe and move it: import, backup, restore, doctor."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from claimgraph.cli.options import Settings, command
from claimgraph.errors import StoreError

FILE = click.Path(path_type=Path)
PACKAGES = (
    "claimgraph",
    "pyoxigraph",
    "rdflib",
    "onnxruntime",
    "starlette",
    "uvicorn",
    "pandas",
    "pdfplumber",
)
FOUND_SOMETHING = 4


@command("import", "claimgraph import graph.trig --texts elsewhere/claimgraph.db/texts")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--texts", type=FILE, help="The folder of the articles' texts; RDF holds quotes, not texts.")
@click.pass_obj
def import_command(settings: Settings, files: tuple[Path, ...], texts: Path | None) -> None:
    """Take in articles from RDF that `export` wrote: TriG, N-Quads, JSON-LD, or TriG of RDF 1.2."""
    with settings.open(create=True) as graph:
        for path in files:
            report = graph.take_in(path, texts)
            settings.say(
                f"imported   {path}  {len(report.done)} articles; the graph now holds {report.articles} "
                f"articles, {report.statistics} statistics, {report.comparisons} comparisons."
            )


@command("backup", "claimgraph backup graph.tar.gz")
@click.argument("file", type=FILE)
@click.pass_obj
def backup_command(settings: Settings, file: Path) -> None:
    """Write the graph with its texts into one archive."""
    from claimgraph.store.backup import backup

    with settings.open() as graph:
        settings.say(f"wrote {file} ({backup(graph.store, file)} quads)")


@command("restore", "claimgraph --db new.db restore graph.tar.gz")
@click.argument("file", type=FILE)
@click.pass_obj
def restore_command(settings: Settings, file: Path) -> None:
    """Make a new graph from an archive that `backup` wrote."""
    from claimgraph.store.backup import restore

    if not file.is_file():
        raise StoreError(f"there is no file {file}: `claimgraph backup FILE` writes one")
    with settings.open(create=True) as graph:
        settings.say(f"restored {file} ({restore(file, graph.store)} quads)")


@command("doctor", "claimgraph doctor")
@click.option("--mend", is_flag=True, help="Remove what was left behind; derive links and comparisons anew.")
@click.pass_context
def doctor_command(context: click.Context, mend: bool) -> None:
    """Say what is installed, where the graph is, and whether it is sound."""
    from claimgraph.store.health import examine

    settings: Settings = context.obj
    installed = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    click.echo(f"Python {platform.python_version()} on {platform.system()}; {installed}")
    with settings.open() as graph:
        click.echo(
            f"Graph at {settings.db}: {len(graph.store.article_graphs())} articles, {graph.store.size} quads"
        )
        found = examine(graph.store, mend)
        whole = not any("text" in finding.what and not finding.mended for finding in found)
        if mend and whole:
            graph.mend()
        stale = not graph.compared_as_set
        if stale:
            click.echo(
                "found   comparisons made with another design effect than the one that is set: "
                "`claimgraph doctor --mend` makes them anew"
            )
        for finding in found:
            click.echo(f"{'mended' if finding.mended else 'found '}  {finding.what}")
        violations = graph.validate()
        for one in violations:
            click.echo(f"found   {' '.join(filter(None, one.values()))}")
    if stale or violations or any(not finding.mended for finding in found):
        context.exit(FOUND_SOMETHING)
    click.echo("The graph is sound.")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
