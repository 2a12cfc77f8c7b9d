"""Settings that instruments share: period, places, and the groups of people at whom a measure is aimed.

An instrument takes those of the class that its ``Choices`` extends: ``InPeriod``, ``InRegions`` (employers, who are
known by labour-market region), ``InMunicipalities`` (people and municipalities), ``ForPeople`` and those after it
(groups of people).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from werkagenda.evidence import places
from werkagenda.scenarios.setting import InstrumentSettings, Names, among, limits, setting
from werkagenda.tables import vocabulary
from werkagenda.tables.vocabulary import HISTORY_MONTHS, LAST_MONTH, month_index, month_label
from werkagenda.validation import YEARS

OUTLOOK = tuple(map(month_label, range(HISTORY_MONTHS, month_index(LAST_MONTH) + 1)))
FIRST_YEAR = int(OUTLOOK[0][:4])
PILOTS = "pilots"


def _of_outlook(value: str | None) -> str | None:
    if value is not None and value not in OUTLOOK:
        raise ValueError(value)
    return value


Month = Annotated[
    str | None,
    AfterValidator(_of_outlook),
    Field(json_schema_extra={"must_be": f"null, or a month, {OUTLOOK[0]} to {OUTLOOK[-1]}"}),
]


@cache
def place_names() -> tuple[str, ...]:
    """What ``municipalities`` may name: sets first, then all municipalities."""
    return (*places.SETS, PILOTS, *places.municipalities().name, *places.ALIASES)


class InPeriod(InstrumentSettings):
    """When an instrument serves people or employers who are new to it."""

    begins: ClassVar[str] = "2025-07"
    """First month where ``start`` is null."""
    earliest: ClassVar[str] = OUTLOOK[0]
    """Earliest ``start``."""

    start: Month = setting(None, "month", "first month in which anybody new is served; null is the measure's own")
    end: Month = setting(
        None, "month", "last month in which anybody new is served; one number as dose is reached by then"
    )

    @model_validator(mode="before")
    @classmethod
    def _years_in_full(cls, values: Any) -> Any:
        """A dose as {YEAR: VALUE}: nothing before the first year named, later years as the last one before them."""
        dose = values.get("dose") if isinstance(values, Mapping) else None
        if not isinstance(dose, Mapping):
            return values
        given = {str(year): value for year, value in dose.items()}
        years = [str(FIRST_YEAR + number) for number in range(YEARS)]
        if not given or any(year not in years for year in given):
            return values
        last = re.fullmatch(r"(\d{4})-\d\d", str(values.get("end")))
        full, now = [], 0.0
        for year in years:
            now = given.get(year, now)
            full.append(now if year in given or last is None or year <= last[1] else 0.0)
        return {**values, "dose": tuple(full)}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        start, end = self.period
        if start < self.earliest:
            raise PydanticCustomError(
                "period", "start={at}: must be {low} or later", {"at": start, "low": self.earliest}
            )
        if end < start:
            raise PydanticCustomError("period", "end={end}: comes before start ({at})", {"at": start, "end": end})
        dose = getattr(self, "dose", 0.0)
        for number, value in enumerate(dose if isinstance(dose, tuple) else ()):
            year = str(FIRST_YEAR + number)
            if value and not start[:4] <= year <= end[:4]:
                said = {"year": year, "start": start, "end": end}
                raise PydanticCustomError("period", "dose: {year} lies outside the period, {start} to {end}", said)
        return self

    @property
    def period(self) -> tuple[str, str]:
        """First and last month in which anybody new is served."""
        return self.start or self.begins, self.end or OUTLOOK[-1]


class InRegions(InPeriod):
    """Where an instrument acts, by labour-market region."""

    regions: Annotated[Names, among(lambda: places.regions().name)] = setting(
        None, "names", "labour-market regions in which it acts (see places_rule)"
    )
    places_rule: Literal["only", "first"] = setting(
        "only", "word", "only: nobody is served elsewhere, the dose is of these places; first: these come before others"
    )

    @model_validator(mode="after")
    def _names_places(self) -> Self:
        if self.places_rule == "first" and not self.placed:
            raise PydanticCustomError("places", "places_rule=first: name the places that come first", {})
        return self

    @property
    def placed(self) -> bool:
        """Whether places are named."""
        return self.regions is not None


class InMunicipalities(InRegions):
    """Where an instrument acts, by municipality and labour-market region together."""

    municipalities: Annotated[Names, among(place_names)] = setting(
        None,
        "names",
        "municipalities in which it acts, beside those of `regions`; also G4, G40, pilots (see places_rule)",
    )

    @property
    def placed(self) -> bool:
        """Whether places are named."""
        return self.regions is not None or self.municipalities is not None


class ForPeople(InMunicipalities):
    """Whom an instrument is aimed at, within who is eligible; the dose is a share of them."""

    educations: Annotated[Names, among(lambda: vocabulary.EDUCATIONS)] = setting(
        None, "names", "levels of education at which it is aimed"
    )
    age_from: Annotated[int, limits(18, 66)] = setting(18, "years", "lowest age at which it is aimed")
    age_to: Annotated[int, limits(18, 66)] = setting(66, "years", "highest age at which it is aimed")

    @model_validator(mode="after")
    def _ages_in_order(self) -> Self:
        if self.age_from > self.age_to:
            ages = {"low": self.age_from, "high": self.age_to}
            raise PydanticCustomError("ages", "age_from={low}: lies above age_to={high}", ages)
        return self


class OfSex(ForPeople):
    """Groups of a measure that is not for one sex by itself."""

    sex: Literal["all", "female", "male"] = setting("all", "word", "women, men or everybody")


class OfOrigin(ForPeople):
    """Groups of a measure for status holders. The origin of family migrants is not in the model: no name fits them."""

    origins: Annotated[Names, among(lambda: vocabulary.ORIGINS)] = setting(
        None, "names", "countries of origin at which it is aimed (family migrants have none here)"
    )
    housed_within_months: Annotated[int, limits(1, 192)] | None = setting(
        None, "months", "months since housing after which nobody new is served"
    )


class ForEverybody(OfSex, OfOrigin):
    """All groups."""
