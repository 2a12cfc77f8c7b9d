"""The first sheet of an export: what it is, how to read it, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from werkagenda.analysis.export.sheets import Sheet
from werkagenda.analysis.language import Language
from werkagenda.analysis.results.stored import Stored

Line = tuple[str, str]


def lines(stored: Stored, words: Language, sheets: Sequence[Sheet]) -> list[Line]:
    """Pairs of a heading and a text; a heading with an empty text begins a part."""
    say = words.say
    return [
        (say("Werkagenda: effects of policy against the baseline"), ""),
        *_reading(words, stored),
        (say("Scenarios"), ""),
        *((words.name("scenario", name), description(stored, name, words)) for name in stored.scenarios),
        (say("Sheets"), ""),
        *((words.name("sheet", each.key), each.unit) for each in sheets),
        (say("Where it comes from"), ""),
        *_origin(stored, words),
    ]


def _reading(words: Language, stored: Stored) -> list[Line]:
    say, count = words.say, stored.compared.replicates
    found = [
        (say("An effect"), say("Scenario less baseline, in the same replicate of chance; mean over replicates.")),
        (
            say("An interval"),
            say("95% Monte Carlo interval: chance alone. How far an answer moves with assumptions is wider."),
        ),
        (
            say("Range over assumptions"),
            say("Lowest and highest answer over the assumption sets that were run."),
        ),
        (
            say("Too few people"),
            say("Where fewer than 30 simulated people stand behind a figure (events), it is too small to judge."),
        ),
        (
            say("Euros of the public bodies"),
            say("Newcomers and instruments only. Taxes and benefits of other people are not counted."),
        ),
    ]
    if count == 1:
        found.append((say("One replicate"), say("There is one replicate, so that no interval is known.")))
    return found


def _origin(stored: Stored, words: Language) -> list[Line]:
    info, say = stored.compared.info, words.say
    share = words.number(float(info["scale"]), 4).rstrip("0").rstrip(",.")
    plain = {
        say("Command"): info.get("command", ""),
        say("Seed"): info["seed"],
        say("Share of people simulated"): share,
        say("Replicates"): info["replicates"],
        say("Economy"): info.get("economy", ""),
        say("Inflow"): info.get("inflow", ""),
        say("Law"): info.get("law", ""),
        say("Last month"): words.month(str(info["last_month"])),
        say("Version of the code"): info.get("code", {}).get("version", ""),
        say("Hash of the inputs"): info.get("inputs_sha256", ""),
    }
    return [(name, str(value)) for name, value in plain.items()]


def description(stored: Stored, scenario: str, words: Language) -> str:
    """What a scenario stands for, as its file says."""
    described = stored.compared.info["scenarios"].get(scenario, {}).get("description", {})
    return str(described.get(words.code) or described.get("en") or "")
