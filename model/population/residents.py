"""Other people: monthly entrants to job search (rows), and workers as counts by region, size, schooling, background."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import KIND_RESIDENT, REGIONS
from werkagenda.agents.people import Employers, Residents
from werkagenda.agents.resident_rules import ResidentParams
from werkagenda.agents.state import F64, I64, fields, zeros
from werkagenda.evidence.backgrounds import Backgrounds
from werkagenda.model.random.column_draws import draws, normals
from werkagenda.model.random.identity import hash_ids, sampled_ids
from werkagenda.model.random.keyed_random import Decision, Keys
from werkagenda.tables.vocabulary import SIZE_CLASSES

Arrays = dict[str, np.ndarray[Any, Any]]


def entrants(month: int, thousand: float, shares: F64, scale: float, keys: Keys, p: ResidentParams) -> Arrays:
    """Rows of the sampled other people who start to search in ``month``, in order of id.

    ``thousand``: national number of entrants in thousands, distributed over regions by ``shares`` (35). They come from
    a job with probability ``from_job_share``; their schooling is then that of the job which ends, as near to the drawn
    one as there is. The background is not set here: it is that of who leaves a job or comes from outside.
    """
    expected = np.floor(np.cumsum(thousand * 1000.0 * shares) + 0.5)
    counts = np.diff(expected, prepend=0.0).astype(np.int64)
    all_ids, regions = sampled_ids(KIND_RESIDENT, month, counts, scale)
    rows: Arrays = {name: np.zeros(len(all_ids), t) for name, t in fields(Residents).items()}
    rows["id"][:], rows["hash"][:] = all_ids, hash_ids(all_ids)
    rows["region"][:] = regions
    who = rows["hash"]
    rows["sex"][:] = draws(keys(Decision.RESIDENT_SEX), who) < 0.5
    u = draws(keys(Decision.RESIDENT_EDUCATION), who)
    rows["education"][:] = (u >= p.education_low).astype(int) + (u >= p.education_low + p.education_middle)
    rows["from_job"][:] = draws(keys(Decision.RESIDENT_ORIGIN), who) < p.from_job_share
    rows["skill"][:] = p.skill_spread * normals(keys(Decision.RESIDENT_SKILL), who)
    return rows


def first_searchers(rows: Arrays, keys: Keys, known: Backgrounds, p: ResidentParams) -> Arrays:
    """The same rows with the backgrounds of the unemployed of 2014, and schooling by background."""
    who, upto = rows["hash"], np.cumsum(known.unemployed)[:2]
    rows["background"][:] = np.searchsorted(upto, draws(keys(Decision.RESIDENT_BACKGROUND), who), side="right")
    cumulative = schooling(p.education_low, p.education_middle, known)[rows["background"]]
    rows["education"][:] = (draws(keys(Decision.RESIDENT_EDUCATION), who)[:, None] >= cumulative[:, :2]).sum(axis=1)
    return rows


def schooling(low: float, middle: float, known: Backgrounds) -> F64:
    """Cumulative shares of education by background (3 x 3) among people of whom ``low`` and ``middle`` are.

    The share without basic qualification differs by background as among employees; that of middle among the others
    does not (assumption).
    """
    mean = float((known.employed * known.low_schooling).sum())
    lowest = np.minimum(1.0, low * known.low_schooling / mean)
    return np.column_stack([lowest, lowest + (1.0 - lowest) * middle / (1.0 - low), np.ones(3)])


def working_counts(e: Employers, known: Backgrounds, p: ResidentParams) -> I64:
    """Counts of other workers as in ``Counts.working``, which add up to the staff of the employers.

    Backgrounds have the shares of 2014 in all regions and size classes (assumption) and differ in contract; schooling
    differs by background.
    """
    mean_low = float((known.employed * known.low_schooling).sum())
    levels = np.diff(schooling(mean_low, p.education_middle, known), axis=1, prepend=0.0)
    relative = known.flexible / float((known.employed * known.flexible).sum())
    flexible = known.employed * p.flexible_share * relative
    permanent = np.maximum(0.0, known.employed - flexible)
    out = zeros(REGIONS, len(SIZE_CLASSES), 3, 3, 2)
    for k, (staff, parts) in enumerate(((e.staff_flexible, flexible), (e.staff_permanent, permanent))):
        number = np.zeros(out.shape[:2])
        np.add.at(number, (e.region, e.size_class), staff)
        upto = np.cumsum((levels * parts[:, None]).T.ravel() / parts.sum())
        upto[-1] = 1.0
        sums = np.floor(number[:, :, None] * upto + 0.5)
        out[..., k] = np.diff(sums, axis=2, prepend=0.0).reshape(out.shape[:4])
    return out


def outside_counts(working: I64, known: Backgrounds) -> I64:
    """People outside the labour force by background in 2014, in proportion to those at work."""
    return np.asarray(np.floor(working.sum(axis=(0, 1, 2, 4)) * known.outside + 0.5), np.int64)
