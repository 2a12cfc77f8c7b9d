"""Other people: monthly entrants to job search (rows), and workers as counts by region, education and contract."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import KIND_RESIDENT
from werkagenda.agents.people import Residents
from werkagenda.agents.resident_rules import ResidentParams
from werkagenda.agents.state import F64, I64, fields
from werkagenda.model.random.column_draws import draws, normals
from werkagenda.model.random.identity import hash_ids, sampled_ids
from werkagenda.model.random.keyed_random import Decision, Keys

Arrays = dict[str, np.ndarray[Any, Any]]


def entrants(month: int, thousand: float, shares: F64, scale: float, keys: Keys, p: ResidentParams) -> Arrays:
    """Rows of the sampled other people who start to search in ``month``, in order of id.

    ``thousand``: national number of entrants in thousands, distributed over regions by ``shares`` (35). They come from
    a job with probability ``from_job_share``.
    """
    expected = np.floor(np.cumsum(thousand * 1000.0 * shares) + 0.5)
    counts = np.diff(expected, prepend=0.0).astype(np.int64)
    all_ids, regions = sampled_ids(KIND_RESIDENT, month, counts, scale)
    rows: Arrays = {name: np.zeros(len(all_ids), t) for name, t in fields(Residents).items()}
    rows["id"][:], rows["hash"][:] = all_ids, hash_ids(all_ids)
    rows["region"][:] = regions
    who = rows["hash"]
    rows["sex"][:] = draws(keys(Decision.RESIDENT_SEX), who) < 0.5
    rows["migrant"][:] = draws(keys(Decision.RESIDENT_BACKGROUND), who) < p.migrant_share
    u = draws(keys(Decision.RESIDENT_EDUCATION), who)
    rows["education"][:] = (u >= p.education_low).astype(int) + (u >= p.education_low + p.education_middle)
    rows["from_job"][:] = draws(keys(Decision.RESIDENT_ORIGIN), who) < p.from_job_share
    rows["skill"][:] = p.skill_spread * normals(keys(Decision.RESIDENT_SKILL), who)
    return rows


def working_counts(flexible: F64, permanent: F64, p: ResidentParams) -> I64:
    """Counts of other workers (35 regions x 3 educations x 2 contracts) that add up to the given staff."""
    schooling = np.array([p.education_low * 0.6, p.education_middle, 0.0])
    schooling[2] = 1.0 - schooling.sum()
    out = np.zeros((len(flexible), 3, 2), np.int64)
    for k, staff in enumerate((flexible, permanent)):
        out[:, 0, k] = np.floor(staff * schooling[0])
        out[:, 1, k] = np.floor(staff * schooling[1])
        out[:, 2, k] = staff - out[:, 0, k] - out[:, 1, k]
    return out
