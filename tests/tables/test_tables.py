"""Tables go out and come back the same; what is wrong is said in full."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from werkagenda.tables import reader, schemas, writer
from werkagenda.tables.problems import TableProblem

_WORD = {
    "month": "2020-05",
    "population": "status holders",
    "sex": "female",
    "origin": "Syria",
    "origin_group": "Eritrea",
    "sector": "trade",
    "size_class": "10-49",
    "payer": "municipality",
    "payee": "person",
    "who": "fringe",
    "from": "searching",
    "to": "employed",
    "contract": "agency",
    "hours_band": "32+",
    "channel": "network",
    "education": "middle",
    "background": "European",
    "indicator": "employed",
}


def _cell(name: str, kind: pa.DataType, row: int) -> object:
    if pa.types.is_string(kind):
        return _WORD.get(name, f"{name} {row}")
    return bool(row % 2) if pa.types.is_boolean(kind) else row + 1


def example(name: str, rows: int = 3) -> pa.Table:
    """Some rows that suit the schema of a table."""
    schema = schemas.SCHEMAS[name]
    return pa.table({f.name: pa.array([_cell(f.name, f.type, r) for r in range(rows)], f.type) for f in schema})


@pytest.mark.parametrize("name", schemas.SCHEMAS)
def test_round_trip_with_equal_bytes(name: str, tmp_path: Path) -> None:
    table = example(name)
    first = writer.write(tmp_path / "a", name, table)
    shuffled = table.select(table.column_names[::-1]).replace_schema_metadata({"made": "now"})
    assert writer.write(tmp_path / "b", name, shuffled) == first
    assert (tmp_path / "a" / f"{name}.parquet").read_bytes() == (tmp_path / "b" / f"{name}.parquet").read_bytes()
    assert reader.read(tmp_path / "a", name).to_dict("list") == table.to_pydict()
    assert [p.name for p in (tmp_path / "a").iterdir()] == [f"{name}.parquet"]


def test_chunks_and_ways_to_store_text_leave_the_bytes_alone(tmp_path: Path) -> None:
    table = example("flows", 4)
    pieces = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    coded = pieces.set_column(3, "population", pieces["population"].dictionary_encode())
    assert writer.write(tmp_path / "a", "flows", coded) == writer.write(tmp_path / "b", "flows", table)


def test_every_table_has_the_run_first_and_keys_that_exist() -> None:
    for name, schema in schemas.SCHEMAS.items():
        assert schema.names[:2] == ["scenario", "replicate"]
        assert set(schemas.KEYS[name]) < set(schema.names)
        assert set(schemas.ALLOWED.get(name, {})) < set(schema.names)
        assert schemas.body(name).names == schema.names[2:]


def test_the_study_adds_scenario_and_replicate() -> None:
    bare = example("permits").drop_columns(["scenario", "replicate"])
    labelled = writer.conform("permits", writer.label(bare, "baseline", 3))
    assert labelled["scenario"].to_pylist() == ["baseline"] * 3
    assert labelled["replicate"].to_pylist() == [3] * 3


def test_all_that_is_wrong_with_the_columns_is_said_at_once(tmp_path: Path) -> None:
    table = example("flows").drop_columns(["from"]).append_column("colour", pa.array(["red"] * 3))
    table = table.set_column(table.column_names.index("persons"), "persons", pa.array(["1", "2", "3"]))
    with pytest.raises(TableProblem) as caught:
        writer.write(tmp_path, "flows", table)
    text = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 3
    for word in ("'from' is missing", "'colour' is not one", "'persons' is string, not double"):
        assert word in text
    assert not list(tmp_path.iterdir())


def test_all_that_is_wrong_with_the_cells_is_said_at_once(tmp_path: Path) -> None:
    table = example("flows").to_pydict()
    table["persons"] = [1.0, float("nan"), 2.0]
    table["month"] = ["2020-05", "2031-01", "may"]
    table["to"] = ["employed", "rich", None]
    with pytest.raises(TableProblem) as caught:
        writer.write(tmp_path, "flows", pa.table(table, schema=schemas.SCHEMAS["flows"]))
    text = "\n".join(caught.value.problems)
    for word in ("no finite number", "'2031-01' lies outside", "'may' is not written", "'rich'", "1 empty cells"):
        assert word in text


def test_a_column_subset_and_rows_that_match(tmp_path: Path) -> None:
    writer.write(tmp_path, "permits", example("permits"))
    frame = reader.read(tmp_path, "permits", ["month", "work_permits_granted"], {"replicate": [2]})
    assert list(frame.columns) == ["month", "work_permits_granted"]
    assert frame["work_permits_granted"].tolist() == [2.0]


def test_unknown_tables_and_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="did you mean 'cohorts'"):
        reader.read(tmp_path, "cohort")
    with pytest.raises(TableProblem, match="did you mean 'cohorts'"):
        writer.write(tmp_path, "cohort", example("permits"))
    writer.write(tmp_path, "permits", example("permits"))
    with pytest.raises(TableProblem, match="no column 'month_'"):
        reader.read(tmp_path, "permits", ["month_"])


def test_what_is_missing_or_damaged_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="no such folder"):
        reader.read(tmp_path / "none", "permits")
    with pytest.raises(TableProblem, match="'permits' is missing"):
        reader.read(tmp_path, "permits")
    writer.write(tmp_path, "permits", example("permits"))
    path = tmp_path / "permits.parquet"
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(TableProblem, match="damaged") as caught:
        reader.read(tmp_path, "permits")
    assert str(path) in str(caught.value)
    assert "run it again" in caught.value.remedy


def test_bytes_changed_in_the_middle_are_a_problem_too(tmp_path: Path) -> None:
    writer.write(tmp_path, "permits", example("permits", 500))
    path = tmp_path / "permits.parquet"
    raw = bytearray(path.read_bytes())
    raw[10:60] = bytes(50)
    path.write_bytes(bytes(raw))
    with pytest.raises(TableProblem, match="damaged"):
        reader.read(tmp_path, "permits")


def test_the_manifest_is_read_or_its_absence_explained(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="not a finished run"):
        reader.manifest(tmp_path)
    path = tmp_path / "manifest.json"
    path.write_text('{"seed": 1}', encoding="utf-8")
    assert reader.manifest(tmp_path) == {"seed": 1}
    path.write_text('{"seed": 1', encoding="utf-8")
    with pytest.raises(TableProblem, match="damaged"):
        reader.manifest(tmp_path)
    path.write_text("[1]", encoding="utf-8")
    with pytest.raises(TableProblem, match="named values"):
        reader.manifest(tmp_path)


def test_a_write_that_fails_leaves_the_old_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = writer.write(tmp_path, "permits", example("permits"))

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(writer, "_put", broken)
    with pytest.raises(OSError, match="disk full"):
        writer.write(tmp_path, "permits", example("permits", 5))
    assert writer.digest(tmp_path / "permits.parquet") == before
    assert [p.name for p in tmp_path.iterdir()] == ["permits.parquet"]
