"""The register says what is known, and a malformed one where it is wrong."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from claimgraph.errors import RegisterError
from claimgraph.model import Basis, Bound, Sample, Study
from claimgraph.studies import SAMPLE_KEYS, STUDY_KEYS, parse_register, read_register


def by_id(key: str) -> Study:
    return next(study for study in read_register() if study.id == key)


def test_a_register_of_ones_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "studies.toml"
    file.write_text(
        "[[study]]\n"
        'id = "study-bakers-2014"\n'
        'name = "Bakers at Dawn"\n'
        'other_names = ["Dawn"]\n'
        'organisations = ["Guild of Bakers", "Oven Weekly"]\n'
        "year = 2014\n"
        'fieldwork = "May 2014"\n'
        'population = "bakers in two towns"\n'
        'mode = "telephone"\n'
        'url = "https://example.org/dawn"\n'
        'series = "series-bakers"\n'
        "figures_dated = [2013]\n"
        'samples = [{ n = 300 }, { n = 120, bound = "about", group = "master bakers" }]\n'
        'sells = [{ organisation = "Oven Weekly", what = "brick ovens" }]\n'
        "\n"
        '[[study]]\nid = "study-cooks"\norganisations = ["Cooks"]\n',
        encoding="utf-8",
    )
    assert read_register(file) == (
        Study(
            id="study-bakers-2014",
            name="Bakers at Dawn",
            organisations=("Guild of Bakers", "Oven Weekly"),
            year=2014,
            year_basis=Basis.REGISTER,
            samples=(Sample(300), Sample(120, Bound.ABOUT, "master bakers")),
            fieldwork="May 2014",
            population="bakers in two towns",
            mode="telephone",
            url="https://example.org/dawn",
            series="series-bakers",
            figures_dated=(2013,),
            other_names=("Dawn",),
            sells=(("Oven Weekly", "brick ovens"),),
        ),
        Study(id="study-cooks", organisations=("Cooks",)),
    )


def test_an_empty_register_holds_no_study() -> None:
    assert parse_register("", "r.toml") == ()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("", r"r\.toml, study 1, id: write study- and small letters"),
        ('id = "Bakers"', r"study 1, id: write study-"),
        ('id = "study-a"', r"study 1 \(study-a\): write name or organisations"),
        ('id = "study-a"\nname = "A"\ntitel = "B"', r"study 1 \(study-a\), titel: not known; write id, name"),
        ('id = "study-a"\nname = ""', r"study 1 \(study-a\), name: write text"),
        ('id = "study-a"\nname = 5', r"name: write text, or leave the key out, not '5'"),
        ('id = "study-a"\norganisations = "A"', "organisations: write a list of texts"),
        ('id = "study-a"\norganisations = [" "]', "organisations: leave out empty texts"),
        ('id = "study-a"\nname = "A"\nyear = "2014"', "year: write a whole number from 1800 to 2200"),
        ('id = "study-a"\nname = "A"\nyear = true', "year: write a whole number"),
        ('id = "study-a"\nname = "A"\nyear = 14', "year: write a whole number"),
        ('id = "study-a"\nname = "A"\nfigures_dated = 2012', "figures_dated: write a list of years"),
        ('id = "study-a"\nname = "A"\nfigures_dated = [12]', "figures_dated: write years from 1800 to 2200"),
        (
            'id = "study-a"\nname = "A"\nurl = "javascript:x"',
            "url: write an address with http:// or https://",
        ),
        ('id = "study-a"\nname = "A"\nurl = "http://["', "url: write an address"),
        ('id = "study-a"\nname = "A"\nsamples = [300]', r"samples: write a list of \{ n, bound, group \}"),
        ('id = "study-a"\nname = "A"\nsamples = [{ group = "x" }]', "samples 1, n: write how many"),
        ('id = "study-a"\nname = "A"\nsamples = [{ n = 0 }]', "samples 1, n: write a whole number from 1"),
        (
            'id = "study-a"\nname = "A"\nsamples = [{ n = 3, bound = "over" }]',
            "samples 1, bound: write exact",
        ),
        (
            'id = "study-a"\norganisations = ["A"]\nsells = ["x"]',
            r"sells: write a list of \{ organisation, what",
        ),
        (
            'id = "study-a"\norganisations = ["A"]\nsells = [{ organisation = "B", what = "x" }]',
            "sells 1, organisation: write one of the organisations of the study, not 'B'",
        ),
        (
            'id = "study-a"\norganisations = ["A"]\nsells = [{ organisation = "A" }]',
            "sells 1, what: write what",
        ),
        ('id = "study-a"\nname = "A"\nsamples = [{ n = 3, role = "x" }]', "samples 1, role: not known"),
        (
            'id = "study-a"\nname = "A"\n[[study]]\nid = "study-a"\nname = "B"',
            "study 2, id: study-a .* twice",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_table_and_key(entry: str, words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        parse_register(f"[[study]]\n{entry}\n", "r.toml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[study]\n", r"r\.toml: no TOML: .*line 1"),
        ("study = 5", r"r\.toml, study: write \[\[study\]\] tables"),
        ("[[studies]]\n", r"r\.toml, studies: not known; write study"),
    ],
)
def test_what_is_no_register_is_refused(text: str, words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        parse_register(text, "r.toml")


def test_a_register_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none\.toml: cannot be read"):
        read_register(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("# café".encode("latin-1"))
    with pytest.raises(RegisterError, match="save it as UTF-8"):
        read_register(tmp_path / "latin.toml")


def test_the_shipped_register_has_allowed_keys_only() -> None:
    text = resources.files("claimgraph.sources").joinpath("studies.toml").read_text(encoding="utf-8")
    for table in tomllib.loads(text)["study"]:
        assert set(table) <= set(STUDY_KEYS)
        assert all(set(sample) <= set(SAMPLE_KEYS) for sample in table.get("samples", []))


def test_what_sources_disagree_on_is_no_exact_figure() -> None:
    assert by_id("study-cmo-council-sas-2013").samples == (
        Sample(237, Bound.EXACT, "marketing executives"),
        Sample(210, Bound.AT_LEAST, "IT executives"),
    )


def test_what_is_not_visible_stays_empty() -> None:
    undated = by_id("study-forrester-b2b-sales-marketing")
    assert (undated.year, undated.year_basis) == (None, Basis.UNKNOWN)
    assert by_id("study-cmo-council-sas-2013").fieldwork is None
    assert by_id("study-idg-cio-cmo-partnership-2013").samples == ()


def test_the_waves_of_a_survey_share_a_series() -> None:
    waves: dict[str, list[int | None]] = {}
    for study in read_register():
        if study.series:
            waves.setdefault(study.series, []).append(study.year)
    assert waves == {
        "series-accenture-cmo-cio": [2013, 2014],
        "series-forrester-forbes-cmo-cio": [2013, 2014],
    }


def test_the_wave_whose_figures_are_dated_otherwise_says_so() -> None:
    assert by_id("study-accenture-cmo-cio-2013").figures_dated == (2012,)
