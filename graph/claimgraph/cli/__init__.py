"""The command line: a file a group of commands, each imported when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from claimgraph.cli.options import Settings
from claimgraph.errors import ClaimgraphError, NotFoundError

MODULES = {
    "extract": "articles",
    "add": "articles",
    "rm": "articles",
    "ls": "lookup",
    "show": "lookup",
    "find": "lookup",
    "cite": "lookup",
    "check": "drafts",
    "contradictions": "comparisons",
    "trends": "comparisons",
    "review": "reviewing",
    "query": "graph",
    "page": "graph",
    "export": "graph",
    "import": "keeping",
    "validate": "graph",
    "serve": "serving",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
}
DEFAULT_DB = "claimgraph.db"
FAILED, NOTHING_FOUND, INTERRUPTED = 1, 3, 130


class Commands(click.Group):
    """Import a command's module when the command is called or listed; turn errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the work."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"claimgraph.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run and exit: 0 done, 1 failed, 2 wrong usage, 3 nothing found, 5 some failed, 130 stopped."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, **extra)
        except click.exceptions.Exit as stop:
            code = stop.exit_code
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except NotFoundError as error:
            click.echo(f"Nothing found: {error}", err=True)
            code = NOTHING_FOUND
        except (ClaimgraphError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                sys.stderr.close()
            else:
                click.echo(f"Error: {error}", err=True)
            code = FAILED
        sys.exit(code if isinstance(code, int) else 0)


EXAMPLE = """\b
Example:
  claimgraph add article.txt
  claimgraph cite "58 percent of IT executives"
"""


@click.group(cls=Commands, epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    envvar="CLAIMGRAPH_DB",
    metavar="PATH|URL",
    help="The directory that holds the graph, or a SPARQL server; claimgraph.db without it.",
)
@click.option(
    "--register",
    envvar="CLAIMGRAPH_REGISTER",
    metavar="FILE",
    help="Your own register of studies; studies.toml beside the graph without it.",
)
@click.option("--quiet", "-q", is_flag=True, help="No messages, only data and errors.")
@click.version_option(package_name="claimgraph")
@click.pass_context
def main(context: click.Context, db: str | None, register: str | None, quiet: bool) -> None:
    """Trace every statistic in an article: who said it, who was asked, how many, when, and who disagrees.

    claimgraph.toml in the working directory may say `db` and `design-effect`, for all commands.
    """
    from claimgraph import settings

    settled = settings.read()
    context.obj = Settings(db or settled.db or DEFAULT_DB, quiet, register, settled.design_effect)
