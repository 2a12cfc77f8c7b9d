"""What holds in every scenario: nothing is lost, dose zero is absence, parts and whole agree, each is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import every
import pytest
from every import ALONE, END, IN_EVERY, NAMES, WHOLE, WITHOUT, Lived, Traces

from werkagenda import cli
from werkagenda.model.steps import invariants
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_label

BASELINE = "baseline"
KNOWN = {BASELINE, WHOLE, "werkagenda_kern", "budget_neutraal", "startbanen_loonkosten"}
CORE = ("startbanen_breed", "sowis_verlengd", "bias_mkb")
PILOT_TERMS = ("wage_subsidy_share", "envelope_eur")
"""Settings of startbanen that a scenario changes and that hold for the pilots too from 2025 on."""


def test_the_scenarios_are_those_of_the_letter() -> None:
    assert set(NAMES) == {
        *KNOWN,
        *ALONE,
        *(WITHOUT + name for name in ALONE),
        *(f"werkagenda_kern_zonder_{name}" for name in CORE),
    }


@pytest.mark.parametrize("name", NAMES)
def test_people_posts_and_euros_are_conserved_every_month(
    name: str, lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model's own check runs each month, and an account of other figures closes too; each dose does something."""
    made, real, calls, acting = lived(every.read()[name]), invariants.check, Counter[str](), every.dosed(name)

    def check(w: Any) -> None:
        real(w)
        calls[month_label(w.month)] += 1

    monkeypatch.setattr(invariants, "check", check)
    while made.month < END:
        before = every.ids(made.state)
        made.step()
        found = every.accounts(made.state, before, acting)
        assert not [each for each in found if each[1] != each[2]], month_label(made.month - 1)
    assert calls == Counter(month_label(t) for t in range(HISTORY_MONTHS, END))
    for each in acting | set(IN_EVERY):
        paid = sum(int(every.outside(made.state, slice(HISTORY_MONTHS, END), k).sum()) for k in every.PAYS[each])
        assert paid > 0, each


@pytest.mark.parametrize("name", NAMES)
def test_dose_zero_is_absence(name: str, traces: Traces) -> None:
    """All doses of the scenario at zero; and seven instruments gone, with the other two as in the baseline."""
    given, plain = every.without_dose(every.read()[name].instruments), every.read()[BASELINE].instruments
    kept = {**plain["startbanen"], **{key: given["startbanen"][key] for key in PILOT_TERMS}}
    zero = traces(replace(every.read()[name], instruments=given))
    none = traces(every.changed(BASELINE, {"startbanen": kept}), absent=tuple(sorted(set(plain) - set(IN_EVERY))))
    assert every.different(zero, none) == []


@pytest.mark.parametrize("name", sorted(set(ALONE) - {"startbanen_breed", "sowis_verlengd"}))
def test_what_is_left_out_of_the_whole_is_absent(name: str, traces: Traces) -> None:
    """Beside the other measures too: the whole letter without the instrument is the scenario that leaves it out."""
    out = traces(every.read()[WITHOUT + name])
    assert every.different(out, traces(every.read()[WHOLE], absent=(ALONE[name],))) == []
    assert every.different(out, traces(every.read()[WHOLE])), "the instrument does nothing"


def set_by(name: str) -> dict[tuple[str, str], Any]:
    """Settings of a scenario that are not those of the baseline."""
    plain, given = every.read()[BASELINE].instruments, every.read()[name].instruments
    assert plain.keys() == given.keys()
    return {(i, k): v for i, each in given.items() for k, v in each.items() if v != plain[i][k]}


def test_the_whole_is_the_nine_and_nothing_else() -> None:
    parts = {name: set_by(name) for name in ALONE}
    for name, part in parts.items():
        assert {instrument for instrument, _ in part} == {ALONE[name]}
    assert set_by(WHOLE) == {key: value for part in parts.values() for key, value in part.items()}
    assert set_by("werkagenda_kern") == {**parts["startbanen_breed"], **parts["sowis_verlengd"], **parts["bias_mkb"]}


@pytest.mark.parametrize("name", ALONE)
def test_leaving_out_one_leaves_out_its_settings(name: str) -> None:
    whole, part = set_by(WHOLE), set_by(name)
    assert part and set_by(WITHOUT + name) == {key: value for key, value in whole.items() if key not in part}


@pytest.mark.parametrize("name", NAMES)
def test_scenarios_differ_in_policy_only(name: str) -> None:
    """Economy, inflow, assumptions, parameters and chance are those of the baseline."""
    same = {"scenario": BASELINE, "instruments": (), "description": (), "output": "", "changed": ()}
    assert replace(every.read()[name], **same) == replace(every.read()[BASELINE], **same)


def test_paragraphs_in_two_languages_no_two_alike() -> None:
    told = [text for each in every.read().values() for text in each.description]
    assert len(set(told)) == 2 * len(NAMES)
    for english, dutch in (each.description for each in every.read().values()):
        assert min(len(english), len(dutch)) > 80 and english.endswith(".") and dutch.endswith(".")
        assert {"the"} <= set(english.lower().split()) and {"de", "het"} & set(dutch.lower().split())
        assert not {"the", "and"} & set(dutch.lower().split()) and not {"het", "een"} & set(english.lower().split())


def test_the_command_lists_every_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, paragraph of the language asked for, and each setting that is not the baseline's."""
    for words, language in (([], 0), (["--nl"], 1)):
        assert cli.main(["scenarios", *words]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert sorted(line for line in lines if not line.startswith(" ")) == sorted(NAMES)
        for name, each in every.read().items():
            at = lines.index(name)
            assert lines[at + 1].strip() == each.description[language]
            told = {line.split(":")[0].strip() for line in lines[at + 2 : at + 2 + len(set_by(name))]}
            assert told == {f"instruments.{i}.{k}" for i, k in set_by(name)}
