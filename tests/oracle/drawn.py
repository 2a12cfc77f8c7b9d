"""Settings drawn at random: economy, inflow, parameters in their ranges, doses, terms, assumptions of the outlook."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from countries import entries
from hypothesis import strategies as st
from outlooks import numbers
from rule_inputs import group_of

from werkagenda.evidence import places
from werkagenda.evidence.law import LAWS
from werkagenda.model.country import Country
from werkagenda.model.parameters import GROUPS, Parameters
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.scenarios import catalogue, compose
from werkagenda.scenarios.where_when import place_names
from werkagenda.tables import vocabulary
from werkagenda.validation import Schema, branches, numeric, optional, schemas

ASSUMED = {"vacancy_response": "openings", "fringe_share": "rivals", "taste_share": "callback"}


class Drawn(NamedTuple):
    """Settings of one comparison, and the month from which the two models run side by side."""

    setup: RunSpec
    choices: dict[str, dict[str, Any]]
    numbers: dict[str, dict[str, float]]
    assume: dict[str, float]
    start: int

    def country(self) -> Country:
        """The fast model at the first month of the comparison."""
        made = Country(self.setup, self.instruments())
        made.run(self.start)
        return made

    def instruments(self) -> list[Instrument]:
        """All instruments."""
        return compose.build(self.choices, self.numbers, self.assume)


@st.composite
def parameters(draw: Any) -> Parameters:
    """Every parameter somewhere in its range."""
    return Parameters(**{name: draw(group_of(group)) for name, group in GROUPS.items()})


@st.composite
def choices(draw: Any) -> dict[str, dict[str, Any]]:
    """Settings of every instrument: doses up to the highest, terms in their ranges."""
    out: dict[str, dict[str, Any]] = {}
    for name in compose.NAMES:
        own = schemas(catalogue.PROJECT[name].choices_type)
        out[name] = {key: draw(_setting(key, schema)) for key, schema in own.items()}
        _where_and_when(draw, out[name], catalogue.PROJECT[name].choices_type)
    months = sorted((out["sowis"]["first_month"], out["sowis"]["last_month"]))
    out["sowis"].update(first_month=months[0], last_month=months[1])
    return out


def _where_and_when(draw: Any, out: dict[str, Any], choices: Any) -> None:
    """Period, doses by year, order of places and ages that go together."""
    first, last = choices.earliest, draw(st.integers(2027, 2029))
    if draw(st.booleans()):
        out["start"], out["end"] = (
            f"{first[:4]}-{draw(st.integers(1, 12)):02d}",
            f"{last}-{draw(st.integers(1, 12)):02d}",
        )
        if out["end"] < out["start"]:
            out["end"] = None
    if draw(st.booleans()):
        begins = int((out["start"] or choices.begins)[:4])
        ends = int((out["end"] or "2029")[:4])
        level = draw(st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5))
        out["dose"] = tuple(x if begins <= 2025 + k <= ends else 0.0 for k, x in enumerate(level))
    if "age_from" in out:
        out["age_from"], out["age_to"] = sorted((out["age_from"], out["age_to"]))
    unplaced = out.get("regions") is None and out.get("municipalities") is None
    if "places_rule" in out and (unplaced or out.get("pace") == "own"):
        out["places_rule"] = "only"


def _setting(name: str, schema: Schema) -> st.SearchStrategy[Any]:
    """A setting of an instrument; null where it may be said, envelopes small enough to run dry."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = {str(each.get("type")): each for each in branches(schema)}
    if "boolean" in kinds:
        return st.booleans()
    if name in ("start", "end"):
        return st.none()
    if "prefixItems" in kinds.get("array", {}) and "null" not in kinds:
        number = kinds["number"]
        return _within(number["minimum"], number["maximum"], False)
    if "prefixItems" in kinds.get("array", {}):
        return st.none() | st.floats(0.0, 5e6) | st.lists(st.floats(0.0, 5e6), min_size=5, max_size=5).map(tuple)
    if "array" in kinds:
        return st.none() | st.lists(st.sampled_from(_known(name)), min_size=1, unique=True).map(tuple)
    number = numeric(schema)
    assert number is not None
    drawn = _within(number["minimum"], min(number["maximum"], 5e8), number["type"] == "integer")
    return st.none() | drawn if optional(schema) else drawn


def _known(name: str) -> list[str]:
    known = {
        "regions": places.regions().name,
        "sectors": vocabulary.SECTORS,
        "municipalities": place_names(),
        "origins": vocabulary.ORIGINS,
        "educations": vocabulary.EDUCATIONS,
    }
    return list(known[name])


def _within(low: float, high: float, whole: bool) -> st.SearchStrategy[float]:
    return st.integers(int(low), int(high)) if whole else st.floats(low, high)


@st.composite
def eager_numbers(draw: Any) -> dict[str, dict[str, float]]:
    """Numbers of instruments in their ranges; people and employers eager, so that a small country has cases."""
    known, out = entries(), numbers()
    for group, fields in out.items():
        for field in fields:
            entry = known[f"{group}.{field}"]
            low = entry.number if entry.low is None else entry.low
            high = entry.number if entry.high is None else entry.high
            fields[field] = draw(st.floats(float(low), float(high)))
    out["startbanen"].update(pull=20.0, contacts_per_month=10.0)
    out["sowis"].update(aware_share=0.7, apply_if_aware=0.9)
    return out


@st.composite
def settings_drawn(draw: Any, starts: tuple[int, ...], scale: float) -> Drawn:
    """Everything; the comparison starts in one of ``starts``."""
    economy = draw(st.sampled_from(["central", "recession", "tight"]))
    inflow, law = draw(st.sampled_from(["central", "high", "low", "two_status"])), draw(st.sampled_from(LAWS))
    p = draw(parameters())
    base = RunSpec(
        "baseline", draw(st.integers(0, 10_000)), draw(st.integers(0, 3)), scale, economy, inflow, p, law=law
    )
    assume = {name: draw(st.floats(0.0, 1.0)) for name in ASSUMED} if draw(st.booleans()) else {}
    later = p
    for name, group in ASSUMED.items():
        if name in assume:
            later = later._replace(**{group: getattr(later, group)._replace(**{name: assume[name]})})
    setup = replace(base, outlook=later if assume else None)
    extra = {"additional_job_share": draw(st.floats(0.0, 1.0))}
    return Drawn(setup, draw(choices()), draw(eager_numbers()), extra, draw(st.sampled_from(starts)))
