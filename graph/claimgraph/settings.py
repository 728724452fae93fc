"""What a person settles once and for all: `claimgraph.toml`, and the design effect that a graph keeps."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from claimgraph.errors import SettingsError

FILE = "claimgraph.toml"
"""The file in the working directory that says what no option and no variable says."""

KEPT = "design-effect"
"""The file beside a graph that says with which design effect its comparisons were made."""

LARGEST = 1000
"""No survey comes near to such a design effect: a larger one is a slip of the pen."""


@dataclass(frozen=True)
class Settings:
    """Hold what `claimgraph.toml` says; None where it says nothing."""

    db: str | None = None  # directory or URL of the graph
    design_effect: Decimal | None = None


def read(path: Path = Path(FILE)) -> Settings:
    """Read the settings of a file, none where it is not there; a relative `db` lies beside the file.

    Raises SettingsError with file and key.
    """
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, ValueError, InvalidOperation, RecursionError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from None
    for key in found:
        if key not in ("db", "design-effect"):
            raise SettingsError(f"{path}, {key}: not known; write db, design-effect")
    db, effect = found.get("db"), found.get("design-effect")
    if db is not None and not (isinstance(db, str) and db.strip()):
        raise SettingsError(f"{path}, db: write the directory or the URL of a graph")
    if db is not None and "://" not in db:
        db = str(path.parent / db)
    try:
        return Settings(db, None if effect is None else design_effect(effect))
    except SettingsError as error:
        raise SettingsError(f"{path}, design-effect: {error}") from None


def design_effect(value: object) -> Decimal:
    """Return a design effect, a number from 1 to LARGEST; raises SettingsError where it is none."""
    try:
        number = Decimal("NaN") if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not (number.is_finite() and 1 <= number <= LARGEST):
        raise SettingsError(f"a design effect is a number from 1 to {LARGEST}, not {str(value)[:40]!r}")
    return number.normalize()


def kept(graph: Path) -> Decimal:
    """Return the design effect with which the comparisons of a graph were made: 1 where it keeps none."""
    file = graph / KEPT
    return design_effect(file.read_text("utf-8", "replace").strip()) if file.is_file() else Decimal(1)


def keep(graph: Path, effect: Decimal) -> None:
    """Keep the design effect beside a graph."""
    (graph / KEPT).write_text(f"{effect:f}\n", "ascii")
