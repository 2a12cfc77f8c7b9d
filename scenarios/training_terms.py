"""What is decided about training and what is assumed: settings and parameters of the instrument ``training``."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from werkagenda.scenarios.setting import Dose, Envelope, Share, limits, setting
from werkagenda.scenarios.where_when import ForEverybody

FIRM, COURSE, CONTRACT = 0, 1, 2
"""Forms of training: at a firm with benefit, a course of a provider, a work-learn contract."""


class Numbers(NamedTuple):
    """Entries ``training.*``."""

    take_up: float
    pull: float
    contacts_per_month: float
    unpaid_share: float
    capacity_share: float
    employer_share: float
    agency_factor: float
    drop_out_per_month: float
    lock_in: float
    firm_skill: float
    course_skill: float
    contract_skill: float
    recognised: float
    skills_support: float
    support_months: float
    contract_support: float
    additional_job_share: float
    firm_eur: float
    course_eur: float
    contract_eur: float
    skills_eur: float


class Choices(ForEverybody):
    """``dose`` is the share of the eligible whom the offer reaches by the end of 2029."""

    dose: Dose = setting(0.0, "share of people", "eligible people whom the offer reaches by the end of 2029")
    firm_months: Annotated[int, limits(1, 12)] = setting(4, "months", "length of practical learning at a firm")
    course_months: Annotated[int, limits(1, 12)] = setting(3, "months", "length of a short vocational course")
    contract_months: Annotated[int, limits(6, 24)] = setting(12, "months", "length of a work-learn contract")
    hours_per_week: Annotated[int, limits(8, 32)] = setting(
        16, "hours a week", "hours of learning at a firm or of a course, beside class"
    )
    job_hours: Annotated[int, limits(12, 40)] = setting(
        24, "hours a week", "hours of an additional post in which a firm keeps somebody"
    )
    family_migrants: bool = setting(True, "yes or no", "whether family migrants may take part too")
    state_share: Share = setting(1.0, "share of the costs", "part of the municipality's costs that the state pays")
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")
