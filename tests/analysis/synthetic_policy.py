"""Made-up runs of scenarios with known effects, small enough to be made by the dozen: to test comparisons."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import synthetic_backgrounds

from werkagenda.scenarios import catalogue
from werkagenda.tables import schemas, writer
from werkagenda.tables import vocabulary as words
from werkagenda.tables.flows import described

MONTHS = [words.month_label(index) for index in range(words.HISTORY_MONTHS - 12, words.MONTHS)]
"""The year 2024 is history that a comparison must leave out; the outlook is whole."""
ASSUME = {"vacancy_response": 0.5, "additional_job_share": 0.35, "fringe_share": 0.3, "taste_share": 0.5}
ENTRIES = {
    "openings.vacancy_response": 0.5,
    "startbanen.additional_job_share": 0.35,
    "rivals.fringe_share": 0.3,
    "callback.taste_share": 0.5,
    "search.made_up": 1.0,
}
LEVELS = {"employed": 60_000.0, "searching": 20_000.0, "on_benefit": 90_000.0, "adults": 180_000.0}
EURO_A_MONTH = 1_000.0
"""Benefit of each person on benefit."""


def people(month: str, jobs: float, subsidised: float, shock: float, sex: str, origin: str) -> dict[str, float]:
    """Indicators of one cell of status holders in one month; policy acts on Syrian men only."""
    here = 1.0 if (sex, origin) == ("male", "Syria") and month >= "2025-01" else 0.0
    regular = LEVELS["employed"] / 4 + shock + here * jobs
    benefit = LEVELS["on_benefit"] / 4 - here * jobs
    return {
        "regular_employed": regular,
        "subsidised_employed": here * subsidised,
        "employed": regular + here * subsidised,
        "searching": LEVELS["searching"] / 4,
        "on_benefit": benefit,
        "partial_benefit": benefit / 10,
        "benefit_households": benefit / 1.5,
        "benefit_euros": benefit * EURO_A_MONTH,
        "on_bijstand": 0.9 * benefit,
        "bijstand_euros": 0.9 * benefit * EURO_A_MONTH,
        "adults": LEVELS["adults"] / 4,
    }


def monthly(jobs: float, subsidised: float, shock: float, others: float) -> pd.DataFrame:
    """The table of the same name: two sexes by two origins, the fringe and other workers, who lose `others` jobs."""
    rows: list[tuple[object, ...]] = []
    for month in MONTHS:
        for sex in words.SEXES:
            for origin in ("Syria", "Eritrea"):
                found = people(month, jobs, subsidised, shock, sex, origin)
                rows += [(month, "status holders", sex, origin, name, value) for name, value in found.items()]
            lost = others / 2 if month >= "2025-01" else 0.0
            rows.append((month, "fringe", sex, "fringe", "employed", 50_000.0 - 0.25 * lost))
            rows.append((month, "other workers", sex, "other worker", "employed", 4e6 - 0.75 * lost))
            rows.append((month, "asylum seekers", sex, "Syria", "employed", 500.0))
            rows.append((month, "family migrants", sex, "family migrant", "employed", 700.0))
    frame = pd.DataFrame(rows, columns=["month", "population", "sex", "origin_group", "indicator", "value"])
    return frame.assign(unit=frame["indicator"].map(words.INDICATORS))


def groups(jobs: float, shock: float) -> pd.DataFrame:
    """The table of the same name: half of the effect for the low and half for the middle educated."""
    rows: list[tuple[object, ...]] = []
    for month in MONTHS:
        for dimension, levels in (("education", ("low", "middle")), ("age", ("18-24", "25-34"))):
            for level in levels:
                value = 30_000.0 + shock + (jobs / 2 if month >= "2025-01" else 0.0)
                rows.append((month, "status holders", dimension, level, "regular_employed", value))
                rows.append((month, "status holders", dimension, level, "adults", 90_000.0))
    names = ["month", "population", "dimension", "level", "indicator", "value"]
    return pd.DataFrame(rows, columns=names).assign(unit="persons")


def ledger(jobs: float, subsidised: float) -> pd.DataFrame:
    """The table of the same name: benefit of the people on it, their wages, and the subsidy of who is subsidised."""
    rows: list[tuple[object, ...]] = []
    for month in MONTHS:
        now = month >= "2025-01"
        benefit = (LEVELS["on_benefit"] - now * jobs) * EURO_A_MONTH
        rows.append((month, "municipality", "person", "bijstand", benefit))
        rows.append((month, "central government", "municipality", "bijstand", LEVELS["on_benefit"] * EURO_A_MONTH))
        rows.append((month, "employer", "person", "wages", (LEVELS["employed"] + now * (jobs + subsidised)) * 1_700.0))
        if subsidised and now:
            rows.append((month, "central government", "employer", "wage subsidy", subsidised * 1_200.0))
    return pd.DataFrame(rows, columns=["month", "payer", "payee", "instrument", "euros"])


def more_euros(flows: Sequence[tuple[str, str, str, float]]) -> pd.DataFrame:
    """Rows of `ledger`: payer, payee, instrument and euros of every month of the outlook."""
    rows = [(month, *flow) for month in MONTHS if month >= "2025-01" for flow in flows]
    return pd.DataFrame(rows, columns=["month", "payer", "payee", "instrument", "euros"])


def uptake(policy: str, months: Sequence[str], **counts: float) -> list[dict[str, object]]:
    """Rows of the table of the same name: the same counts in each month, none of what is not said."""
    names = [name for name in schemas.body("uptake").names if name not in ("month", "policy")]
    return [{"month": month, "policy": policy, **dict.fromkeys(names, 0.0), **counts} for month in months]


def displacement(passed: float) -> pd.DataFrame:
    """The table of the same name: `passed` residents a month."""
    rows = [(month, "residents", "trade", passed if month >= "2025-01" else 0.0) for month in MONTHS]
    return pd.DataFrame(rows, columns=["month", "who", "sector", "months_displaced"])


def applicant(person: str, since: int, applied: str = "2025-01", **states: bool) -> dict[str, object]:
    """A row of `applicants`; present and nothing else unless said."""
    names = ("offered", "accepted", "regular", "subsidised", "on_benefit", "partial_benefit")
    fixed = {"applied": applied, "sex": "male", "origin": "Syria", "education": "low", "region": "Amsterdam"}
    return {
        **fixed,
        **dict.fromkeys(names, False),
        "person": person,
        "months_since": since,
        "present": True,
        "net_income_eur": 1_000.0,
        **states,
    }


def make(
    folder: Path,
    scenario: str = "baseline",
    *,
    jobs: float | Sequence[float] = 0.0,
    subsidised: float = 0.0,
    others: float = 0.0,
    passed: float = 0.0,
    noise: float = 0.0,
    chance: int = 1,
    replicates: int = 2,
    scale: float = 0.1,
    applicants: Sequence[Mapping[str, object]] = (),
    euros: Sequence[tuple[str, str, str, float]] = (),
    taken: Sequence[Mapping[str, object]] = (),
    rounds: Sequence[Mapping[str, object]] = (),
    assume: Mapping[str, float] | None = None,
    **config: Any,
) -> Path:
    """Write a run: `jobs` regular jobs more (of each replicate, if several), with shocks of `chance` common to all;
    `euros`: flows of each month beside the usual ones; `taken`: rows of `uptake`, `rounds`: of `subsidy`."""
    pieces: dict[str, list[pa.Table]] = {}
    for replicate in range(replicates):
        shock = float(np.random.default_rng([chance, replicate]).normal()) * noise
        more = float(jobs if isinstance(jobs, int | float) else jobs[replicate])
        frames = {
            "monthly": monthly(more, subsidised, shock, others),
            "groups": groups(more, shock),
            "backgrounds": synthetic_backgrounds.of_run(MONTHS, 0.75 * others),
            "ledger": pd.concat([ledger(more, subsidised), more_euros(euros)]),
            "subsidy": pd.DataFrame(list(rounds), columns=schemas.body("subsidy").names),
            "uptake": pd.DataFrame(list(taken), columns=schemas.body("uptake").names),
            "displacement": displacement(passed),
            "applicants": pd.DataFrame(list(applicants), columns=schemas.body("applicants").names),
        }
        for name, frame in frames.items():
            bare = pa.Table.from_pandas(frame[schemas.body(name).names], schemas.body(name), preserve_index=False)
            pieces.setdefault(name, []).append(writer.label(bare, scenario, replicate))
    hashes = {f"{name}.parquet": writer.write(folder, name, pa.concat_tables(parts)) for name, parts in pieces.items()}
    card = manifest(scenario, replicates, scale, {**ASSUME, **(assume or {})}, config)
    card["outputs"] = {name: {"sha256": digest} for name, digest in hashes.items()}
    (folder / "manifest.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def manifest(
    scenario: str, replicates: int, scale: float, assume: Mapping[str, float], config: Mapping[str, Any]
) -> dict[str, Any]:
    """A manifest in the shape the study writes; `config` replaces settings."""
    settings = {
        "scenario": scenario,
        "economy": "central",
        "inflow": "central",
        "law": "june_2025",
        "population": {"scale": scale},
        "outlook": {"end": "2029-12"},
        "seed": 1,
        "replicates": replicates,
        "parameters": {name: {"value": value, "source": f"ev:{name}"} for name, value in ENTRIES.items()},
        "instruments": {"startbanen": {"dose": 0.0 if scenario == "baseline" else 0.5}},
        "assume": dict(assume),
    }
    return {
        "command": f"werkagenda run scenario={scenario}",
        "scenario": scenario,
        "description": {"en": f"What {scenario} is.", "nl": f"Wat {scenario} is."},
        "config": settings | dict(config),
        "seeds": {"seed": 1, "replicates": list(range(replicates))},
        "parameters_without_source": [],
        "code": {"version": "0.1.0", "commit": "0" * 40, "sources_sha256": "ab" * 32},
        "evidence": {"parameters.csv": "cd" * 32},
        "ledger": described(catalogue.headings()),
        "instruments": catalogue.titles(),
    }
