"""Attributes of newcomers by origin at the permit: composition, delay and network; no behaviour (profiles.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import frozen, rows
from werkagenda.tables.vocabulary import EDUCATIONS, NEWCOMER_ORIGINS

AGE_BANDS = ("18-24", "25-34", "35-44", "45-54", "55-64")
GROUPS = NEWCOMER_ORIGINS

Column = NDArray[np.float64]


@dataclass(frozen=True)
class Profiles:
    """One row an origin (``NEWCOMER_ORIGINS``: 10 rows). Sources and ranges of each cell: profiles.csv.

    A sponsor is the first of a family to get a permit. Per sponsor there are, in the mean, `partner_along_share`
    partners with a permit in the same months, `partner_abroad_share` partners whose permit comes later,
    `children_mean` minors per partner of either kind (with that partner), and `lone_minor_share` permits of minors
    without parents. Partners are taken to be of the other sex.

    sponsor_male_share, headscarf_share (of women), poor_health_share: shares. age_shares [10, 5] over AGE_BANDS and
    education_shares [10, 3] over EDUCATIONS: rows sum to 1. pre_permit_months: months in the country before the permit
    beyond the decision wait of that year. network: 0 to 1, relative to a resident. language_at_arrival: level 0 to 1
    (A1 0.2, A2 0.4, B1 0.6). housing_speed: multiplier of the national monthly chance of being housed.
    """

    sponsor_male_share: Column
    age_shares: NDArray[np.float64]
    education_shares: NDArray[np.float64]
    partner_along_share: Column
    partner_abroad_share: Column
    children_mean: Column
    lone_minor_share: Column
    lone_parent_share: Column
    pre_permit_months: Column
    network: Column
    headscarf_share: Column
    poor_health_share: Column
    housing_speed: Column
    language_at_arrival: Column
    women_worked: Column

    def adults_per_sponsor(self) -> Column:
        """Adult permits per sponsor: the sponsor and the partner, along or later [10]."""
        return 1.0 + self.partner_along_share + self.partner_abroad_share

    def women_per_sponsor(self) -> Column:
        """Adult women per sponsor once partners have arrived [10]."""
        partners = self.partner_along_share + self.partner_abroad_share
        return (1.0 - self.sponsor_male_share) + self.sponsor_male_share * partners

    def minors_per_sponsor(self) -> Column:
        """Permits of minors per sponsor: children with a partner and minors without parents [10]."""
        partners = self.partner_along_share + self.partner_abroad_share
        return partners * self.children_mean + self.lone_minor_share

    def persons_per_sponsor(self) -> Column:
        """All permits per sponsor, family included [10]: permits of a month divided by this give sponsors."""
        return self.adults_per_sponsor() + self.minors_per_sponsor()


def _cells() -> dict[tuple[str, str, str], float]:
    return {(row["origin"], row["attribute"], row["level"]): float(row["value"]) for row in rows("profiles")}


@cache
def origin_profiles() -> Profiles:
    """The profiles as read-only arrays; rows in the order of GROUPS."""
    cells = _cells()

    def column(attribute: str) -> Column:
        return frozen(np.array([cells[group, attribute, "all"] for group in GROUPS]))

    def table(attribute: str, levels: tuple[str, ...]) -> NDArray[np.float64]:
        values = np.array([[cells[group, attribute, level] for level in levels] for group in GROUPS])
        return frozen(values / values.sum(axis=1, keepdims=True))

    return Profiles(
        sponsor_male_share=column("sponsor_male"),
        age_shares=table("age", AGE_BANDS),
        education_shares=table("education", EDUCATIONS),
        partner_along_share=column("partner_along"),
        partner_abroad_share=column("partner_abroad"),
        children_mean=column("children"),
        lone_minor_share=column("lone_minor"),
        lone_parent_share=column("lone_parent"),
        pre_permit_months=column("pre_permit_months"),
        network=column("network"),
        headscarf_share=column("headscarf"),
        poor_health_share=column("poor_health"),
        housing_speed=column("housing_speed"),
        language_at_arrival=column("language_at_arrival"),
        women_worked=column("women_worked"),
    )
