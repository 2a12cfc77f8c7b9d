"""A country with the first three instruments in full, in which people and employers are quick to take part."""

from __future__ import annotations

from countries import setup
from outlooks import instruments

from werkagenda.model.country import Country

DOSES = {"startbanen": {"dose": 1.0, "hours_paid_share": 0.3}, "sowis": {"dose": 3.0}, "bias": {"dose": 0.8}}
PARAMETERS = {"startbanen__pull": 20.0, "sowis__aware_share": 0.7, "sowis__apply_if_aware": 0.9}


def eager_country(start: int, scale: float, seed: int = 1) -> Country:
    """The country after ``start`` months."""
    made = Country(setup(scale, seed=seed), instruments(DOSES, {"additional_job_share": 0.5}, **PARAMETERS))
    made.run(start)
    return made
