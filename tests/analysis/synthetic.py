"""A made-up run folder with every table, seeded: to test and look at the report without running the model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import synthetic_backgrounds

from werkagenda.evidence import places
from werkagenda.tables import schemas, writer
from werkagenda.tables import vocabulary as words

SHARE = dict(zip(words.ORIGINS, (0.52, 0.14, 0.06, 0.05, 0.05, 0.07, 0.05, 0.06), strict=True))
PERMITS = (19.0, 33.0, 32.0, 16.0, 9.0, 9.0, 9.0, 20.0, 26.0, 23.0, 29.0, 30.0, 27.0, 27.0, 26.0, 26.0)
"""Adults and children with a new permit per year from 2014, thousand (made up)."""


def grid(**levels: object) -> pd.DataFrame:
    """All combinations of the levels."""
    return pd.MultiIndex.from_product(list(levels.values()), names=list(levels)).to_frame(index=False)


def employed(months: np.ndarray, sex: np.ndarray, origin: np.ndarray, year: np.ndarray) -> np.ndarray:
    """A made-up share in work, months after the permit."""
    top = np.where(sex == "male", 0.62, 0.33) + np.where(origin == "Eritrea", 0.06, 0.0) + (year - 2014) * 0.008
    middle = np.where(origin == "Eritrea", 46, 40) - (year - 2014) * 1.5
    return top / (1 + np.exp(-(months - middle) / 11))


def cohorts(months: int, noise: np.random.Generator, scale: float) -> pd.DataFrame:
    """The table of the same name, without the run's columns."""
    t = grid(permit_year=range(2014, 2030), months_since_permit=range(months), sex=words.SEXES, origin=words.ORIGINS)
    first = (t.permit_year - 2014) * 12
    observed = np.clip(months - (first + t.months_since_permit), 0, 12) / 12
    share = t.origin.map(SHARE) * np.where(t.sex == "male", 0.6, 0.4) * 0.67
    t["persons"] = np.array(PERMITS)[t.permit_year - 2014] * 1000 * share * observed
    t = t[t.persons > 0].reset_index(drop=True)
    rate = employed(*(t[c].to_numpy() for c in ("months_since_permit", "sex", "origin", "permit_year")))
    draws = noise.binomial(np.maximum((t.persons * scale).astype(int), 1), rate) / scale
    t["employed"] = np.minimum(draws, t.persons)
    t["regular_employed"], t["subsidised_employed"] = t.employed * 0.97, t.employed * 0.03
    t["searching"] = (t.persons - t.employed) * 0.25
    t["inactive"] = t.persons - t.employed - t.searching
    t["on_benefit"] = (t.persons - t.employed) * 0.93 * np.minimum(1, t.months_since_permit / 9)
    t["partial_benefit"] = t.on_benefit * 0.12
    t["main_income_work"], t["main_income_benefit"] = t.employed * 0.85, t.on_benefit * 0.9
    t["in_education"], t["no_income"], t["departed"] = t.persons * 0.08, t.persons * 0.03, t.persons * 0.02
    return t


PARTS = {
    "regular_employed": ("employed", 0.97),
    "subsidised_employed": ("employed", 0.03),
    "on_benefit": ("inactive", 0.95),
    "partial_benefit": ("inactive", 0.1),
    "unemployment_insurance": ("searching", 0.1),
    "student_finance": ("adults", 0.03),
    "no_income": ("adults", 0.04),
    "in_reception": ("inactive", 0.1),
    "in_class": ("inactive", 0.4),
    "in_education": ("adults", 0.07),
    "in_care": ("inactive", 0.2),
    "in_poor_health": ("inactive", 0.15),
    "exempt": ("inactive", 0.05),
    "discouraged": ("inactive", 0.1),
    "passed_civic_integration": ("adults", 0.4),
    "hires": ("searching", 0.1),
    "job_ends": ("employed", 0.03),
    "permanent": ("employed", 0.25),
    "agency": ("employed", 0.25),
    "benefit_euros": ("inactive", 1100.0),
    "on_bijstand": ("inactive", 0.9),
    "bijstand_euros": ("inactive", 1000.0),
    "benefit_households": ("inactive", 0.7),
    "wage_euros": ("employed", 1700.0),
}


def _people(months: int, noise: np.random.Generator) -> pd.DataFrame:
    pieces = []
    for population, groups, size in (
        ("status holders", words.ORIGINS, 180_000.0),
        ("asylum seekers", words.ORIGINS, 40_000.0),
        ("family migrants", ("family migrant",), 90_000.0),
        ("other searchers", ("Dutch background", "migration background"), 350_000.0),
        ("fringe", ("fringe",), 100_000.0),
        ("other workers", ("other worker",), 8_000_000.0),
    ):
        t = grid(index=range(months), population=[population], sex=words.SEXES, origin_group=groups)
        share = t.origin_group.map(SHARE).fillna(1 / len(groups)) * np.where(t.sex == "male", 0.6, 0.4)
        growth = np.minimum(1, 0.05 + t["index"] / 140) if population == "status holders" else 1.0
        t["adults"] = size * share * growth
        top = np.where(t.sex == "male", 0.56, 0.3)
        t["employed"] = t.adults * top / (1 + np.exp(-(t["index"] - 70) / 22)) * noise.normal(1, 0.005, len(t))
        pieces.append(t)
    return pd.concat(pieces, ignore_index=True)


def monthly(months: int, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name, without the run's columns."""
    t = _people(months, noise)
    t["persons"] = t.adults * 1.4
    t["searching"] = (t.adults - t.employed) * 0.22
    t["inactive"] = t.adults - t.employed - t.searching
    for name, (base, factor) in PARTS.items():
        t[name] = t[base] * factor
    t["month"] = t["index"].map(words.month_label)
    keys = ["month", "population", "sex", "origin_group"]
    long = t.drop(columns="index").melt(keys, list(words.INDICATORS), "indicator", "value")
    long["unit"] = long.indicator.map(words.INDICATORS)
    return long


LEVELS: dict[str, tuple[str, ...]] = {
    "education": words.EDUCATIONS,
    "age": ("18-24", "25-34", "35-44", "45-54", "55-64"),
    "household": ("single", "couple", "couple with children", "single parent"),
    "region": places.regions().name,
    "sector": words.SECTORS,
    "contract": words.CONTRACTS,
    "hours": words.HOURS_BANDS,
}


def groups(months: int, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name, without the run's columns."""
    pieces = []
    for dimension, levels in LEVELS.items():
        weight = noise.dirichlet(np.full(len(levels), 6.0))
        names = ("employed",) if dimension in ("sector", "contract", "hours") else tuple(_CORE)
        t = grid(
            index=range(months), population=["status holders"], dimension=[dimension], level=levels, indicator=names
        )
        ramp = 1 / (1 + np.exp(-(t["index"] - 70) / 22)) * 90_000
        t["value"] = ramp * t.level.map(dict(zip(levels, weight, strict=True))) * t.indicator.map(_CORE)
        pieces.append(t)
    out = pd.concat(pieces, ignore_index=True)
    out["month"], out["unit"] = out["index"].map(words.month_label), "persons"
    return out


_CORE = {"adults": 2.1, "employed": 1.0, "searching": 0.3, "on_benefit": 0.9, "regular_employed": 0.97}


def applicants(months: int, noise: np.random.Generator, count: int = 60) -> pd.DataFrame:
    """The table of the same name: `count` people who apply in the outlook, at their marks; nobody has an offer."""
    first = words.HISTORY_MONTHS
    start = np.sort(noise.integers(first, max(months, first + 1), count))
    rows = [
        (f"{n:016x}", at, since)
        for n, at in enumerate(start)
        for since in range(months - at)
        if since in (0, 6, 12, 24, 36, 48) or (at + since) % 12 == 11
    ]
    t = pd.DataFrame(rows, columns=["person", "at", "months_since"])
    t["applied"] = t["at"].map(words.month_label)
    regular = noise.random(len(t)) < np.minimum(0.5, t.months_since / 80)
    fixed = {"sex": "male", "origin": "Syria", "education": "low", "region": places.regions().name[0]}
    flags = {"offered": False, "accepted": False, "present": True, "subsidised": False, "partial_benefit": False}
    return t.assign(**fixed, **flags, regular=regular, on_benefit=~regular, net_income_eur=1_250.0)


def subsidy() -> pd.DataFrame:
    """The table of the same name: two rounds."""
    amounts = {"applications": 357.0, "granted": 300.0, "people": 380.0, "euros": 2.4e6}
    rounds = pd.DataFrame({"year": [2024, 2025], "ceiling_eur": [2.5e6, 3e6], "exhausted": ["2024-09", ""]})
    return rounds.assign(**amounts, refused_ceiling=[40.0, 0.0], refused_rules=17.0, new_employers=0.0, new_people=0.0)


def small(months: int, noise: np.random.Generator) -> dict[str, pd.DataFrame]:
    """All other tables, without the run's columns."""
    labels = [words.month_label(i) for i in range(months)]
    codes = places.municipalities().name
    t: dict[str, pd.DataFrame] = {}
    t["municipalities"] = grid(month=labels, municipality=codes).assign(
        status_holders=noise.lognormal(6, 1, len(codes))[np.tile(np.arange(len(codes)), len(labels))],
        employed=lambda f: f.status_holders * noise.uniform(0.35, 0.5, len(f)),
        on_benefit=300.0,
        startbanen=0.0,
        adopted_startbanen=False,
    )
    t["employers"] = grid(month=labels, sector=words.SECTORS, size_class=words.SIZE_CLASSES).assign(
        vacancies_open=lambda f: noise.uniform(5e3, 2e4, len(f)),
        vacancies_filled=lambda f: noise.uniform(3e3, 9e3, len(f)),
        hires_status_holders=60.0,
        structured_selection_share=0.3,
        experienced_share=0.1,
        subsidy_applications=1.0,
    )
    pairs = (
        ("municipality", "person", "bijstand", 1.2e8),
        ("employer", "person", "wages", 1.5e8),
        ("employer", "tax authority", "employer contributions", 3e7),
        ("person", "tax authority", "income tax", 2e7),
        ("central government", "municipality", "bijstand", 1.2e8),
        ("municipality", "course provider", "civic integration", 1e7),
        ("central government", "reception agency", "reception", 9e7),
        ("person", "reception agency", "reception contribution", 1e5),
        ("employee-insurance agency", "person", "unemployment insurance", 4e6),
    )
    t["ledger"] = pd.DataFrame(
        [(m, *p[:3], p[3] * noise.normal(1, 0.02)) for m in labels for p in pairs],
        columns=["month", "payer", "payee", "instrument", "euros"],
    )
    t["audit"] = grid(
        month=labels,
        sector=words.SECTORS,
        size_class=words.SIZE_CLASSES,
        origin_group=("Dutch background", "migration background"),
    )
    called = np.where(t["audit"].origin_group == "Dutch background", 0.34, 0.245)
    t["audit"] = t["audit"].assign(applications=50.0, callbacks=noise.binomial(50, called).astype(float))
    t["displacement"] = grid(month=labels, who=words.WHO_DISPLACED, sector=words.SECTORS).assign(months_displaced=0.0)
    nothing = dict.fromkeys(schemas.body("uptake").names[2:], 0.0)
    t["uptake"] = grid(month=labels, policy=["startbanen", "sowis", "bias"]).assign(**nothing)
    late = np.array([m >= "2023-12" for m in labels])
    t["permits"] = pd.DataFrame({"month": labels, "work_permits_granted": np.where(late, 900.0, 60.0)}).assign(
        asylum_seekers_allowed_to_work=16_000.0, asylum_seekers_working=np.where(late, 6_000.0, 400.0)
    )
    t["flows"] = grid(month=labels[:-3], population=["status holders"], **{"from": words.STATES, "to": words.STATES})
    move = {("employed", "employed"): 80e3, ("searching", "employed"): 5e3, ("inactive", "inactive"): 70e3}
    t["flows"]["persons"] = [move.get(k, 3e3) for k in zip(t["flows"]["from"], t["flows"]["to"], strict=True)]
    t["vacancy_durations"] = grid(
        month=labels, sector=words.SECTORS, posted=(False, True), months_open=range(6)
    ).assign(filled=lambda f: 4000 * 0.5**f.months_open, lapsed=lambda f: 500 * 0.6**f.months_open)
    jobs = grid(
        month=labels,
        population=["status holders"],
        origin=["Syria", "Eritrea"],
        sector=words.SECTORS,
        contract=words.CONTRACTS,
    )
    jobs["hours_band"] = noise.choice(words.HOURS_BANDS, len(jobs))
    jobs["channel"], jobs["first_job"] = noise.choice(words.CHANNELS, len(jobs)), noise.random(len(jobs)) < 0.3
    t["jobs"] = jobs.assign(hires=noise.poisson(30, len(jobs)).astype(float))
    t["sample"] = grid(person=["P1", "P2"], month=labels).assign(
        origin="Syria",
        sex="male",
        age=30,
        municipality="GM0014",
        status="employed",
        reason="none",
        language=0.4,
        hours=24.0,
        wage_eur_hour=15.2,
        contract="agency",
        sector="trade",
        benefit_eur=0.0,
        household="single",
    )
    return t


def make(folder: Path, replicates: int = 2, scale: float = 0.1, months: int = words.MONTHS, seed: int = 1) -> Path:
    """Write a made-up run into `folder` and return it."""
    pieces: dict[str, list[pa.Table]] = {}
    for replicate in range(replicates):
        noise = np.random.default_rng([seed, replicate])
        frames = small(months, noise)
        frames |= {
            "cohorts": cohorts(months, noise, scale),
            "monthly": monthly(months, noise),
            "groups": groups(months, noise),
            "applicants": applicants(months, noise),
            "subsidy": subsidy(),
            "backgrounds": synthetic_backgrounds.of_run([words.month_label(index) for index in range(months)]),
        }
        for name, frame in frames.items():
            bare = pa.Table.from_pandas(frame[schemas.body(name).names], schemas.body(name), preserve_index=False)
            pieces.setdefault(name, []).append(writer.label(bare, "baseline", replicate))
    hashes = {f"{name}.parquet": writer.write(folder, name, pa.concat_tables(parts)) for name, parts in pieces.items()}
    (folder / "manifest.json").write_text(json.dumps(manifest(replicates, scale, seed, hashes)), encoding="utf-8")
    return folder


def manifest(replicates: int, scale: float, seed: int, hashes: dict[str, str]) -> dict[str, object]:
    """A manifest in the shape the study writes."""
    return {
        "command": f"werkagenda run scenario=baseline population.scale={scale} replicates={replicates} seed={seed}",
        "scenario": "baseline",
        "config": {
            "economy": "central",
            "inflow": "central",
            "law": "june_2025",
            "population": {"scale": scale},
            "replicates": replicates,
        },
        "seeds": {"seed": seed, "replicates": list(range(replicates))},
        "parameters_without_source": ["search.made_up"],
        "code": {"version": "0", "commit": "0" * 40, "changed_since_commit": False},
        "evidence": {"made_up.csv": "ab" * 32},
        "packages": {"numpy": "2"},
        "outputs": {name: {"sha256": digest} for name, digest in hashes.items()},
        "wall_seconds": 12.3,
        "peak_memory_bytes": 512 * 2**20,
    }
