"""Which couples follow the care norm: drawn from the woman's own history before she migrated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from werkagenda.agents.kinds import HIGH, KIND_FAMILY
from werkagenda.agents.participation import ParticipationParams, norm_share, worked_before_share
from werkagenda.evidence.structure import Profiles
from werkagenda.model.population.newcomers import Roots
from werkagenda.model.random.column_draws import choose, draws
from werkagenda.model.random.identity import hash_ids
from werkagenda.model.random.keyed_random import Decision, Keys

Flags = NDArray[np.bool_]


def worked_before(roots: Roots, male: Flags, keys: Keys, profiles: Profiles, p: ParticipationParams) -> Flags:
    """Whether the woman of each household's couple worked before she migrated.

    She is the first member or the partner who comes along or follows, with the schooling that she has in the table of
    people. The partner of a man who is a family migrant has lived and earned here before he came, since a sponsor must
    have an income: she counts as having worked.
    """
    usual = profiles.women_worked
    table = np.array([[worked_before_share(float(u), e, p) for e in range(HIGH + 1)] for u in usual])
    partner = hash_ids(roots.id + np.uint64(1))
    woman = np.where(male, partner, roots.hash)
    education = choose(draws(keys(Decision.EDUCATION), woman), profiles.education_shares, roots.origin)
    chance = table[roots.origin, education]
    sponsor = male & (roots.kind == KIND_FAMILY)
    return np.asarray(sponsor | (draws(keys(Decision.CARE_NORM, 1), woman) < chance))


def norms(roots: Roots, male: Flags, keys: Keys, profiles: Profiles, p: ParticipationParams) -> Flags:
    """Whether each household's couple follows the care norm (rule ``norm_share``), one entry a root."""
    shares = np.array([norm_share(0, p), norm_share(1, p)])
    worked = worked_before(roots, male, keys, profiles, p).astype(np.int64)
    return np.asarray(draws(keys(Decision.CARE_NORM), roots.hash) < shares[worked])
