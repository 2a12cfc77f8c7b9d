"""All parameters of the model, grouped by the rules that use them; values come from the evidence registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_type_hints

from werkagenda.agents.attachment import AttachmentParams
from werkagenda.agents.employer_rules import CallbackParams, JobParams, LearningParams, OfferParams
from werkagenda.agents.household_rules import IncomeParams
from werkagenda.agents.job_search import AcceptanceParams, SearchParams
from werkagenda.agents.language import IntegrationParams, LanguageParams
from werkagenda.agents.life import LifeParams
from werkagenda.agents.municipality_rules import MunicipalityParams
from werkagenda.agents.participation import ParticipationParams
from werkagenda.agents.placement_rules import PlacementParams
from werkagenda.agents.resident_rules import OpeningParams, ResidentParams, RivalParams


class MoneyParams(NamedTuple):
    """Parameters ``money.*``."""

    guidance_eur_per_hour: float
    course_eur_per_hour: float
    own_contribution_share: float
    z_route_eur_per_hour: float
    education_route_eur_per_hour: float
    integration_fine_eur: float
    overhead_share: float


class AsylumParams(NamedTuple):
    """Parameters ``asylum.*``."""

    permit_delay_months: float
    search_per_month: float
    employer_applies: float
    employer_applies_24_weeks: float
    applies_tightness: float
    granted_share: float
    after_refusal_months: float
    job_lost_at_housing: float


class UkrainianParams(NamedTuple):
    """Entries ``ukrainians.*``."""

    adult_share: float
    allowance_eur: float


class Parameters(NamedTuple):
    """All groups; a group's name is the first part of its entries' ids."""

    language: LanguageParams
    integration: IntegrationParams
    participation: ParticipationParams
    attachment: AttachmentParams
    search: SearchParams
    acceptance: AcceptanceParams
    callback: CallbackParams
    offer: OfferParams
    jobs: JobParams
    placement: PlacementParams
    learning: LearningParams
    income: IncomeParams
    life: LifeParams
    municipality: MunicipalityParams
    residents: ResidentParams
    rivals: RivalParams
    openings: OpeningParams
    money: MoneyParams
    asylum: AsylumParams
    ukrainians: UkrainianParams


GROUPS: dict[str, Any] = get_type_hints(Parameters)
FIELDS: dict[str, tuple[str, ...]] = {name: tuple(group._fields) for name, group in GROUPS.items()}


class ParameterProblem(ValueError):
    """Parameters are missing or unknown; ``problems`` lists each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def build(values: Mapping[str, Mapping[str, float]]) -> Parameters:
    """Parameters from ``{group: {field: number}}``.

    Raises ParameterProblem that lists every missing or unknown one.
    """
    problems = [f"parameters.{g}: unknown group" for g in values if g not in FIELDS]
    for group, names in FIELDS.items():
        given = values.get(group, {})
        problems += [f"parameters.{group}.{n}: missing" for n in names if n not in given]
        problems += [f"parameters.{group}.{n}: unknown" for n in given if n not in names]
    if problems:
        raise ParameterProblem(problems)
    made = {g: GROUPS[g](*(float(values[g][n]) for n in names)) for g, names in FIELDS.items()}
    return Parameters(**made)
