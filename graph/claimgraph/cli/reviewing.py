"""The command by which a person has the last word: review."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph.cli.options import Settings, command
from claimgraph.errors import ReviewError

if TYPE_CHECKING:
    from claimgraph.claim_graph import ClaimGraph
    from claimgraph.model import Decision
    from claimgraph.review import Doubt

FILE = click.Path(path_type=Path, dir_okay=False)


@command(
    "review",
    "claimgraph review",
    "claimgraph review --export doubts.json",
    "claimgraph review --apply doubts.json",
)
@click.option("--export", "export", type=FILE, help="Write what is doubtful to a file, to be filled in.")
@click.option("--apply", "apply", type=FILE, help="Carry out the decisions of a JSON or TOML file.")
@click.option("--decisions", "decided", is_flag=True, help="Print what was decided, in the form of --apply.")
@click.option("--author", help="Who decides; the name of the user of this machine without it.")
@click.option("--limit", type=click.IntRange(1), help="At most so many doubts.")
@click.pass_obj
def review_command(
    settings: Settings,
    export: Path | None,
    apply: Path | None,
    decided: bool,
    author: str | None,
    limit: int | None,
) -> None:
    """Walk through what is doubtful, and decide: alarms, links, figures that were hard to read.

    Decisions are kept with author and date, also when articles are read again, and everything derived follows
    them.
    """
    from claimgraph.review import files

    if sum(map(bool, (export, apply, decided))) > 1:
        raise click.UsageError("give one of --export, --apply and --decisions")
    who = author or getpass.getuser()
    with settings.open() as graph:
        doubts = graph.doubts[:limit]
        if decided:
            rows = [files.row(decision) for decision in graph.decisions]
            click.echo(json.dumps({"decisions": rows}, ensure_ascii=False, indent=2))
        elif export is not None:
            rows = files.rows(doubts, graph.corpus, lambda doubt: graph.describe(doubt.record.id))
            export.write_text(json.dumps({"decisions": rows}, ensure_ascii=False, indent=2) + "\n", "utf-8")
            settings.say(f"wrote {export} ({len(rows)} doubts)")
        elif apply is not None:
            _say(settings, graph, len(graph.review(graph.read_decisions(apply, who, _clock()))))
        else:
            _say(settings, graph, _walk(graph, doubts, who))


def _say(settings: Settings, graph: ClaimGraph, done: int) -> None:
    settings.say(f"{done} decisions carried out, {len(graph.doubts)} doubts left.")
    for decision, reason in graph.aside:
        words = " / ".join([place.exact for place in decision.places] or decision.between)
        settings.say(f"waiting    {decision.kind} {words[:60]!r}: {reason}")


def _clock() -> Callable[[], str]:
    """Return what tells the time, each time a later one, so that the order of decisions is kept."""
    start, ticks = datetime.now(UTC), count()
    return lambda: (start + timedelta(microseconds=next(ticks))).isoformat(timespec="microseconds")


def _walk(graph: ClaimGraph, doubts: tuple[Doubt, ...], author: str) -> int:
    """Ask for a key a doubt, and carry out what was decided at the end, or when the person stops."""
    taken: list[Decision] = []
    for number, doubt in enumerate(doubts, 1):
        click.echo(f"\n[{number} of {len(doubts)}] {doubt.why}\n{graph.describe(doubt.record.id)}")
        found = _ask(graph, doubt, author)
        if found is None:
            break
        taken += found
    return len(graph.review(taken))


def _ask(graph: ClaimGraph, doubt: Doubt, author: str) -> list[Decision] | None:
    from claimgraph.model import Decision, DecisionKind, Statistic

    figure = isinstance(doubt.record, Statistic)
    keys = {"a": "accept", "r": "reject"} | ({"c": "correct"} if figure else {}) | {"s": "skip", "q": "quit"}
    click.echo("  ".join(f"[{key}]{name[1:]}" for key, name in keys.items()))
    while True:
        key = click.getchar().lower()
        if key == "q":
            return None
        if key == "s":
            return []
        if key not in keys:
            continue
        fields = tuple(_fields()) if key == "c" else ()
        kind = DecisionKind(keys[key]) if fields or key != "c" else None
        if kind is None:
            return []
        decision = Decision(kind, author, _clock()(), fields=fields, **doubt.target(graph.corpus))
        try:
            graph.fits([decision])
        except ReviewError as error:
            click.echo(f"Error: {error}", err=True)
            continue
        return [decision]


def _fields() -> Iterator[tuple[str, str]]:
    """Ask for fields and values until no more are given."""
    from claimgraph.review.fields import FIELDS

    click.echo(f"Fields: {', '.join(FIELDS)}. An empty field ends, an empty value says that there is none.")
    while name := click.prompt("field", default="", show_default=False).strip():
        yield name, click.prompt("value", default="", show_default=False)
