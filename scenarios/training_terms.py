"""What is decided about training and what is assumed: settings and parameters of the instrument ``training``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from werkagenda.scenarios.choice import Envelope, Range, Switch
from werkagenda.scenarios.setting import setting

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


@dataclass(frozen=True)
class Choices:
    """``dose`` is the share of the eligible whom the offer reaches by the end of 2029."""

    dose: float = setting(
        0.0, Range(0, 1), "share of people", "eligible people whom the offer reaches by the end of 2029"
    )
    firm_months: int = setting(4, Range(1, 12, whole=True), "months", "length of practical learning at a firm")
    course_months: int = setting(3, Range(1, 12, whole=True), "months", "length of a short vocational course")
    contract_months: int = setting(12, Range(6, 24, whole=True), "months", "length of a work-learn contract")
    hours_per_week: int = setting(
        16, Range(8, 32, whole=True), "hours a week", "hours of learning at a firm or of a course, beside class"
    )
    job_hours: int = setting(
        24, Range(12, 40, whole=True), "hours a week", "hours of an additional post in which a firm keeps somebody"
    )
    family_migrants: bool = setting(True, Switch(), "yes or no", "whether family migrants may take part too")
    state_share: float = setting(
        1.0, Range(0, 1), "share of the costs", "part of the municipality's costs that the state pays"
    )
    envelope_eur: float | None = setting(None, Envelope(), "euros a year", "what it may spend")
