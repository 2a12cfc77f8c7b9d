"""What the model does not say."""

from __future__ import annotations

from werkagenda.analysis.run import RELIABLE_SCALE, Run


def lines(run: Run) -> list[str]:
    """Honest limits, those of every run and those of this one."""
    found = [
        "It says nothing about a person. People in it are made up so that their totals resemble published totals; "
        "no real person's data were used.",
        "It is no forecast. The outlook shows where the rules in the model lead on one path of the economy and of "
        "asylum inflow.",
        "One scenario shows no effect of policy: an effect is a difference between two scenarios with the same "
        "seeds, beside its displacement and "
        "deadweight.",
        "The official points cannot tell apart how fast people find work, how fast they lose it, differences "
        "between cohorts and the times: other "
        "parameters could fit as well and lead elsewhere by 2029.",
        "Not identified by any evidence, and held at one value here: how many vacancies employers add when filling "
        "is easy or hard, the share of "
        "openings that EU workers and pupils take, and how much of the call-back gap is taste.",
        "Self-employment, informal work, second jobs, housing moves after the first one, and debts are left out; "
        "the self-employed are about one in "
        "a hundred of status holders who work early on, more later.",
        "Wages, hours and job losses of status holders rest on assumptions more than on figures about them: no "
        "public figure on their job exits was found.",
        "Euros are cash flows of the kinds listed; value added, health, children's schooling and pensions are not "
        "counted.",
    ]
    if not run.reliable_places:
        found.append(
            f"At scale {run.scale:g} tables per municipality are unreliable; use scale {RELIABLE_SCALE:g} or more."
        )
    if run.replicates == 1:
        found.append(
            "One replicate shows one draw of chance; small differences between groups, regions and years may be chance."
        )
    return found
