"""Places, groups, period and doses by year: who is served and who is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from outlooks import Outlook

from werkagenda.agents.kinds import NEVER
from werkagenda.evidence import places
from werkagenda.model.country import Country
from werkagenda.scenarios import compose, wording
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START, Schedule
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, month_index

G4 = ("Amsterdam", "Rotterdam", "'s-Gravenhage", "Utrecht")
BROAD = {"dose": 1.0, "years_10_to_90": 0.5}
OF_PEOPLE = ("family", "training", "vocational", "women")


def policy(made: Country, name: str) -> Any:
    return next(each for each in made.state.hooks.instruments if each.name == name)


def uptake(made: Country, name: str, what: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()[f"{name}.uptake"][HISTORY_MONTHS:, FIELDS.index(what)])


def towns(made: Country, rows: np.ndarray) -> set[str]:
    """Municipalities where some people live."""
    return {made.state.places.name[at] for at in made.state.people.municipality[rows].tolist()}


def offered(made: Country, since: int = HISTORY_MONTHS) -> np.ndarray:
    p = made.state.people
    return np.flatnonzero((p.offered >= since) & (p.offered != NEVER))


def test_sets_come_from_the_registry() -> None:
    assert set(places.named("G4")) == set(G4)
    assert len(places.named("G40")) == 40 and not set(places.named("G40")) & set(G4)
    assert places.named("Den Haag") == ("'s-Gravenhage",)


def test_only_people_of_the_g4_get_startbanen(outlook: Outlook) -> None:
    """Also none of the pilots elsewhere; read month by month, for people may move afterwards."""
    made = outlook(0, startbanen={**BROAD, "municipalities": ("G4",)}, numbers={"startbanen__pull": 20.0})
    p, number = made.state.people, 0
    for month in range(HISTORY_MONTHS, HISTORY_MONTHS + 24):
        made.run(month + 1)
        new = np.flatnonzero((p.offered == month) | (p.placed == month))
        number += len(np.flatnonzero(p.placed == month))
        assert towns(made, new) <= set(G4)
    broad = outlook(24, startbanen=BROAD)
    assert number > 3 and len(offered(made)) > 5
    assert len(towns(broad, offered(broad)) - set(G4)) > 5


def test_places_that_come_first_have_all_before_others(outlook: Outlook) -> None:
    """A dose below the share of the four: only they and the pilots; nobody is lost elsewhere."""
    first = {"dose": 0.14, "years_10_to_90": 0.5, "municipalities": ("G4",), "places_rule": "first"}
    coverage = policy(outlook(1, startbanen=first), "startbanen").towns.coverage(MONTHS - 1)
    where = places.municipalities()
    inside = np.isin(where.name, G4)
    assert (coverage[inside] > 0.0).all()
    assert (coverage[~inside] <= policy(outlook(1), "startbanen").towns.coverage(MONTHS - 1)[~inside]).all()
    weight = where.population / where.population.sum()
    assert (coverage * weight).sum() == pytest.approx(0.14, abs=1e-9)


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_programmes_serve_the_places_named(name: str, outlook: Outlook) -> None:
    """Under `only` nobody who begins lives elsewhere; under `first` the places have a larger share than without."""
    full = outlook(9, **{name: {"dose": 1.0}})
    only = outlook(9, **{name: {"dose": 1.0, "regions": ("Groot Amsterdam", "Rijnmond")}})
    first = outlook(9, **{name: {"dose": 1.0, "regions": ("Groot Amsterdam", "Rijnmond"), "places_rule": "first"}})
    named = np.isin(places.regions().name, ("Groot Amsterdam", "Rijnmond"))
    inside = {}
    for key, made in (("full", full), ("only", only), ("first", first)):
        marks = policy(made, name).marks["offered"]
        rows = np.flatnonzero(marks != NEVER)
        new = rows[marks[rows] == made.month - 1]  # they had no time to move
        inside[key] = named[made.state.people.region[new if key == "only" else rows]]
    assert inside["only"].all() and 0 < uptake(only, name, "reached").sum() < uptake(full, name, "reached").sum()
    assert inside["first"].mean() > inside["full"].mean() + 0.2


@pytest.mark.parametrize("name", ["alliance", "bias"])
def test_rounds_serve_the_regions_named(name: str, outlook: Outlook) -> None:
    only = outlook(12, **{name: {"dose": 1.0, "regions": ("Twente",)}})
    first = outlook(12, **{name: {"dose": 0.1, "regions": ("Twente",), "places_rule": "first"}})
    twente = places.regions().name.index("Twente")
    for made, rule in ((only, "only"), (first, "first")):
        served = made.state.employers.region[policy(made, name).memory["asks"] != 0]
        assert (served == twente).mean() == pytest.approx(1.0 if rule == "only" else 0.6, abs=0.4)
        assert (served == twente).any() and ((served == twente).all() or rule == "first")


def test_a_period_begins_and_ends_and_who_takes_part_finishes(outlook: Outlook) -> None:
    """From January to June 2026: nobody begins before or after, and participants go on after the end."""
    period = {"dose": 1.0, "start": "2026-01", "end": "2026-06"}
    names = ("alliance", "family", "training", "women", "vocational")
    made = outlook(24, **{name: dict(period) for name in names})
    for name in names:
        began = uptake(made, name, "started") + uptake(made, name, "reached")
        assert not began[:12].any() and not began[18:].any() and began[12:18].any(), name
        assert uptake(made, name, "running")[18] > 0, name


def test_startbanen_outside_the_period_are_the_pilots(outlook: Outlook) -> None:
    made = outlook(1, startbanen={**BROAD, "start": "2026-01", "end": "2026-12"})
    coverage, pilots = policy(made, "startbanen").towns.coverage, policy(outlook(1), "startbanen").towns.coverage
    for month, same in (("2025-12", True), ("2026-06", False), ("2026-12", False), ("2027-01", True)):
        at = month_index(month)
        assert (coverage(at) == pilots(at)).all() == same
    assert coverage(month_index("2026-12")) == pytest.approx(1.0)


def test_doses_by_year_hold_in_their_year(outlook: Outlook) -> None:
    doses = (0.0, 0.2, 0.6, 0.0, 1.0)
    made = outlook(1, startbanen={"dose": doses}, caseload={"dose": doses})
    weight = places.municipalities().population / places.municipalities().population.sum()
    start = float((policy(made, "startbanen").towns.pilots * weight).sum())
    for year, dose in enumerate(doses):
        for month in (HISTORY_MONTHS + 12 * year + 8, HISTORY_MONTHS + 12 * year + 11):
            reached = float((policy(made, "startbanen").towns.coverage(month) * weight).sum())
            assert reached == pytest.approx(max(start, dose), abs=1e-9)
            assert float((policy(made, "caseload").coverage(month) * weight).sum()) == pytest.approx(dose, abs=1e-9)


def test_groups(outlook: Outlook) -> None:
    """Women of 25 to 45 with low or middle education from one country, in the first years since housing."""
    aimed = {"dose": 1.0, "sex": "female", "age_from": 25, "age_to": 45, "educations": ("low", "middle")}
    made = outlook(30, startbanen={**BROAD, **aimed}, training={**aimed, "origins": ("Syria",)})
    p, t = made.state.people, made.month - 1
    marks = policy(made, "training").marks["offered"]
    trained = np.flatnonzero(marks != NEVER)
    for rows in (offered(made), trained):
        assert len(rows) > 2
        assert (p.sex[rows] == 0).all() and (p.education[rows] <= 1).all()
        age = (t - p.birth[rows].astype(int)) // 12
        assert ((age >= 25) & (age <= 48)).all()
    assert (p.origin[trained] == 0).all() and (p.origin[offered(made)] != 0).any()


def test_months_since_housing(outlook: Outlook) -> None:
    """The first two years: at the offer nobody is housed longer."""
    made = outlook(12, women={"dose": 1.0, "housed_within_months": 24})
    marks, p = policy(made, "women").marks["offered"], made.state.people
    rows = np.flatnonzero(marks != NEVER)
    assert len(rows) > 5 and (marks[rows].astype(int) - p.housed[rows] < 24).all()


def test_the_default_period_is_that_of_the_letter() -> None:
    plain = Schedule(0.5)
    assert (plain.start, plain.last) == (START, MONTHS - 1)
    assert [plain.share(t) for t in (START - 1, START, MONTHS - 1)] == [0.0, 0.5 / 54, 0.5]


WRONG = [
    ({"startbanen": {"municipalities": ["Utrect"]}}, "'Utrect' is unknown - did you mean 'Utrecht'?"),
    ({"bias": {"municipalities": ["Utrecht"]}}, "instruments.bias.municipalities: unknown setting"),
    ({"women": {"start": "2024-12"}}, "instruments.women.start=2024-12: must be null, or a month, 2025-01 to 2029-12"),
    ({"women": {"start": "2026-05", "end": "2026-04"}}, "end=2026-04: comes before start (2026-05)"),
    ({"women": {"places_rule": "first"}}, "name the places that come first"),
    ({"women": {"dose": {2031: 0.5}}}, "must be 0 to 1, or a list of 5 for 2025 to 2029, or {YEAR: VALUE}"),
    ({"women": {"dose": {2026: 5}}}, "must be 0 to 1, or a list of 5"),
    ({"women": {"dose": [0.1, 0.2, 0, 0, 0], "start": "2026-01"}}, "dose: 2025 lies outside the period"),
    ({"sowis": {"start": "2026-01"}}, "start=2026-01: must be 2027-01 or later"),
    ({"training": {"age_from": 50, "age_to": 30}}, "age_from=50: lies above age_to=30"),
    ({"startbanen": {"pace": "own", "places_rule": "first", "municipalities": ["G4"]}}, "with pace=own"),
    ({"family": {"origins": ["Syria"]}}, "instruments.family.origins: unknown setting"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_does_not_fit_is_told(given: dict[str, Any], said: str) -> None:
    problems = compose.problems(given)
    assert len(problems) == 1 and said in problems[0]


def test_settings_in_words() -> None:
    given, problems = compose.checked(
        {
            "startbanen": {"dose": {2026: 0.1, 2028: 0.5}, "municipalities": ["G4", "pilots"], "sex": "female"},
            "women": {"dose": 0.5, "end": "2027-12", "regions": ["Twente"], "places_rule": "first", "trained": False},
        }
    )
    said = wording.differing(given)
    assert not problems and all(len(lines) == 2 for lines in said.values())
    assert said["en"][0] == (
        "startbanen: dose 0 in 2025, 0.1 in 2026, 0.1 in 2027, 0.5 in 2028, 0.5 in 2029; only in G4 (Amsterdam, "
        "Rotterdam, 's-Gravenhage, Utrecht), the pilots of 2024; women only"
    )
    assert "by the end of 2027-12: 0.5" in said["en"][1] and "eerst in arbeidsmarktregio Twente" in said["nl"][1]
    assert "whether their case managers are trained to guide women: no" in said["en"][1]
