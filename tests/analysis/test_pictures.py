"""Pictures and maps: every place drawn once, fixed classes, hatched within noise, whole files, and what is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import synthetic_comparison as made

from werkagenda.analysis import scene
from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.maps import tile_map, tiles, values
from werkagenda.analysis.pictures import catalogue, charts, paint
from werkagenda.analysis.results import stored
from werkagenda.cli import main
from werkagenda.evidence import places

SVG = "{http://www.w3.org/2000/svg}"
FROM_COMPARISON = [name for name in catalogue.FIGURES if "municipalities" not in name]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up comparison."""
    return made.make(tmp_path_factory.mktemp("pictures") / "comparison")


def test_every_municipality_has_a_tile_of_its_own() -> None:
    found = tiles.tiles(500.0)
    assert {tile.code for tile in found} == set(places.municipalities().code)
    centres = np.array([tile.centre for tile in found])
    apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(-1))
    wide = max(x for x, _ in found[0].corners) - min(x for x, _ in found[0].corners)
    assert apart[np.triu_indices(len(found), 1)].min() == pytest.approx(wide, rel=0.01)
    sizes = {round(abs(tile.corners[0][1] - tile.corners[3][1]), 6) for tile in found}
    assert len(sizes) == 1, "tiles are of equal size"
    assert set(tiles.middles(500.0)) == set(places.regions().name)


def test_borders_lie_between_regions() -> None:
    between = len(tiles.borders(500.0))
    sides = Counter(
        tuple(sorted((round(x), round(y)) for x, y in ends))
        for tile in tiles.tiles(500.0)
        for ends in zip(tile.corners, (*tile.corners[1:], tile.corners[0]), strict=True)
    )
    assert max(sides.values()) == 2
    outer = sum(count == 1 for count in sides.values())
    assert outer < between < len(sides)


def table(effect: float, low: float, high: float) -> pd.DataFrame:
    names = list(places.regions().name)
    rows = {"level": 0.45, "effect": effect, "low": low, "high": high, "people": 1_000.0}
    found = pd.DataFrame([rows] * len(names), index=names)
    return found.assign(judged=[name != names[0] for name in names], told=low > 0)


@pytest.mark.parametrize(("low", "colour"), [(0.001, "#f4b183"), (-0.001, tile_map.NOISE)])
def test_classes_are_fixed_and_noise_is_hatched(low: float, colour: str) -> None:
    kind = tile_map.Kind(effect=True, single=False)
    found = tile_map.tile_map(table(0.005, low, 0.009), kind, "A title", "A source", language("en"))
    shapes = [item for item in found.items if isinstance(item, scene.Shape) and item.tip]
    fills = Counter(item.fill for item in shapes)
    few = int((places.municipalities().region == 0).sum())
    assert fills == {tile_map.GREY: few, colour: 342 - few}
    assert sum(item.hatched for item in shapes) == (0 if low > 0 else 342 - few)
    assert values.classes(np.array([-1.0, 0.0, 0.0025, 1.0]), tile_map.EFFECTS).tolist() == [0, 2, 3, 4]


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("name", FROM_COMPARISON)
def test_every_picture_is_whole(folder: Path, name: str, spoken: str) -> None:
    found = stored.opened(folder)
    picture = catalogue.figure(name, found, found.scenarios[0], found.compared.last_year, language(spoken))
    tree = ET.fromstring(scene.svg(picture))
    assert tree.get("role") == "img"
    assert tree.findtext(f"{SVG}title") == picture.title
    assert language(spoken).name("scenario", found.scenarios[0]) in picture.title or name == "map-level"
    assert tree.findtext(f"{SVG}desc")
    for item in picture.items:
        spots = spots_of(item)
        assert all(-1 <= x <= picture.width + 1 and -1 <= y <= picture.height + 1 for x, y in spots), item


def spots_of(item: scene.Item) -> list[scene.Point]:
    """Where an item of a picture stands."""
    if isinstance(item, scene.Lines):
        return [spot for ends in item.ends for spot in ends]
    return list(item.points) if isinstance(item, scene.Shape) else [item.at]


def test_axes_have_round_numbers_around_zero() -> None:
    assert charts.ticks(-3.0, 47.0) == [-10, 0, 10, 20, 30, 40, 50]
    assert charts.ticks(2.0, 9.0)[0] == 0
    assert charts.ticks(0.0, 0.0)[0] == 0


def test_the_command_writes_svg_png_and_pdf(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    for kind, mark in begins.items():
        for name in ("a", "b"):
            words = ["figure", "path", str(folder), "--format", kind, "--output", str(tmp_path / f"{name}.{kind}")]
            assert main(words) == 0
        first = (tmp_path / f"a.{kind}").read_bytes()
        assert first.startswith(mark)
        assert first == (tmp_path / f"b.{kind}").read_bytes()


def test_bad_input_is_told_at_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paint, "find_spec", lambda _: None)
    words = ["figure", "map-efect", str(folder), "--format", "png", "--language", "fr", "--scenario", "bias"]
    assert main([*words, "--year", "2035"]) == 2
    said = capsys.readouterr().err
    for line in ("did you mean 'map-effect'", "needs matplotlib", "--language fr", "--scenario bias", "--year 2035"):
        assert line in said
    assert main(["figure", "path", str(tmp_path)]) == 2
    assert "not a finished run" in capsys.readouterr().err
    assert main(["figure", "map-municipalities-level", str(folder)]) == 2
    assert "no longer there" in capsys.readouterr().err
    assert not [path.name for path in folder.iterdir() if path.suffix == ".svg"]
