"""What public bodies pay by year, laid out as a supplementary budget: mutations against the baseline, x EUR 1,000."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import current, deferred, named, say
from werkagenda.analysis.numbers import span
from werkagenda.analysis.results import budget, stored

READING = deferred(
    "Prices of the day. A plus costs public bodies more; receipts are negative, so that all adds up. Lines, totals "
    "and years are rounded together and add up as printed. Money that one public body passes to another stands "
    "apart, once, and is in no total. Newcomers and instruments only: taxes and benefits of other people are not "
    "counted."
)


def panel(c: Comparison) -> Panel:
    """The budget of every scenario, that of the main one in the open; the title says its net cost."""
    lines = budget.lines(stored.of(c))
    if lines.empty:
        return empty_panel(say("Budget"), say("the tables hold no flows of public money"))
    order = [c.main(), *(name for name in c.scenarios if name != c.main())]
    tables = [
        budget_table(c, name, budget.mutations(lines[lines["scenario"] == name]), folded=name != c.main())
        for name in order
    ]
    return Panel(title(c, lines[lines["scenario"] == c.main()]), str(READING), None, tables)


def title(c: Comparison, lines: pd.DataFrame) -> str:
    """The net cost of all years of the main scenario."""
    net = lines[(lines["section"] != budget.PASSED) & (lines["year"] == c.years)]["effect"].sum()
    return say(
        "{name}: net cost of public bodies {amount} million euros in {years} (newcomers and instruments only)",
        name=labels.scenario_label(c.main()),
        amount=current().signed(float(net) / 1e6, 1),
        years=c.years_name,
    )


def budget_table(c: Comparison, scenario: str, found: pd.DataFrame, folded: bool) -> Table:
    """One scenario's lines with totals by body and section, and the interval of the net cost in the caption."""
    years = [name for name in found.columns if name[:2] == "20"]
    heads = (say("body and instrument"), say("to or from"), *map(current().period, years))
    rows: list[tuple[str, ...]] = []
    totals: set[int] = set()
    before = ("", "")
    for line in found.to_dict("records"):
        here = (str(line["section"]), str(line["body"]))
        if line["is_total"]:
            totals.add(len(rows))
        elif here != before:
            rows.append((f"{named('section', here[0])} · {labels.party_label(here[1])}", *[""] * (len(years) + 1)))
        other = labels.party_label(str(line["other_party"])) if line["other_party"] else ""
        rows.append((_label(line, c), other, *_amounts(line, years)))
        before = here
    numeric = frozenset(range(2, len(heads)))
    return Table(heads, rows, numeric, _caption(c, scenario), folded, frozenset(totals))


def _amounts(line: Mapping[Hashable, object], years: list[str]) -> list[str]:
    return [current().number(round(float(str(line[year])) / budget.THOUSAND)) for year in years]


def _label(line: Mapping[Hashable, object], c: Comparison) -> str:
    """What a line is called: its heading, or what it is the total of."""
    if not line["is_total"]:
        return labels.heading_label(str(line["instrument"]), c.headings)
    if line["body"]:
        return say("Total {name}", name=labels.party_label(str(line["body"])))
    if line["section"] == budget.NET:
        return say("Net cost of public bodies")
    return say("Total {name}", name=named("section", str(line["section"])))


def _caption(c: Comparison, scenario: str) -> str:
    """The scenario, the unit, and how sure chance leaves the net cost of all years."""
    name = labels.scenario_label(scenario)
    row = c.headline(scenario, "government_euros", c.years)
    head = say("{scenario}: mutations against the baseline, × € 1,000", scenario=name)
    if row is None or pd.isna(row["low"]):
        return head
    ends = span(float(row["low"]) / budget.THOUSAND, float(row["high"]) / budget.THOUSAND, _whole)
    return say("{head} (net cost {years}: 95% margin of chance {ends})", head=head, years=c.years_name, ends=ends)


def _whole(value: float) -> str:
    return current().number(value)
