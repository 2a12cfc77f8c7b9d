"""Each measure alone: a higher dose reaches no fewer and commits no less, and no envelope or ceiling is passed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import every
import numpy as np
import pyarrow as pa
import pytest
from every import ALONE, END, PAYS, SCALE, Lived
from positions import I_CARE_BENEFIT, I_SUBSIDY

from werkagenda.model.country import Country
from werkagenda.model.income.ledger import EMPLOYER, STATE
from werkagenda.model.output import policy_tables
from werkagenda.scenarios.sowis_rounds import rounds
from werkagenda.tables.vocabulary import HISTORY_MONTHS

DOSES = (0.25, 0.5, 1.0)
MEASURES = sorted(set(ALONE) - {"sowis_verlengd"})
SUBSIDY_DOSES = (0.0, 1.0, 2.0, 4.0)
BIAS_PARTS = {"charter_growth": 200.0, "internships": 1.0, "agencies_dose": 1.0}
CARE_ONLY = {"trained": False, "programme": False, "care_share": 1.0, "envelope_eur": 1e5}
YEARS = range(2025, 2028)


def at_dose(name: str, dose: float, **further: Any) -> Any:
    """A measure at a dose, every part of it; women's child care is the only child care that is paid."""
    instrument = ALONE[name]
    parts = {key: dose * value for key, value in BIAS_PARTS.items()} if instrument == "bias" else {}
    choices = {instrument: {"dose": dose, **parts, **further}}
    if instrument == "women":
        choices["startbanen"] = {"care_help_share": 0.0}
    return replace(every.changed(name, choices), scale=scale_of(name))


def scale_of(name: str) -> float:
    """Few are placed: startbanen need a larger sample for somebody to start at the lowest dose."""
    return 4 * SCALE if name == "startbanen_breed" else SCALE


def by_year(months: np.ndarray) -> list[int]:
    """Sums of 2025, 2026 and as much of 2027 as is lived."""
    return [int(months[12 * (y - 2025) : 12 * (y - 2024)].sum()) for y in YEARS]


def uptake(made: Country, name: str, what: str) -> np.ndarray:
    """A column of the table of take-up for the sample, by month of the outlook; zero where the table has no row."""
    table = policy_tables.uptake(made.state).to_pandas()
    rows = table[table["policy"] == ALONE[name]].set_index("month")
    column = {"cents": "committed_eur", "envelope": "envelope_eur"}.get(what, what)
    months = [f"{2025 + t // 12}-{t % 12 + 1:02d}" for t in range(END - HISTORY_MONTHS)]
    factor = made.state.spec.scale * (100.0 if what in ("cents", "envelope") else 1.0)
    return np.rint(rows[column].reindex(months, fill_value=0.0).to_numpy(float) * factor).astype(np.int64)


@pytest.mark.parametrize("name", MEASURES)
def test_a_higher_dose_offers_and_commits_no_less(name: str, lived: Lived) -> None:
    """Up to every month: who was reached, who began, what was committed."""
    before = np.zeros((3, END - HISTORY_MONTHS), np.int64)
    for dose in DOSES:
        made = lived(at_dose(name, dose), END)
        now = np.cumsum([uptake(made, name, what) for what in ("reached", "started", "cents")], axis=1)
        assert (now >= before).all() and (now[:, -1] > before[:, -1]).all()
        before = now


def subsidy(lived: Lived, dose: float) -> tuple[Country, pa.Table]:
    """The subsidy in a country in which every employer knows of it."""
    made = lived(every.changed("sowis_verlengd", {"sowis": {"dose": dose}}))
    made.state.hooks.memories()["sowis.knows"][:] = 1
    made.run(END)
    return made, rounds(made.state).to_pandas().set_index("year")


def test_a_higher_ceiling_grants_no_less_and_none_is_passed(lived: Lived) -> None:
    """2027 by the dose; 2024 to 2026 the same in all; who comes when the round is exhausted is refused."""
    before, granted = None, -1.0
    for dose in SUBSIDY_DOSES:
        made, table = subsidy(lived, dose)
        ceilings = {2024: 2.5e6, 2025: 3.0e6, 2026: 2.0e6, **({2027: dose * 2.0e6} if dose else {})}
        assert table["ceiling_eur"].to_dict() == ceilings and (table["euros"] <= table["ceiling_eur"]).all()
        assert ((table["refused_ceiling"] > 0) == (table["exhausted"] != "")).all() and table["exhausted"][2026] != ""
        assert before is None or before.equals(table.loc[:2026])
        before, now = table.loc[:2026], float(table["euros"].get(2027, 0.0))
        assert now >= granted and (now > 0.0) == (dose > 0.0)
        granted = now
        paid = made.state.ledger.cents[:END, STATE, EMPLOYER, I_SUBSIDY]
        years = {y: int(paid[12 * (y - 2014) : 12 * (y - 2013)].sum()) for y in range(2014, 2028)}
        found = {int(y): round(euros * 100.0 * SCALE) for y, euros in table["euros"].items()}
        assert {y: cents for y, cents in years.items() if cents} == {y: cents for y, cents in found.items() if cents}
    assert granted > 2.0e6


def paid_out(made: Country, name: str) -> np.ndarray:
    """Cents by month that the ledger pays for what a measure commits: talks about a startbaan are no part of it, nor is
    the state's child-care benefit, which follows from the law and not from an envelope."""
    months, instrument = slice(HISTORY_MONTHS, END), ALONE[name]
    paid = sum(every.outside(made.state, months, k) for k in PAYS[instrument] if k != I_CARE_BENEFIT)
    if instrument == "startbanen":
        each: Any = next(i for i in made.state.hooks.instruments if i.name == instrument)
        talks = np.roll(uptake(made, name, "reached"), 1)
        hour = made.state.p.money.guidance_eur_per_hour * 100.0
        index = np.array([made.state.law.price_index(month) for month in range(HISTORY_MONTHS, END)])
        paid = paid - talks * each.numbers.start_hours * hour * index
    return np.asarray(paid)


@pytest.mark.parametrize("name", MEASURES)
def test_a_small_envelope_is_never_passed(name: str, lived: Lived) -> None:
    """Nothing in 2025, then two fifths of what 2026 asks for: less is committed, people are left out, and what is
    paid stays within what was committed."""
    rich = lived(at_dose(name, 1.0), END)
    wanted = by_year(uptake(rich, name, "cents"))
    scale = scale_of(name)
    euros = round(0.4 * wanted[1] / scale / 100.0)
    poor = lived(at_dose(name, 1.0, envelope_eur=(0.0, *(float(euros),) * 4)), END)
    committed = uptake(poor, name, "cents")
    limits = [0, *(int(euros * 100 * scale + 0.5),) * 2]  # whole cents
    assert all(cents <= limit for cents, limit in zip(by_year(committed), limits, strict=True))
    assert 0.3 * limits[1] < by_year(committed)[1] < wanted[1]
    assert all(number > 0 for number in by_year(uptake(poor, name, "left_out")))
    assert not uptake(rich, name, "left_out").any() and not uptake(rich, name, "envelope").any()
    assert np.allclose(uptake(poor, name, "envelope")[12:], limits[1], atol=1.0)
    later = slice(12, None)
    rounding = np.arange(1, END - HISTORY_MONTHS - 11)  # a cent a month: talks are taken off before rounding
    assert (np.cumsum(paid_out(poor, name)[later]) <= np.cumsum(committed[later]) + rounding).all()
    assert paid_out(poor, name)[later].sum() > 0


def test_child_care_stays_within_its_envelope(lived: Lived) -> None:
    """Nothing else for women: months of a programme that nobody attends cannot make room for more of it."""
    name = "vrouwen_begeleiding"
    made = lived(replace(at_dose(name, 1.0, **CARE_ONLY), scale=4 * SCALE), END)
    committed, paid = uptake(made, name, "cents"), paid_out(made, name)
    assert uptake(made, name, "left_out").any() and paid.sum() > 0
    assert max(by_year(committed)) <= CARE_ONLY["envelope_eur"] * 100 * 4 * SCALE
    assert (np.cumsum(paid) <= np.cumsum(committed)).all()
