"""Result tables from the record: codes become labels, counts are scaled to the country, cents become euros."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.evidence import places
from werkagenda.model.output import background_table, policy_tables
from werkagenda.model.output.table_columns import Array, labels, months, table
from werkagenda.model.state import State
from werkagenda.tables import vocabulary
from werkagenda.tables.schemas import body

GROUP_LEVELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("education", vocabulary.EDUCATIONS),
    ("region", places.regions().name),
    ("age", ("18-24", "25-34", "35-44", "45-54", "55-65")),
    ("household", ("single", "couple", "lone parent", "couple with children")),
    ("sector", vocabulary.SECTORS),
    ("contract", vocabulary.CONTRACTS),
    ("hours", vocabulary.HOURS_BANDS),
)
NEWCOMERS = vocabulary.NEWCOMERS
EUROS = tuple(i for i, unit in enumerate(vocabulary.INDICATORS.values()) if unit == "euros")


def tables(w: State) -> dict[str, pa.Table]:
    """All result tables of the months run so far, without the columns scenario and replicate."""
    builders = (
        ("monthly", monthly),
        ("cohorts", cohorts),
        ("municipalities", municipalities),
        ("employers", employers),
        ("ledger", ledger),
        ("audit", audit),
        ("displacement", displacement),
        ("permits", permits),
        ("groups", groups),
        ("flows", flows),
        ("vacancy_durations", vacancy_durations),
        ("jobs", jobs),
        ("sample", sample),
        ("applicants", policy_tables.applicants),
        ("subsidy", policy_tables.no_rounds),
        ("uptake", policy_tables.uptake),
        ("backgrounds", background_table.backgrounds),
    )
    built = {name: build(w) for name, build in builders}
    for instrument in w.hooks.instruments:
        built |= instrument.tables(w)
    return built


def monthly(w: State) -> pa.Table:
    """Month x population x sex x origin group x indicator; newcomers, other job seekers and the fringe."""
    cube, n = w.record["monthly"][: w.month], len(vocabulary.INDICATORS)
    present = np.flatnonzero(cube[..., 0].ravel())
    units = list(vocabulary.INDICATORS.values())
    t, kind, sex, origin = (np.repeat(x, n) for x in np.unravel_index(present, cube.shape[:4]))
    values = cube.reshape(-1, n)[present].ravel() / w.spec.scale
    indicator = np.tile(np.arange(n), len(present))
    values = np.where(np.isin(indicator, EUROS), values / 100.0, values)
    rest = _others(w)
    return table(
        "monthly",
        {
            "month": pa.concat_arrays([labels(months(w), t), pa.array(rest["month"], pa.string())]),
            "population": pa.concat_arrays([labels(NEWCOMERS, kind), pa.array(rest["population"], pa.string())]),
            "sex": pa.concat_arrays([labels(vocabulary.SEXES, sex), pa.array(rest["sex"], pa.string())]),
            "origin_group": pa.concat_arrays(
                [labels(vocabulary.ORIGIN_GROUPS, origin), pa.array(rest["origin_group"], pa.string())]
            ),
            "indicator": pa.concat_arrays(
                [labels(list(vocabulary.INDICATORS), indicator), pa.array(rest["indicator"], pa.string())]
            ),
            "value": pa.array(np.concatenate([values, np.array(rest["value"])])),
            "unit": pa.concat_arrays([labels(units, indicator), pa.array(rest["unit"], pa.string())]),
        },
    )


def _others(w: State) -> dict[str, list[Any]]:
    """Rows of other job seekers (searching, hires); fringe and other workers are split evenly by sex."""
    out: dict[str, list[Any]] = {k: [] for k in ("month", "population", "sex", "origin_group", "indicator", "value")}
    scale = w.spec.scale

    def add(*row: Any) -> None:
        for name, value in zip(out, row, strict=True):
            out[name].append(value)

    for t, month in enumerate(months(w)):
        cube = w.record["residents"][t]
        for sex, migrant in np.ndindex(2, 2):
            group = vocabulary.BACKGROUNDS[migrant]
            for k, name in ((0, "searching"), (0, "adults"), (1, "hires")):
                add(month, "other searchers", vocabulary.SEXES[sex], group, name, float(cube[sex, migrant, k]) / scale)
        working, hired = (float(x) / scale for x in w.record["fringe"][t])
        for sex in vocabulary.SEXES:
            add(month, "fringe", sex, "fringe", "employed", working / 2.0)
            add(month, "fringe", sex, "fringe", "hires", hired / 2.0)
            others = float(w.record["working"][t, 0]) / scale
            add(month, "other workers", sex, "other worker", "employed", others / 2.0)
    out["unit"] = ["persons"] * len(out["month"])
    return out


def cohorts(w: State) -> pa.Table:
    """Permit year x months since permit x sex x origin.

    Includes months since permit that only part of a cohort, or of the run, has reached.
    """
    cube = w.record.cohorts[:, :, :, :8]
    rows = np.flatnonzero(cube.any(axis=4).ravel())
    year, since, sex, origin = np.unravel_index(rows, cube.shape[:4])
    values = cube.reshape(-1, cube.shape[4])[rows] / w.spec.scale
    names = [f.name for f in body("cohorts")][4:]
    columns: dict[str, Any] = {
        "permit_year": pa.array((2014 + year).astype(np.int32)),
        "months_since_permit": pa.array(since.astype(np.int32)),
        "sex": labels(vocabulary.SEXES, sex),
        "origin": labels(vocabulary.ORIGINS, origin),
    }
    columns.update({name: pa.array(values[:, k]) for k, name in enumerate(names)})
    return table("cohorts", columns)


def municipalities(w: State) -> pa.Table:
    """Month x municipality."""
    cube = w.record["places"][: w.month]
    t, town = (x.ravel() for x in np.indices(cube.shape[:2]))
    flat = cube.reshape(-1, cube.shape[2]) / w.spec.scale
    return table(
        "municipalities",
        {
            "month": labels(months(w), t),
            "municipality": labels(w.places.name, town),
            "status_holders": flat[:, 0],
            "employed": flat[:, 1],
            "on_benefit": flat[:, 2],
            "startbanen": flat[:, 3],
            "adopted_startbanen": flat[:, 4] > 0,
        },
    )


def employers(w: State) -> pa.Table:
    """Month x sector x size class."""
    r, n, scale = w.record, w.month, w.spec.scale
    t, sector, size = (x.ravel() for x in np.indices((n, 9, 4)))
    screening = r["screening"][:n].reshape(-1, 3)
    known = np.maximum(screening[:, 0], 1.0)
    hires = r["sector_size"][:n].reshape(-1, 2) / scale
    applications = r["subsidy"][:n] if "subsidy" in r.arrays else np.zeros((n, 9, 4), np.int64)
    return table(
        "employers",
        {
            "month": labels(months(w), t),
            "sector": labels(vocabulary.SECTORS, sector),
            "size_class": labels(vocabulary.SIZE_CLASSES, size),
            "vacancies_open": r["open"][:n].ravel() / scale,
            "vacancies_filled": hires[:, 0],
            "hires_status_holders": hires[:, 1],
            "structured_selection_share": screening[:, 1] / known,
            "experienced_share": screening[:, 2] / known,
            "subsidy_applications": applications.ravel() / scale,
        },
    )


def ledger(w: State) -> pa.Table:
    """Month x payer x payee x instrument, in euros for the country; headings in their declared order."""
    headings = sorted(w.ledger.headings, key=lambda each: (each.place, each.name))
    cube = w.ledger.cents[: w.month][..., [w.ledger.at[each.name] for each in headings]]
    rows = np.flatnonzero(cube.ravel())
    t, payer, payee, instrument = np.unravel_index(rows, cube.shape)
    return table(
        "ledger",
        {
            "month": labels(months(w), t),
            "payer": labels(vocabulary.PAYERS, payer),
            "payee": labels(vocabulary.PAYERS, payee),
            "instrument": labels([each.name for each in headings], instrument),
            "euros": cube.ravel()[rows] / 100.0 / w.spec.scale,
        },
    )


def audit(w: State) -> pa.Table:
    """Applications of the correspondence test; counts, not scaled to the country."""
    cube = w.record["audit"][: w.month]
    t, sector, size, migrant = (x.ravel() for x in np.indices(cube.shape[:4]))
    flat = cube.reshape(-1, 2).astype(float)
    return table(
        "audit",
        {
            "month": labels(months(w), t),
            "sector": labels(vocabulary.SECTORS, sector),
            "size_class": labels(vocabulary.SIZE_CLASSES, size),
            "origin_group": labels(vocabulary.BACKGROUNDS, migrant),
            "applications": flat[:, 0],
            "callbacks": flat[:, 1],
        },
    )


def displacement(w: State) -> pa.Table:
    """Month x who x sector: runner-ups without work because a status holder took the post."""
    cube = w.record["displaced"][: w.month]
    t, who, sector = (x.ravel() for x in np.indices(cube.shape))
    return table(
        "displacement",
        {
            "month": labels(months(w), t),
            "who": labels(vocabulary.WHO_DISPLACED, who),
            "sector": labels(vocabulary.SECTORS, sector),
            "months_displaced": cube.ravel() / w.spec.scale,
        },
    )


def permits(w: State) -> pa.Table:
    """Work permits of asylum seekers by month."""
    flat = w.record["permits"][: w.month] / w.spec.scale
    return table(
        "permits",
        {
            "month": months(w),
            "work_permits_granted": flat[:, 0],
            "asylum_seekers_allowed_to_work": flat[:, 1],
            "asylum_seekers_working": flat[:, 2],
        },
    )


def groups(w: State) -> pa.Table:
    """Month x population x dimension x level x indicator."""
    cube = w.record["groups"][: w.month, :, :62]
    dimension = [d for d, levels in GROUP_LEVELS for _ in levels]
    level = [x for _, levels in GROUP_LEVELS for x in levels]
    t, kind, row, indicator = (x.ravel() for x in np.indices(cube.shape))
    keep = np.repeat(cube[..., 0].ravel() > 0, cube.shape[-1])
    return table(
        "groups",
        {
            "month": labels(months(w), t[keep]),
            "population": labels(NEWCOMERS, kind[keep]),
            "dimension": labels(dimension, row[keep]),
            "level": labels(level, row[keep]),
            "indicator": labels(("adults", "employed", "searching", "on_benefit", "regular_employed"), indicator[keep]),
            "value": cube.ravel()[keep] / w.spec.scale,
            "unit": pa.array(["persons"] * int(keep.sum()), pa.string()),
        },
    )


def resident_flows(w: State, t: int) -> Array:
    """Three-month transitions of other people from month ``t`` (employed, searching, inactive; -1 unknown).

    Searchers have rows and are followed exactly. Workers and people outside the labour force are counts, so only moves
    through search or the fringe are known for them.
    """
    r = w.record
    out = np.full((3, 3), -1.0)
    hist = r["resident_hist"][t + 1 : t + 4]
    out[1] = 0.0
    for k in range(3):
        out[1, 0] += hist[k, 0, :, k + 1 :].sum()
        out[1, 2] += hist[k, 1, :, k:].sum()
    stock = r["resident_stock"][t + 3]
    out[1, 1] = stock[:, 3].sum()
    out[0, 1], out[2, 1] = stock[1, :3].sum(), stock[0, :3].sum()
    out[0, 2] = r["left"][t + 1 : t + 4, 1].sum()
    out[0, 0] = r["working"][t, 0] - out[0, 1] - out[0, 2]
    out[2, 0] = r["rivals"][t + 1 : t + 4, 1].sum() + sum(hist[k, 0, 0, : k + 1].sum() for k in range(3))
    return out


def flows(w: State) -> pa.Table:
    """Three-month transitions, labelled by their first month."""
    last = max(0, w.month - 3)
    cube = w.record["flows"][:last]
    t, kind, before, after = (x.ravel() for x in np.indices(cube.shape))
    month = [vocabulary.month_label(int(x)) for x in t]
    population = [NEWCOMERS[int(k)] for k in kind]
    start = [vocabulary.STATES[int(b)] for b in before]
    end = [vocabulary.STATES[int(a)] for a in after]
    persons = list(cube.ravel() / w.spec.scale)
    for s in range(last):
        matrix = resident_flows(w, s)
        for i, j in np.ndindex(3, 3):
            if matrix[i, j] >= 0:
                month.append(vocabulary.month_label(s))
                population.append("other searchers")
                start.append(vocabulary.STATES[i])
                end.append(vocabulary.STATES[j])
                persons.append(float(matrix[i, j]) / w.spec.scale)
    return table("flows", {"month": month, "population": population, "from": start, "to": end, "persons": persons})


def vacancy_durations(w: State) -> pa.Table:
    """Month x sector x posted x months open (12 means 12 or more): filled and lapsed."""
    cube = w.record["durations"][: w.month]
    t, sector, posted, age = (x.ravel() for x in np.indices(cube.shape[:4]))
    flat = cube.reshape(-1, 2) / w.spec.scale
    return table(
        "vacancy_durations",
        {
            "month": labels(months(w), t),
            "sector": labels(vocabulary.SECTORS, sector),
            "posted": posted == 1,
            "months_open": age.astype(np.int32),
            "filled": flat[:, 0],
            "lapsed": flat[:, 1],
        },
    )


def jobs(w: State) -> pa.Table:
    """Hires of newcomers by population, origin, sector, contract, hours, channel, first or later job."""
    cube = w.record["jobs"][: w.month]
    rows = np.flatnonzero(cube.ravel())
    t, kind, origin, sector, contract, hours, channel, first = np.unravel_index(rows, cube.shape)
    return table(
        "jobs",
        {
            "month": labels(months(w), t),
            "population": labels(NEWCOMERS, kind),
            "origin": labels(vocabulary.ORIGIN_GROUPS, origin),
            "sector": labels(vocabulary.SECTORS, sector),
            "contract": labels(vocabulary.CONTRACTS, contract),
            "hours_band": labels(vocabulary.HOURS_BANDS, hours),
            "channel": labels(vocabulary.CHANNELS, channel),
            "first_job": first == 1,
            "hires": cube.ravel()[rows] / w.spec.scale,
        },
    )


def sample(w: State) -> pa.Table:
    """Monthly histories of 200 people, one row per month in the country."""
    rows = w.sample_rows
    cube = w.record["sample"][: w.month, : len(rows)]
    t, k = np.nonzero(cube[..., 0])
    x, p = cube[t, k], w.people
    who = rows[k]
    works = x[:, 3] == 2
    states = ("inactive", "searching", "employed")
    return table(
        "sample",
        {
            "person": [f"{int(i):016x}" for i in p.id[who]],
            "month": labels(months(w), t),
            "origin": labels(vocabulary.ORIGIN_GROUPS, p.origin[who]),
            "sex": labels(vocabulary.SEXES, p.sex[who]),
            "age": x[:, 1].astype(np.int32),
            "municipality": labels(w.places.name, x[:, 2].astype(int)),
            "status": labels(states, x[:, 3].astype(int)),
            "reason": labels(vocabulary.REASONS, x[:, 4].astype(int)),
            "language": x[:, 5],
            "hours": np.where(works, x[:, 6], 0.0),
            "wage_eur_hour": np.where(works, x[:, 7] / 100.0, 0.0),
            "contract": [vocabulary.CONTRACTS[int(c)] if y else None for c, y in zip(x[:, 8], works, strict=True)],
            "sector": [vocabulary.SECTORS[int(c)] if y else None for c, y in zip(x[:, 9], works, strict=True)],
            "benefit_eur": x[:, 10] / 100.0,
            "household": [f"{int(i):016x}" for i in w.households.id[p.household[who]]],
        },
    )
