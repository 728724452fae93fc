"""The command that serves a graph over HTTP: serve."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli.options import Settings, command
from claimgraph.errors import StoreError


@command("serve", "claimgraph serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port.")
@click.option(
    "--token",
    envvar="CLAIMGRAPH_TOKEN",
    help="What clients have to send; needed where others can reach the address. The environment variable "
    "CLAIMGRAPH_TOKEN keeps it out of the list of processes.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=30.0,
    show_default=True,
    help="Seconds one query may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Rows or triples one answer may have; a longer one is refused, not cut.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(64),
    default=2048,
    show_default=True,
    metavar="MB",
    help="Memory one query may take.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    help="A web site whose scripts may read answers, such as https://yasgui.example.",
)
@click.pass_obj
def serve_command(
    settings: Settings,
    host: str,
    port: int,
    token: str | None,
    timeout: float,
    max_rows: int,
    max_memory: int,
    origins: tuple[str, ...],
) -> None:
    """Serve SPARQL 1.1 at /sparql, a page to ask at /query, and the graph as a picture at /.

    It only reads, from a copy; what other commands write meanwhile is served a few seconds later.
    """
    from claimgraph.server import Limits, serve

    if settings.db.startswith(("http://", "https://")):
        raise StoreError(
            f"the graph at {settings.db} is served already: ask it there, or serve a copy that `backup` and "
            "`restore` make"
        )
    limits = Limits(seconds=timeout, rows=max_rows, memory=max_memory << 20)

    def announce(url: str) -> None:
        settings.say(f"Serving {settings.db} at {url} (SPARQL at /sparql). Ctrl + C stops it.")

    serve(Path(settings.db), host, port, token, limits, origins, announce)
