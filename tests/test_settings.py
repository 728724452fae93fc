"""What a person settles once and for all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph import ClaimGraph, settings
from claimgraph.cli import main
from claimgraph.errors import SettingsError
from claimgraph.store.backup import backup, restore

SHOPS = """\
---
title: Shops and customers
publisher: Market Weekly
date: 2021-03-04
---
The survey "Tills and Queues" by the Tidewater Institute asked 300 cashiers and 300 shoppers in 2021.

According to the survey, 58 percent of cashiers said that the new tills save time, compared with \
48 percent of shoppers.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory that holds an article and no graph."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMGRAPH_DB", raising=False)
    (tmp_path / "shops.txt").write_text(SHOPS, "utf-8")
    return tmp_path


def gaps() -> str:
    return " ".join(run("contradictions", "--gaps").stdout.split())


def test_a_gap_is_tested_with_the_design_effect_that_is_given(desk: Path) -> None:
    run("add", "shops.txt")
    assert "more than sampling error allows" in gaps()
    assert "design effect" not in gaps()
    doubled = " ".join(run("contradictions", "--gaps", "--design-effect", "2").stdout.split())
    assert "within sampling error" in doubled
    assert "design effect 2," in doubled
    assert "more than sampling error allows" in gaps()  # looking changed nothing


def test_add_keeps_the_design_effect_with_the_graph(desk: Path) -> None:
    run("add", "shops.txt")
    assert "unchanged" in run("add", "shops.txt", "--design-effect", "2.50").stderr
    assert "within sampling error" in gaps()
    assert "design effect 2.5" in gaps()
    run("add", "shops.txt")  # and no later command forgets it
    assert "design effect 2.5" in gaps()
    assert "design effect" in run("export").stdout


def test_claimgraph_toml_settles_both_for_all_commands(desk: Path) -> None:
    (desk / "claimgraph.toml").write_text('db = "shops.db"\ndesign-effect = 2\n', "utf-8")
    run("add", "shops.txt")
    assert (desk / "shops.db").is_dir()
    assert "design effect 2," in gaps()
    (desk / "claimgraph.toml").write_text('db = "shops.db"\ndesign-effect = 1\n', "utf-8")
    assert "more than sampling error allows" in gaps()
    found = run("doctor")
    assert found.exit_code == 4
    assert "another design effect" in found.stdout
    assert run("doctor", "--mend").exit_code == run("doctor").exit_code == 0


def test_an_option_and_a_variable_count_before_the_file(desk: Path) -> None:
    (desk / "claimgraph.toml").write_text('db = "one.db"\ndesign-effect = 2\n', "utf-8")
    run("--db", "two.db", "add", "shops.txt", "--design-effect", "3")
    assert not (desk / "one.db").exists()
    with ClaimGraph(desk / "two.db") as graph:
        assert graph.design_effect == 3


def test_a_backup_keeps_it(desk: Path) -> None:
    with ClaimGraph(desk / "one.db", design_effect=1.5) as graph:
        graph.add([desk / "shops.txt"])
        backup(graph.store, desk / "one.tar.gz")
    with ClaimGraph(desk / "two.db") as other:
        restore(desk / "one.tar.gz", other.store)
    with ClaimGraph(desk / "two.db") as other:
        assert other.design_effect == Decimal("1.5")
        assert other.compared_as_set


@pytest.mark.parametrize("wrong", ["0.9", "0", "-2", "nan", "inf", "1e9999999", "1001", "two", ""])
def test_what_is_no_design_effect_is_refused_with_the_cure(desk: Path, wrong: str) -> None:
    result = run("add", "shops.txt", "--design-effect", wrong)
    assert result.exit_code == 2
    assert "number from 1 to 1000" in result.stderr
    with pytest.raises(SettingsError, match="from 1 to 1000"):
        settings.design_effect(wrong)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("design-effect = 0.5", "design-effect: a design effect is a number from 1"),
        ("design-effect = true", "design-effect"),
        ("design-effect = nan", "design-effect"),
        ("db = 3", "db: write the directory"),
        ("deff = 2", "deff: not known; write db, design-effect"),
        ("design-effect = ", "claimgraph.toml: cannot be read"),
        ("a = " + "[" * 5000, "claimgraph.toml: cannot be read"),
    ],
)
def test_a_malformed_file_is_named_with_its_key(desk: Path, text: str, named: str) -> None:
    (desk / "claimgraph.toml").write_text(text, "utf-8")
    result = run("ls")
    assert result.exit_code == 1
    assert named in result.stderr
    assert run("--help").exit_code == 0
