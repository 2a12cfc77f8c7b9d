"""A tenth instrument as one file and one scenario in a folder of its own: found, checked, run, paid for, reported."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from werkagenda import settings
from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.analysis.report import comparison_page
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue
from werkagenda.study import run
from werkagenda.tables.schemas import SCHEMAS

SMALL = ("population.scale=0.01", "outlook.end=2026-12", "replicates=2")
FILE = '''"""A commuting card: who is housed travels to work for less; the state pays the card of who works."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED, NEVER, STATUS
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.scenarios.instrument import Instrument, Number
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.rollout import START, Schedule
from werkagenda.scenarios.setting import Envelope, InstrumentSettings, Share, euros_by_year, setting
from werkagenda.tables import flows

CARD = flows.Flow(flows.STATE, flows.SERVICE, flows.Heading("commuting card", "reiskaart"))


class Numbers(NamedTuple):
    """Part of travel costs that a card takes away, and its price."""

    help_share: float
    card_eur_per_month: float


class Choices(InstrumentSettings):
    """What is decided."""

    dose: Share = setting(0.0, "share of people", "status holders with a card by the end of 2029")
    envelope_eur: Envelope = setting(None, "euros a year", "what cards may cost")


class Commuting(Instrument[Choices, Numbers]):
    """Cards in keyed order; the month's cards of who works are paid for as far as the envelope lasts."""

    name = "commuting"
    title = ("commuting card", "reiskaart")
    summary = "A card that lowers travel costs, from July 2025 on. Dose 0: none."
    choices_type, numbers_type = Choices, Numbers
    assumed = {
        "help_share": Number(0.9, "share", 0.0, 1.0),
        "card_eur_per_month": Number(80.0, "eur per month", 0.0, 200.0),
    }
    levers = ("travel_help",)
    points = ("guidance", "money")
    decisions = ("card",)
    flows = (CARD,)
    counts = {"eligible": "status holders", "running": "people at work with a card"}

    def begin(self, state):
        """No card yet."""
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.memory = self.budget.memory()

    def holders(self, w):
        """Rows of who has a card."""
        p, n = w.people, w.entered
        able = (p.active[:n] == 1) & (p.kind[:n] == STATUS) & (p.housed[:n] != NEVER)
        u = draws(w.keys(decision(self.name, "card")), p.hash[:n])
        return np.flatnonzero(able & (u < Schedule(self.choices.dose).share(w.month)))

    def act(self, point, state):
        """Cheaper travel; in the end the bill."""
        if state.month < START or self.choices.dose == 0.0:
            return
        rows = self.holders(state)
        if point == "guidance":
            state.hooks.move("travel_help")[rows] += self.numbers.help_share
            return
        price = cents(self.numbers.card_eur_per_month * 100.0)
        number = self.budget.serve(state, int((state.people.state[rows] == EMPLOYED).sum()), price)
        self.budget.note(state, eligible=len(rows), running=number)
        state.ledger.pay(state.month, CARD, number * price)
'''
SCENARIO = """# @package _global_
scenario:
  name: reiskaart
  description_en: Half of the status holders have a commuting card by the end of 2029.
  description_nl: Eind 2029 heeft de helft van de statushouders een reiskaart.
instruments:
  commuting: {dose: 0.5}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file and one scenario."""
    made = tmp_path_factory.mktemp("own")
    (made / "commuting.py").write_text(FILE, encoding="utf-8")
    (made / "reiskaart.yaml").write_text(SCENARIO, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def runs(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The card, with an envelope, at dose zero; the baseline beside it, and the baseline without any folder."""
    where, given = tmp_path_factory.mktemp("runs"), f"extensions={folder.as_posix()}"
    asked = {
        "card": (given, "scenario=reiskaart", "workers=2"),
        "rich": (given, "scenario=reiskaart", "instruments.commuting.envelope_eur=1e6"),
        "zero": (given, "scenario=reiskaart", "instruments.commuting.dose=0"),
        "beside": (given,),
        "baseline": (),
    }
    made = {}
    for name, words in asked.items():
        places = f"output={(where / name).as_posix()}", f"cache={(where / 'cache').as_posix()}"
        made[name] = run.run(settings.read([*SMALL, *words, *places])[0])
    return made


def paid(folder: Path) -> pd.DataFrame:
    """Rows of the ledger under the card's name."""
    frame = pq.read_table(folder / "ledger.parquet").to_pandas()
    return frame[frame["instrument"] == "commuting card"]


@pytest.mark.slow
def test_dose_zero_is_the_baseline_bit_for_bit(runs: dict[str, Path]) -> None:
    for name in SCHEMAS:
        zero, plain = (
            pq.read_table(runs[which] / f"{name}.parquet").drop_columns("scenario") for which in ("zero", "baseline")
        )
        assert zero.equals(plain), name


@pytest.mark.slow
def test_its_euros_are_found_everywhere(runs: dict[str, Path], tmp_path: Path) -> None:
    """Ledger, take-up, outlay with overhead, flows of a comparison, manifest and page."""
    euros = paid(runs["card"])
    assert set(euros["payer"]) == {"central government"} and set(euros["payee"]) == {"service provider"}
    mean = euros["euros"].sum() / 2
    uptake = pq.read_table(runs["card"] / "uptake.parquet").to_pandas()
    recorded = uptake[uptake["policy"] == "commuting"]
    assert recorded["committed_eur"].sum() / 2 == pytest.approx(mean) and mean > 1e6
    compare([runs["card"], runs["beside"]], tmp_path / "compared")
    cost, money, takeup = (
        pq.read_table(tmp_path / "compared" / f"{name}.parquet").to_pandas() for name in ("cost", "money", "takeup")
    )
    flow = money[(money["instrument"] == "commuting card") & (money["year"] == "2025-2026")]
    assert flow["effect"].sum() == pytest.approx(mean)
    others = money[(money["year"] == "2025-2026") & money["instrument"].isin(POLICY)]
    outlay = cost[(cost["measure"] == "outlay") & (cost["period"] == "2025-2026")]["value"].item()
    assert outlay == pytest.approx(mean + others[~others["payee"].isin(PUBLIC)]["effect"].sum()) and outlay > mean
    row = takeup[(takeup["policy"] == "commuting") & (takeup["year"] == "2025-2026")]
    assert row[row["scenario"] == "reiskaart"]["committed_eur"].item() == pytest.approx(mean)
    page = comparison_page.write(tmp_path / "compared").read_text(encoding="utf-8")
    assert "commuting card" in page
    said = json.loads((runs["card"] / "manifest.json").read_text(encoding="utf-8"))
    assert {"name": "commuting card", "dutch": "reiskaart", "policy": True} in said["ledger"]
    assert said["instruments"]["commuting"] == {"en": "commuting card", "nl": "reiskaart"}
    assert "commuting.py" in said["config"]["extensions"] and "extensions=" in said["command"]


POLICY = ("employer subsidy", "wage subsidy", "placement guidance", "child care", "overhead")
"""Headings of the baseline's policy, which a card changes too, and overhead."""
PUBLIC = ("central government", "municipality")


@pytest.mark.slow
def test_its_envelope_holds_and_it_acts(runs: dict[str, Path]) -> None:
    """A million euros a year is not exceeded and runs out; cheaper travel changes who searches or works."""
    yearly = paid(runs["rich"]).assign(year=lambda x: x["month"].str[:4]).groupby(["replicate", "year"])["euros"].sum()
    assert 0 < yearly.max() <= 1e6 < paid(runs["card"])["euros"].sum() / 2
    card, plain = (pq.read_table(runs[name] / "monthly.parquet").drop_columns("scenario") for name in ("card", "zero"))
    assert not card.equals(plain)


WRONG = {
    'levers = ("travel_help",)': ('levers = ("travel_hlep",)', "no rule reads lever 'travel_hlep' - did you mean"),
    'points = ("guidance", "money")': ('points = ("guidance", "mony")', "no point 'mony' in the month"),
    '"reiskaart"))': ('""))', "its heading needs a label in English and in Dutch"),
    "flows.SERVICE, flows": ('"the bank", flows', "'the bank' is no party of the ledger"),
    '"card_eur_per_month": Number(80.0, "eur per month", 0.0, 200.0),': (
        "",
        "parameters.commuting.card_eur_per_month: missing",
    ),
    "Number(0.9,": ("Number(1.9,", "parameter help_share=1.9: lies outside its range"),
    '"what cards may cost")': ('"")', "setting envelope_eur: needs a default, a range, a unit and a text"),
    '"eligible": ': ('"elegible": ', "no count 'elegible' in the table uptake"),
    "import numpy as np": ("import nunpy as np", "commuting.py cannot be imported (ModuleNotFoundError"),
    'name = "commuting"': ('name = "sowis"', "there is an instrument sowis already"),
}


@pytest.mark.parametrize("old", WRONG)
def test_what_is_wrong_is_told_before_anything_runs(old: str, tmp_path: Path) -> None:
    new, told = WRONG[old]
    assert FILE.count(old) == 1
    (tmp_path / "commuting.py").write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        settings.read([f"extensions={tmp_path.as_posix()}", f"output={(tmp_path / 'out').as_posix()}"])
    assert any(told in problem for problem in caught.value.problems), caught.value.problems
    assert not (tmp_path / "out").exists()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = FILE
    for old in ('levers = ("travel_help",)', 'points = ("guidance", "money")', '"reiskaart"))'):
        text = text.replace(old, WRONG[old][0])
    (tmp_path / "commuting.py").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        settings.read([f"extensions={tmp_path.as_posix()}"])
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize("name", ["", "empty"])
def test_a_folder_without_instruments_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="no such folder, or no"):
        settings.read([f"extensions={(tmp_path / (name or 'missing')).as_posix()}"])


def test_its_settings_and_parameters_are_checked(folder: Path) -> None:
    words = [f"extensions={folder.as_posix()}", "scenario=reiskaart"]
    one = settings.read([*words, "instruments.commuting.dose=1", "parameters.commuting.help_share=0.5", "output=no"])[0]
    assert one.instruments["commuting"] == {"dose": 1.0, "envelope_eur": None}
    assert {p.name: p.value for p in one.parameters}["commuting.help_share"] == 0.5
    with pytest.raises(BadInput) as caught:
        settings.read([*words, "instruments.commuting.dose=2", "instruments.commuting.dos=1"])
    assert (
        "instruments.commuting.dos: unknown name - did you mean 'instruments.commuting.dose'?" in caught.value.problems
    )
    assert len(caught.value.problems) == 2


def test_without_the_folder_nothing_is_left_of_it(folder: Path) -> None:
    settings.read([f"extensions={folder.as_posix()}", "output=no"])
    assert "commuting" not in settings.read(["output=no"])[0].instruments
    assert "commuting" not in catalogue.known()
    with pytest.raises(BadInput, match="unknown scenario"):
        settings.read(["scenario=reiskaart", "output=no"])
