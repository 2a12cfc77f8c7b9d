"""Schemas of all result tables: columns with types, keys, and allowed labels.

Every table starts with `scenario` (string) and `replicate` (int32). Months are strings `YYYY-MM`. Counts are float64
and scaled to the country; euros are float64 (whole cents divided by 100).
"""

from __future__ import annotations

import pyarrow as pa

from werkagenda.tables import vocabulary

_S, _F, _I, _B = pa.string(), pa.float64(), pa.int32(), pa.bool_()
RUN = (("scenario", _S), ("replicate", _I))
"""Columns that identify the run of a row; added by the study."""

_KEYS: dict[str, dict[str, pa.DataType]] = {
    "monthly": {"month": _S, "population": _S, "sex": _S, "origin_group": _S, "indicator": _S},
    "cohorts": {"permit_year": _I, "months_since_permit": _I, "sex": _S, "origin": _S},
    "municipalities": {"month": _S, "municipality": _S},
    "employers": {"month": _S, "sector": _S, "size_class": _S},
    "ledger": {"month": _S, "payer": _S, "payee": _S, "instrument": _S},
    "audit": {"month": _S, "sector": _S, "size_class": _S, "origin_group": _S},
    "displacement": {"month": _S, "who": _S, "sector": _S},
    "permits": {"month": _S},
    "groups": {"month": _S, "population": _S, "dimension": _S, "level": _S, "indicator": _S},
    "flows": {"month": _S, "population": _S, "from": _S, "to": _S},
    "vacancy_durations": {"month": _S, "sector": _S, "posted": _B, "months_open": _I},
    "jobs": {
        "month": _S,
        "population": _S,
        "origin": _S,
        "sector": _S,
        "contract": _S,
        "hours_band": _S,
        "channel": _S,
        "first_job": _B,
    },
    "sample": {"person": _S, "month": _S},
    "applicants": {"person": _S, "months_since": _I},
    "subsidy": {"year": _I},
    "uptake": {"month": _S, "policy": _S},
    "backgrounds": {"month": _S, "background": _S, "dimension": _S, "level": _S, "indicator": _S},
}

_VALUES: dict[str, dict[str, pa.DataType]] = {
    "monthly": {"value": _F, "unit": _S},
    "cohorts": dict.fromkeys(
        (
            "persons",
            "employed",
            "regular_employed",
            "subsidised_employed",
            "searching",
            "inactive",
            "on_benefit",
            "partial_benefit",
            "main_income_work",
            "main_income_benefit",
            "in_education",
            "no_income",
            "departed",
        ),
        _F,
    ),
    "municipalities": {
        "status_holders": _F,
        "employed": _F,
        "on_benefit": _F,
        "startbanen": _F,
        "adopted_startbanen": _B,
    },
    "employers": dict.fromkeys(
        (
            "vacancies_open",
            "vacancies_filled",
            "hires_status_holders",
            "structured_selection_share",
            "experienced_share",
            "subsidy_applications",
        ),
        _F,
    ),
    "ledger": {"euros": _F},
    "audit": {"applications": _F, "callbacks": _F},
    "displacement": {"months_displaced": _F},
    "permits": {
        "work_permits_granted": _F,
        "asylum_seekers_allowed_to_work": _F,
        "asylum_seekers_working": _F,
    },
    "groups": {"value": _F, "unit": _S},
    "flows": {"persons": _F},
    "vacancy_durations": {"filled": _F, "lapsed": _F},
    "jobs": {"hires": _F},
    "sample": {
        "origin": _S,
        "sex": _S,
        "age": _I,
        "municipality": _S,
        "status": _S,
        "reason": _S,
        "language": _F,
        "hours": _F,
        "wage_eur_hour": _F,
        "contract": _S,
        "sector": _S,
        "benefit_eur": _F,
        "household": _S,
    },
    "applicants": {
        "applied": _S,
        "sex": _S,
        "origin": _S,
        "education": _S,
        "region": _S,
        **dict.fromkeys(
            ("offered", "accepted", "present", "regular", "subsidised", "on_benefit", "partial_benefit"), _B
        ),
        "net_income_eur": _F,
    },
    "subsidy": {
        **dict.fromkeys(
            ("ceiling_eur", "applications", "granted", "people", "euros", "refused_ceiling", "refused_rules"), _F
        ),
        "exhausted": _S,
        **dict.fromkeys(("new_employers", "new_people"), _F),
    },
    "uptake": dict.fromkeys(
        ("eligible", "reached", "started", "running", "left_out", "committed_eur", "envelope_eur"), _F
    ),
    "backgrounds": {"value": _F, "unit": _S},
}

KEYS: dict[str, tuple[str, ...]] = {name: ("scenario", "replicate", *keys) for name, keys in _KEYS.items()}
"""Key columns; no two rows of a table have equal keys."""

SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema([*RUN, *keys.items(), *_VALUES[name].items()]) for name, keys in _KEYS.items()
}
"""Every table with its columns in order."""

MAY_BE_EMPTY = frozenset({"sample"})
"""Tables whose value columns may be empty (a person without a job has no contract)."""

_POPULATIONS: dict[str, tuple[str, ...]] = {"population": vocabulary.POPULATIONS}
_PEOPLE: dict[str, tuple[str, ...]] = {"sex": vocabulary.SEXES, "origin": vocabulary.ORIGINS}
_FIRMS: dict[str, tuple[str, ...]] = {"sector": vocabulary.SECTORS, "size_class": vocabulary.SIZE_CLASSES}
ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "monthly": {**_POPULATIONS, "sex": vocabulary.SEXES, "origin_group": vocabulary.ORIGIN_GROUPS},
    "cohorts": _PEOPLE,
    "employers": _FIRMS,
    "ledger": {"payer": vocabulary.PAYERS, "payee": vocabulary.PAYERS},
    "audit": {**_FIRMS, "origin_group": vocabulary.ORIGIN_GROUPS},
    "displacement": {"who": vocabulary.WHO_DISPLACED, "sector": vocabulary.SECTORS},
    "groups": _POPULATIONS,
    "flows": {**_POPULATIONS, "from": vocabulary.STATES, "to": vocabulary.STATES},
    "vacancy_durations": {"sector": vocabulary.SECTORS},
    "jobs": {
        **_POPULATIONS,
        "sector": vocabulary.SECTORS,
        "contract": vocabulary.CONTRACTS,
        "hours_band": vocabulary.HOURS_BANDS,
        "channel": vocabulary.CHANNELS,
    },
    "applicants": {**_PEOPLE, "education": vocabulary.EDUCATIONS},
    "backgrounds": {"background": vocabulary.BACKGROUND_CLASSES, "indicator": tuple(vocabulary.BACKGROUND_INDICATORS)},
}
"""Allowed labels of text columns."""


def body(name: str) -> pa.Schema:
    """Columns of a table as built by the model: all but `scenario` and `replicate`."""
    return pa.schema(list(SCHEMAS[name])[len(RUN) :])
