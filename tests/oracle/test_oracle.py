"""The fast model and the plain oracle agree exactly: every person, employer, opening, benefit and euro, every verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from countries import country
from hypothesis import HealthCheck, Phase, given, settings
from oracle import month as plain_month
from oracle.compare import Different, run_both
from oracle.country import Oracle
from oracle.drawn import Drawn, settings_drawn
from oracle.eager import eager_country

from werkagenda.agents.kinds import NEVER
from werkagenda.scenarios.sowis_rounds import ROUND_FIELDS
from werkagenda.tables.vocabulary import HISTORY_MONTHS

A_FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MANY = settings(A_FEW, max_examples=12)


def test_from_january_2014() -> None:
    """The first nine months: people come, leave, get permits, are housed, search and work."""
    oracle = run_both(country(0, 0.01), 9)
    assert oracle.month == 9
    assert any(person.works for person in oracle.here())
    assert len(oracle.here()) < len(oracle.entered)


def test_placements_subsidies_and_outreach() -> None:
    """The middle of the outlook with all instruments: placements begin and end, a round grants, employers adopt."""
    made = eager_country(158, 0.004)
    oracle = run_both(made, 8, every_verb=False)
    rounds = made.state.record["rounds"][158:166]
    placed = [person for person in oracle.people if person.placed != NEVER]
    assert sum(person.placed >= 158 for person in placed) >= 3
    assert any(person.subsidised == 0 for person in placed)
    assert rounds[:, ROUND_FIELDS.index("granted")].sum() > 0
    assert sum(employer.adopted for employer in oracle.employers) > 20
    assert any(home.youngest >= 158 for home in oracle.households)


@A_FEW
@given(settings_drawn(starts=(0, HISTORY_MONTHS - 1, 140), scale=0.002))
def test_settings_drawn_at_random(drawn: Drawn) -> None:
    """Economy, inflow, every parameter in its range, doses and terms, assumptions of the outlook, seeds."""
    run_both(drawn.country(), 4)


@pytest.mark.long
@MANY
@given(settings_drawn(starts=(0, 60, 100, 118, HISTORY_MONTHS - 1, 150), scale=0.003))
def test_more_settings_drawn_at_random(drawn: Drawn) -> None:
    """Three years from different months under other settings."""
    run_both(drawn.country(), 36, every_verb=False)


def _wrong_wage(o: Oracle) -> None:
    next(person for person in o.here() if person.works).wage += 1


def _wrong_count(o: Oracle) -> None:
    o.working[0][0][0][0][1] -= 1


def _wrong_home(o: Oracle) -> None:
    person = o.here()[-1]
    person.household = next(home for home in o.households if home is not person.household)


@pytest.mark.parametrize(
    ("verb", "harm", "words"),
    [
        ("continue_contracts", _wrong_wage, "people.wage, row "),
        ("staff_turnover", _wrong_count, "counts, row 0"),
        ("house_people", _wrong_home, "people.household, row "),
    ],
)
def test_a_difference_is_named(
    verb: str, harm: Callable[[Oracle], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One cent, one worker, one household wrong: verb, month, table, column and id are told."""

    def harmed(honest: Callable[[Any], None]) -> Callable[[Any], None]:
        def act(o: Oracle) -> None:
            honest(o)
            if o.month == 62:
                harm(o)

        return act

    verbs = tuple(harmed(each) if each.__name__ == verb else each for each in plain_month.MONTH)
    monkeypatch.setattr(plain_month, "MONTH", verbs)
    with pytest.raises(Different, match=rf"^{verb}, 2019-03 \(month 62\), {words}") as told:
        run_both(country(62, 0.002), 2)
    assert ", id " in str(told.value)
