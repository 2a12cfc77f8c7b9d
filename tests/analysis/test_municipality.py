"""The page of a municipality: names, paired effects that add up over places, too few people, what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from werkagenda.analysis.language import language
from werkagenda.analysis.maps import values
from werkagenda.analysis.municipality import figures, page
from werkagenda.analysis.municipality.figures import Euros, Figure
from werkagenda.cli import main
from werkagenda.evidence import places
from werkagenda.problems import BadInput

NL = language("nl")


def test_names_and_codes_are_found_and_near_ones_told() -> None:
    place = figures.find("utrecht")
    assert (place.name, place.code) == ("Utrecht", "GM0344")
    assert place.name in place.neighbours
    assert figures.find("GM0344") == place
    with pytest.raises(BadInput, match="did you mean 'Utrecht'"):
        figures.find("Utrect")


def test_a_figure_is_paired_and_judged_by_its_people() -> None:
    after, before = np.array([110.0, 130.0]), np.array([100.0, 120.0])
    found = figures.figure(after, before, scale=1.0)
    assert (found.level, found.effect, found.low, found.high) == (110.0, 10.0, 10.0, 10.0)
    assert found.told and found.judged
    assert not figures.figure(after, before, scale=0.1).judged


def test_places_add_up_to_their_region_and_the_country() -> None:
    names = places.municipalities().name
    index = pd.MultiIndex.from_product([names, figures.ROWS], names=["municipality", "what"])
    cells = pd.DataFrame({0: np.arange(len(index), dtype=float)}, index=index)
    whole = values.summed(cells, names)
    regions = [figures.find(name) for name in ("Utrecht", "Groningen")]
    for place in regions:
        part = values.summed(cells, place.neighbours)
        alone = sum(values.summed(cells, [name]).loc["employed", 0] for name in place.neighbours)
        assert part.loc["employed", 0] == alone
    assert whole[0].sum() == cells[0].sum()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Figure(5.0, 0.0, -1.0, 1.0, False), "te weinig"),
        (Figure(900.0, 3.0, -4.0, 10.0, True), "niet te onderscheiden van nul (−4 tot 10)"),
        (Figure(900.0, 30.0, 20.0, 40.0, True), "In Utrecht +30 werkenden"),
        (Figure(900.0, 30.0, float("nan"), float("nan"), True), "Eén herhaling"),
    ],
)
def test_the_finding_says_how_sure_it_is(found: Figure, said: str) -> None:
    assert said in page.finding(found, figures.find("Utrecht"), NL)


def test_euros_add_up_as_printed_and_few_people_have_none() -> None:
    euros = Euros(-40_400.0, -90_000.0, 10_000.0, 101_400.0, -9e6, 14e6)
    benefit = Figure(2_000.0, -3.0, -6.0, 1.0, True)
    rows = page.money(euros, benefit, NL)["rows"]
    numbers = [int(re.sub(r"[^\d−]", "", row[1].split(" (")[0]).replace("−", "-")) for row in rows]
    assert numbers[0] + numbers[1] == numbers[2] == 61_000
    assert "(−€\u00a090.000 tot €\u00a010.000)" in rows[0][1]
    few = page.money(euros, Figure(5.0, 0.0, 0.0, 0.0, False), NL)["rows"]
    assert {row[1] for row in few} == {"te weinig personen"}


@pytest.fixture(scope="module")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A tiny study that is really run."""
    output = tmp_path_factory.mktemp("municipality") / "study"
    words = ["scenarios=[baseline,startbanen_breed]", "replicates=2", "world_replicates=0", "outlook.end=2025-12"]
    assert main(["study", *words, "population.scale=0.0021", "workers=1", f"output={output.as_posix()}"]) == 0
    yield output


def test_the_page_is_whole_and_closed(study_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(study_folder), "--municipality", "amsterdam", "--language", "en"]) == 0
    path = Path(capsys.readouterr().out.splitlines()[-1])
    text = path.read_text(encoding="utf-8")
    assert '<html lang="en">' in text and "default-src 'none'" in text
    assert "http://" not in text and "https://" not in text and "<script" not in text
    assert "Amsterdam" in text and "Groot Amsterdam" in text and "Broad startbanen" in text
    assert len(text) < 100_000


def test_bad_input_is_told_at_once(study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path), "--municipality", "Utrect", "--language", "fr"]) == 2
    said = capsys.readouterr().err
    assert "did you mean 'Utrecht'" in said and "--language fr" in said and "not a finished run" in said
    assert main(["report", str(study_folder), "--municipality", "Utrecht", "--form", "cw31"]) == 2
    assert "--form, --municipality" in capsys.readouterr().err
