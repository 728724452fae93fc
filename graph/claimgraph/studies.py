"""The register of studies: what is publicly known of each, apart from any article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from claimgraph.errors import RegisterError
from claimgraph.model import Basis, Bound, Sample, Study

STUDY_KEYS = (
    "id",
    "name",
    "other_names",
    "organisations",
    "year",
    "fieldwork",
    "population",
    "mode",
    "url",
    "series",
    "figures_dated",
    "samples",
    "sells",
)
"""The keys of a `[[study]]` table; only `id` and one of `name` and `organisations` must be there."""

SAMPLE_KEYS = ("n", "bound", "group")
"""The keys of an entry of `samples`; only `n` must be there."""

TRADE_KEYS = ("organisation", "what")
"""The keys of an entry of `sells`; both must be there."""

YEARS = range(1800, 2201)
"""The years that a study can have."""

_ID = re.compile(r"study-[a-z0-9]+(?:-[a-z0-9]+)*")
_Value = TypeVar("_Value")


def read_register(path: str | Path | None = None) -> tuple[Study, ...]:
    """Read the register that is shipped, or the one at a path, in the order of the file.

    A year of the register has the basis REGISTER, and a study the source None. Raises RegisterError with
    file, table and key.
    """
    if path is None:
        shipped = resources.files("claimgraph.sources").joinpath("studies.toml")
        return parse_register(shipped.read_text(encoding="utf-8"), "sources/studies.toml")
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RegisterError(f"{path}: not UTF-8: save it as UTF-8") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise RegisterError(f"{path}: cannot be read ({error}): check the name") from None
    return parse_register(text, str(path))


def parse_register(text: str, file: str) -> tuple[Study, ...]:
    """Read a register from TOML; `file` stands in the messages of RegisterError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{file}: no TOML: {error}") from None
    except RecursionError:
        raise RegisterError(f"{file}: nested too deep: write [[study]] tables") from None
    top = _Table(document, file, ("study",))
    tables = top.list_of("study", dict, "[[study]] tables")
    studies = tuple(_study(table, number, file) for number, table in enumerate(tables, start=1))
    seen: set[str] = set()
    for number, study in enumerate(studies, start=1):
        if study.id in seen:
            raise RegisterError(
                f"{file}, study {number}, id: {study.id} stands there twice; give each its own"
            )
        seen.add(study.id)
    return studies


class _Table:
    """Take typed values from a TOML table, naming file, table and key where one does not fit."""

    def __init__(self, table: Mapping[str, Any], where: str, keys: Sequence[str]) -> None:
        self.table = table
        self.where = where
        for key in table:
            if key not in keys:
                raise RegisterError(f"{where}, {key}: not known; write {', '.join(keys)}")

    def error(self, key: str, cure: str) -> RegisterError:
        return RegisterError(f"{self.where}, {key}: {cure}, not {str(self.table.get(key))[:60]!r}")

    def text(self, key: str) -> str | None:
        value = self.table.get(key)
        if value is not None and not (isinstance(value, str) and value.strip()):
            raise self.error(key, "write text, or leave the key out")
        return value

    def integer(self, key: str, allowed: range) -> int | None:
        value = self.table.get(key)
        if value is not None and not _is_integer(value, allowed):
            raise self.error(key, f"write a whole number from {allowed.start} to {allowed.stop - 1}")
        return value

    def list_of(self, key: str, kind: type[_Value], words: str) -> tuple[_Value, ...]:
        values = self.table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
            raise self.error(key, f"write {words}")
        return tuple(values)


def _is_integer(value: object, allowed: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def _study(values: Mapping[str, Any], number: int, file: str) -> Study:
    key = values.get("id")
    if not isinstance(key, str) or not _ID.fullmatch(key):
        cure = "write study- and small letters, digits and hyphens: study-bakers-2014"
        raise RegisterError(f"{file}, study {number}, id: {cure}")
    table = _Table(values, f"{file}, study {number} ({key})", STUDY_KEYS)
    name = table.text("name")
    organisations = _texts(table, "organisations")
    if not (name or organisations):
        raise RegisterError(f"{table.where}: write name or organisations, or no article can be matched to it")
    year = table.integer("year", YEARS)
    return Study(
        id=key,
        name=name,
        organisations=organisations,
        year=year,
        year_basis=Basis.UNKNOWN if year is None else Basis.REGISTER,
        samples=_samples(table),
        fieldwork=table.text("fieldwork"),
        population=table.text("population"),
        mode=table.text("mode"),
        url=_url(table),
        series=table.text("series"),
        figures_dated=_years(table),
        other_names=_texts(table, "other_names"),
        sells=_trades(table, organisations),
    )


def _texts(table: _Table, key: str) -> tuple[str, ...]:
    values = table.list_of(key, str, "a list of texts")
    if not all(value.strip() for value in values):
        raise table.error(key, "leave out empty texts")
    return values


def _years(table: _Table) -> tuple[int, ...]:
    years = table.list_of("figures_dated", int, "a list of years")
    if not all(_is_integer(year, YEARS) for year in years):
        raise table.error("figures_dated", f"write years from {YEARS.start} to {YEARS.stop - 1}")
    return years


def _url(table: _Table) -> str | None:
    url = table.text("url")
    try:
        parts = urlsplit(url or "https://none")
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise table.error("url", "write an address with http:// or https://")
    return url


def _trades(table: _Table, organisations: Sequence[str]) -> tuple[tuple[str, str], ...]:
    trades: list[tuple[str, str]] = []
    told = table.list_of("sells", dict, "a list of { organisation, what }")
    for number, values in enumerate(told, start=1):
        entry = _Table(values, f"{table.where}, sells {number}", TRADE_KEYS)
        organisation, what = entry.text("organisation"), entry.text("what")
        if organisation is None or organisation not in organisations:
            raise entry.error("organisation", "write one of the organisations of the study")
        if what is None:
            raise entry.error("what", "write what it sells, in the words of the findings: street lamps")
        trades.append((organisation, what))
    return tuple(sorted(set(trades)))


def _samples(table: _Table) -> tuple[Sample, ...]:
    samples = []
    for number, values in enumerate(table.list_of("samples", dict, "a list of { n, bound, group }"), start=1):
        entry = _Table(values, f"{table.where}, samples {number}", SAMPLE_KEYS)
        n = entry.integer("n", range(1, 10**10))
        if n is None:
            raise entry.error("n", "write how many were asked")
        bound = entry.text("bound") or Bound.EXACT
        if bound not in tuple(Bound):
            raise entry.error("bound", f"write {', '.join(Bound)}")
        samples.append(Sample(n=n, bound=Bound(bound), group=entry.text("group")))
    return tuple(samples)
