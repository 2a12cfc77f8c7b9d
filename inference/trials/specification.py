"""A trial as a YAML file: who takes part, what the treated get, the outcome, and what was published of such a trial."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from werkagenda import config_store
from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.scenarios import compose
from werkagenda.scenarios.setting import Share, among, limits
from werkagenda.tables import vocabulary
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, month_label
from werkagenda.validation import StrictModel, validated

GROUP = "trial"
Months = Annotated[int, limits(0, MONTHS)]
Names = tuple[str, ...]
FIRST = month_label(HISTORY_MONTHS)


class Population(StrictModel):
    """Who may take part, in the month in which they are drawn: people in the country who are not in education."""

    kinds: Annotated[Names, among(lambda: vocabulary.NEWCOMERS)] = ("status holders",)
    sexes: Annotated[Names, among(lambda: vocabulary.SEXES)] = vocabulary.SEXES
    educations: Annotated[Names, among(lambda: vocabulary.EDUCATIONS)] = vocabulary.EDUCATIONS
    age_from: Annotated[int, limits(18, 66)] = 18
    age_to: Annotated[int, limits(18, 66)] = 64
    housed_from: Months = 0
    """Months since housing, at least."""
    housed_to: Months = MONTHS
    """Months since housing, at most."""
    states: Annotated[Names, among(lambda: vocabulary.STATES)] = ("searching", "inactive")


class Published(StrictModel):
    """What was found: by horizon and sex, an effect in percentage points or its sign, with the row of the evidence."""

    evidence: str
    months: Months
    sex: Literal["all", "female", "male"] = "all"
    effect: Annotated[float, limits(-100, 100)] | None = None
    low: Annotated[float, limits(-100, 100)] | None = None
    high: Annotated[float, limits(-100, 100)] | None = None
    sign: Literal["positive", "zero", "negative"]
    controls: Annotated[float, limits(0, 100)] | None = None
    """Percent of the controls with the outcome."""


class Trial(BaseModel):
    """A trial. ``enrolled_share``: part of those who may take part who are drawn; half of them are treated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    population: Population
    begins: Annotated[str, Field(pattern=r"^20(25|26|27)-(0[1-9]|1[0-2])$")] = FIRST
    enrol_months: Annotated[int, limits(1, 24)] = 12
    enrolled_share: Share = 0.2
    treatment: dict[str, dict[str, Any]]
    outcome: Literal["employed", "regular"] = "regular"
    horizons: tuple[Months, ...] = (3, 6, 12, 18, 24, 36)
    published: tuple[Published, ...]
    differs: str
    """In what the people, the country or the treatment differ from the published trial."""
    suspected: str = ""
    """The mechanism that is suspected where the model does not agree with the published finding."""


def names() -> tuple[str, ...]:
    """Trials that ship with the package."""
    return tuple(config_store.shipped(GROUP))


def read(name: str) -> tuple[Trial | None, list[str]]:
    """A trial by name, or None and all that is wrong."""
    if name not in names():
        return None, [f"{name}: there is no such trial{near(name, names())}; werkagenda trial --list shows them"]
    document = config_store.opened(GROUP, name)
    if document.problems:
        return None, document.problems
    return parsed(document.values, name)


def parsed(values: dict[str, Any], name: str) -> tuple[Trial | None, list[str]]:
    """The trial of some values, or None and all that is wrong: values, instruments, settings, evidence."""
    found, wrong = validated(Trial, values, f"{name}.", "name")
    if found is None:
        return None, wrong
    wrong = compose.problems(found.treatment)
    known = registry.load()
    wrong += [
        f"{name}.published: {row.evidence} is no row of the evidence{near(row.evidence, list(known))}"
        for row in found.published
        if row.evidence not in known
    ]
    return (None, wrong) if wrong else (found, [])
