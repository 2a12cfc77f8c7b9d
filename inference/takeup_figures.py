"""Published figures on take-up and price of each instrument, and the model's counterpart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from werkagenda.evidence import registry
from werkagenda.inference.takeup_runs import Facts

NOTHING = "not published"
PLACEMENTS = ("wage subsidy", "placement guidance", "child care")
COURSES = "civic integration"
NO, FITTED, INPUT = "no", "fitted", "input"
"""Use of the published figure: none, to choose a parameter, or as a rule or price of the model."""


@dataclass(frozen=True)
class Figure:
    """A model figure with its published counterpart."""

    policy: str
    what: str
    published: str
    ids: str
    value: Callable[[Facts], float]
    used: str
    why: str
    digits: int = 0


def millions(value: Callable[[Facts], float]) -> Callable[[Facts], float]:
    """The figure in millions."""
    return lambda facts: value(facts) / 1e6


def number(name: str) -> float:
    """A number of the evidence."""
    return registry.load().number(name)


def class_bill(f: Facts) -> float:
    """Euros paid by municipalities for classes in 2024, all for status holders."""
    return f.euros(2024, COURSES)


def newly_obliged(f: Facts, year: int) -> float:
    """Adults given a permit in a year."""
    return float(f.frame("cohorts", permit_year=year, months_since_permit=0)["persons"].sum())


def pilots(f: Facts) -> float:
    """Municipalities that offer startbanen in December 2024."""
    return float(f.frame("municipalities", month="2024-12")["adopted_startbanen"].sum())


SUBSIDY = "Employer subsidy (SOWIS)"
STARTBANEN = "Startbanen (pilots)"
PERMITS = "Asylum seekers to work"
GUIDANCE = "Guidance and caseload"
CLASSES = "Civic integration"

FIGURES = (
    Figure(
        SUBSIDY,
        "applications, 2024",
        "357",
        "P056",
        lambda f: f.round(2024, "applications"),
        FITTED,
        "the product of awareness and the will to apply was set on this figure, so that meeting it proves nothing; a "
        "run at scale 0.1 has some 30 applications and strays by a third",
    ),
    Figure(
        SUBSIDY,
        "granted, 2024, € million",
        "2.5 (ceiling)",
        "P057",
        millions(lambda f: f.round(2024, "euros")),
        INPUT,
        "what was granted is not published; an amendment raised the ceiling by an amount not seen; the model stays "
        "below it in runs with few applications",
        2,
    ),
    Figure(
        SUBSIDY,
        "people guided, granted in 2024",
        NOTHING,
        "P056",
        lambda f: f.round(2024, "people"),
        NO,
        "applications are published, people are not",
    ),
    Figure(
        SUBSIDY,
        "applications, 2025",
        NOTHING,
        "P058",
        lambda f: f.round(2025, "applications"),
        NO,
        "more people at work make more employers eligible; who was funded in 2024 is refused",
    ),
    Figure(
        SUBSIDY,
        "granted, 2025, € million",
        "3.0 (ceiling)",
        "P058",
        millions(lambda f: f.round(2025, "euros")),
        INPUT,
        "the ceiling binds in the model; whether it did is not published",
        2,
    ),
    Figure(
        SUBSIDY,
        "people guided, granted in 2025",
        "375–500 (room)",
        "P064",
        lambda f: f.round(2025, "people"),
        NO,
        "the published range is what the money could buy, all for one person or all for four; the model’s employers "
        "mostly have one",
    ),
    Figure(
        SUBSIDY,
        "refused by the rules, 2025",
        NOTHING,
        "P058",
        lambda f: f.round(2025, "refused_rules"),
        NO,
        "funded in the round before",
    ),
    Figure(
        STARTBANEN,
        "municipalities with a pilot, end of 2024",
        "5 pilots, of places and regions",
        "P047",
        pilots,
        INPUT,
        "the places named, a region as its municipalities",
    ),
    Figure(
        STARTBANEN,
        "people in a placement, mean of 2024",
        NOTHING,
        "P047",
        lambda f: f.people(2024, "subsidised_employed"),
        NO,
        "places and people of the pilots are not published; the share offered one is an assumption "
        "(startbanen.pilot_share)",
    ),
    Figure(
        STARTBANEN,
        "people in a placement, mean of 2025",
        NOTHING,
        "P047",
        lambda f: f.people(2025, "subsidised_employed"),
        NO,
        "the pilots go on, on the terms that the scenario leaves them",
    ),
    Figure(
        STARTBANEN,
        "offered one, 2025",
        NOTHING,
        "P047",
        lambda f: f.taken("startbanen", "reached"),
        NO,
        "the share of the newly housed of the pilot places that is an assumption",
    ),
    Figure(
        STARTBANEN,
        "began one, 2025",
        NOTHING,
        "P047",
        lambda f: f.taken("startbanen", "started"),
        NO,
        "who is ready, accepts, and finds an employer who agrees",
    ),
    Figure(
        STARTBANEN,
        "paid for placements, 2025, € million",
        NOTHING,
        "P047",
        millions(lambda f: f.euros(2025, *PLACEMENTS)),
        NO,
        "no budget of the pilots is published",
        2,
    ),
    Figure(
        PERMITS,
        "people or permits, 2017–2021",
        "1,514 people",
        "C367",
        lambda f: f.permits(*range(2017, 2022)),
        FITTED,
        "published people, the model counts permits; whether an employer asked under the limit of 24 weeks was set "
        "near it",
    ),
    Figure(
        PERMITS,
        "work permits, 2022",
        "600",
        "C368",
        lambda f: f.permits(2022),
        FITTED,
        "how many search was chosen with this series; one source calls the 600 applications, of which some 28% are "
        "refused",
    ),
    Figure(
        PERMITS,
        "work permits, 2023",
        "1,840",
        "C369",
        lambda f: f.permits(2023),
        FITTED,
        "the limit of 24 weeks fell on 29 November 2023 (P125); before it employers of the model ask more as they are "
        "short of people (asylum.applies_tightness), yet agencies that learn to apply from each other are missing",
    ),
    Figure(
        PERMITS,
        "applications, 2023",
        "about 2,000",
        "P121",
        lambda f: f.permits(2023) / number("asylum.granted_share"),
        NO,
        "granted over the share granted; low for the same reason",
    ),
    Figure(
        PERMITS,
        "work permits, 2024",
        NOTHING,
        "C373",
        lambda f: f.permits(2024),
        NO,
        "the evidence holds the refusals of 2024 and no number of permits",
    ),
    Figure(
        PERMITS,
        "work permits, 2025",
        NOTHING,
        "P126",
        lambda f: f.permits(2025),
        NO,
        "the law stays as it is until June 2026",
    ),
    Figure(
        PERMITS,
        "refused or withdrawn, %",
        "25–30",
        "C373 P124",
        lambda _f: 100.0 * (1.0 - number("asylum.granted_share")),
        INPUT,
        "the chance of an application in the model; most jobs are cleaning and production (C374, C375), which the "
        "tables do not tell apart",
    ),
    Figure(
        PERMITS,
        "own contributions, 2024, € million",
        "up to 75% of earnings",
        "P131",
        millions(lambda f: f.euros(2024, "reception contribution", payer="person")),
        INPUT,
        "the share is a rule; what is received is not published. Status holders who wait for a house pay as well",
        1,
    ),
    Figure(
        GUIDANCE,
        "clients a case manager, end of 2025",
        "about 250 (ordinary), 50 (Amsterdam)",
        "P139 P140",
        lambda f: 150.0 / f.guided_hours,
        INPUT,
        "150 hours a manager a month (assumption) over the hours each client gets. Hours start between both figures, "
        "grow each year and rise with managers for status holders only (P141), so that the model’s ordinary guidance "
        "has come to Amsterdam’s ratio: more of it finds little room",
    ),
    Figure(
        GUIDANCE,
        "guidance of municipalities, 2024, € million",
        "103.2 (execution)",
        "P075",
        millions(lambda f: f.euros(2024, "guidance")),
        NO,
        "an estimate of 2019 in its prices, with social guidance and declarations of participation, without work; the "
        "model counts case-manager hours for work at 60 euros, for more status holders",
    ),
    Figure(
        CLASSES,
        "adults newly obliged, 2022, thousand",
        "18.9",
        "P076",
        lambda f: newly_obliged(f, 2022) / 1e3,
        NO,
        "the model has who got a permit in 2022, the published figure who was told of the duty that year, some of "
        "the adults never",
        1,
    ),
    Figure(
        CLASSES,
        "price of a trajectory, €",
        "11,600",
        "P071",
        lambda f: class_bill(f) / newly_obliged(f, 2024),
        NO,
        "classes of status holders in 2024 over adults given a permit in 2024: a year’s bill stands for a trajectory "
        "when numbers are steady, and 2022 and 2023 had more permits",
    ),
    Figure(
        CLASSES,
        "with guidance, € a status holder",
        "about 13,000",
        "P074",
        lambda f: (class_bill(f) + f.euros(2024, "guidance")) / newly_obliged(f, 2024),
        NO,
        "the figure of 2021 covers guidance of civic integration; the model’s guidance goes on as long as bijstand "
        "does, and to family migrants on bijstand",
    ),
    Figure(
        CLASSES,
        "classes of family migrants, 2024, € million",
        "600 € a person",
        "P074",
        millions(lambda f: f.euros(2024, COURSES, payer="person")),
        NO,
        "paid by themselves in the model, since municipalities get 600 euros for a migrant who is no refugee; what "
        "they spend is not published",
        1,
    ),
)
"""In force in 2024 and 2025. P072 and P073 are of the education route alone, which the tables do not tell apart."""


@dataclass(frozen=True)
class Begun:
    """A measure that did not exist before the letter: its policy in `uptake`, and published figures."""

    policy: str
    name: str
    published: str
    ids: str
    why: str


BEGUN = (
    Begun(
        "women",
        "Guidance of women",
        "one pilot: 35 women, 24 sessions of at most 3 hours; six pilots in all",
        "P136",
        "the pilots of 2019–2020 were small; the scenario goes over the country from July 2025. No price is published",
    ),
    Begun(
        "reception",
        "Work desks in reception",
        "about 40 centres, for status holders (2023)",
        "P128",
        "desks for asylum seekers are new; no price is published",
    ),
    Begun(
        "vocational",
        "Language at work",
        "price: 3,500 a participant (cleaning, 2024), at most 1,500 (2017)",
        "P145 P146",
        "the price lies between the two and is an input; nobody published how many take part",
    ),
    Begun(
        "bias",
        "Bias reduction",
        "Charter: 251 signatories at the end of 2020",
        "LM204",
        "no outreach of this size was ever held; the Charter grows from what was published, visits are assumptions",
    ),
    Begun("alliance", "Employer alliance", NOTHING, "P156", "members and dues are assumptions"),
    Begun(
        "caseload",
        "Intensive guidance",
        "50 clients a manager, 15 managers (Amsterdam, 2017)",
        "P140",
        "hours come near the need without it (above), so that it buys next to nothing: the gap is one of hours a "
        "client",
    ),
    Begun(
        "family",
        "Family migrants’ programme",
        "600 euros a person for migrants who are no refugees",
        "P074",
        "the price is an input; no take-up is published",
    ),
)
