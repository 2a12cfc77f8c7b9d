"""Schemas of a comparison: tables of differences between scenarios and their baseline.

A *world* is one set of assumptions that no evidence determines (vacancy response, additional-job share, fringe share,
taste share). Every effect is a paired difference, scenario minus baseline, of the same replicate in the same world.
People and euros are scaled to the country. `se` is the Monte Carlo standard error of the mean over replicates, `low`
and `high` its 95% interval (empty with one replicate), `events` the number of simulated people behind the figure.
"""

from __future__ import annotations

import pyarrow as pa

_S, _F, _I, _B = pa.string(), pa.float64(), pa.int32(), pa.bool_()
_SURE = {"effect": _F, "se": _F, "low": _F, "high": _F, "replicates": _I}
"""An effect with its Monte Carlo uncertainty."""

ASSUMED = {
    "vacancy_response": "openings.vacancy_response",
    "additional_job_share": "startbanen.additional_job_share",
    "fringe_share": "rivals.fringe_share",
    "taste_share": "callback.taste_share",
}
"""Parameter of each assumption about the outlook, effective from January 2025 on."""
ASSUMPTIONS = tuple(ASSUMED)
"""Assumptions that studies vary, named as under `assume.` in the configuration."""

COMPARISON: dict[str, pa.Schema] = {
    # one row a world; `central`: the registry's values throughout; `parameters`: others that are moved from 2025 on, as
    # text: `offer.pass_through=0`, with commas between several, empty for none
    "worlds": pa.schema(
        {"world": _S, "central": _B, "replicates": _I, **dict.fromkeys(ASSUMPTIONS, _F), "parameters": _S}
    ),
    # period: a year `2025`, all years `2025-2029`, or a month `2029-12`. People and households are the mean over the
    # months of the period, euros (unit `euros`) the sum over them. `events` of euros: the people who receive them
    "effects": pa.schema(
        {
            **dict.fromkeys(
                ("scenario", "world", "population", "dimension", "level", "indicator", "period", "unit"), _S
            ),
            "baseline": _F,
            **_SURE,
            "needed_replicates": _F,
            "variance_ratio": _F,
            "events": _F,
        }
    ),
    # people with and without a migration background. who: `Dutch background`, `European background, no newcomers`,
    # `background outside Europe, no newcomers`, `migration background` (both with all newcomers) and, beside them,
    # `status holders`; the fringe has no background. dimension: `all`, `education`, `size_class` (of the employer; no
    # newcomers). Indicators: people at work, in regular and in permanent work, searching, hired out of search and from
    # outside the labour force (means over the months of the period), call-backs per 100 applications and months
    # searched by who is hired. Periods: years and all years. `events` as in `effects`, empty for ratios
    "backgrounds": pa.schema(
        {
            **dict.fromkeys(("scenario", "world", "who", "dimension", "level", "indicator", "period", "unit"), _S),
            "baseline": _F,
            **_SURE,
            "needed_replicates": _F,
            "events": _F,
        }
    ),
    # what each party pays more in a year (paid less received); positive: it costs that party. The year `2025-2029` is
    # the sum of all years, in `money` too; over all parties the sum is zero
    "parties": pa.schema({"scenario": _S, "world": _S, "year": _S, "party": _S, "baseline": _F, **_SURE}),
    # what changes in every flow of money in a year
    "money": pa.schema(
        {
            **dict.fromkeys(("scenario", "world", "year", "payer", "payee", "instrument"), _S),
            "baseline": _F,
            **_SURE,
        }
    ),
    # who works more or less because of the policy: mean people at work in a period. A scenario that offers placements
    # splits status holders in `status holders placed or offered` and `other status holders`; another has the row
    # `status holders`. `runner-ups (first round)`: people whom a placement passed, a year (mean year for 2025-2029)
    "displacement": pa.schema({"scenario": _S, "world": _S, "period": _S, "who": _S, "baseline": _F, **_SURE}),
    # of 100 people whom the scenario offers a placement and its baseline does not, by months since first bijstand;
    # `value` and `effect` are the same figure, with its uncertainty. Outcomes that begin with `extra` are paired
    # differences; `displaced others` has no months: people at work fewer, in the last December, for 100 offers made
    # until then. `offered`: people who are followed so long (accepted, in the outcome `of accepted, ...`)
    "offers": pa.schema(
        {"scenario": _S, "world": _S, "outcome": _S, "months": _I, "value": _F, **_SURE, "offered": _F}
    ),
    # the answer: the central world, the range over all worlds, the probability that it is above zero (mean over worlds
    # of Student's t; a world with one replicate borrows the central world's deviation). A world's answer is that of the
    # central one plus their paired difference (table `sensitivity`); an end of the range is told when that difference
    # is told from zero, is nil, or is of the central world itself. Status holders, but `others_employed` (other people
    # and the fringe at work: whom a scenario displaces) and `everybody_regular` and `everybody_employed` (all people in
    # regular work, or at work with placements counted: net of displacement), `migration_background_employed` (everybody
    # with a migration background at work, newcomers included) and `dutch_background_employed`. `government_euros`: the
    # public parties' cash for newcomers and instruments, without taxes and benefits of other people; `social_balance`:
    # present value. Periods as in `effects`
    "headlines": pa.schema(
        {
            **dict.fromkeys(("scenario", "indicator", "period", "unit"), _S),
            "baseline": _F,
            **_SURE,
            "range_low": _F,
            "range_low_world": _S,
            "range_low_told": _B,
            "range_high": _F,
            "range_high_world": _S,
            "range_high_told": _B,
            "positive_probability": _F,
            "worlds": _I,
            "needed_replicates": _F,
        }
    ),
    # how far each other world moves a headline: `value`, the answer there; `effect` and the columns after it, the mean
    # difference with the central world in the replicates that both have, with its own interval. verdict on it: no
    # change, told from zero, not told from zero, too few replicates
    "sensitivity": pa.schema(
        {
            **dict.fromkeys(("scenario", "world", "indicator", "period", "unit"), _S),
            "value": _F,
            **_SURE,
            "verdict": _S,
        }
    ),
    # who is better off (positive: better), in accounts. `government`: what public parties receive less what they pay;
    # `social`: production of newcomers' work, work of others, providers and reception; `bijstand savings`: who keeps
    # the bijstand that is not paid. The part `together` is the sum of the parts. prices: `cash`, or `present value`: in
    # prices of January 2025, discounted to its first day; a year's row is its part of the whole
    "balance": pa.schema({**dict.fromkeys(("scenario", "world", "year", "prices", "account", "part"), _S), **_SURE}),
    # euros of policy more than in the baseline (outlay, cash) over the people reached, person-years in work or
    # benefit-years saved (number), with Fieller's 95% interval. verdict: resolved; not resolved (the interval of the
    # number holds zero); none gained (it lies below); one replicate; not recorded
    "cost": pa.schema(
        {
            **dict.fromkeys(("scenario", "world", "period", "measure"), _S),
            **dict.fromkeys(("value", "low", "high", "outlay", "number"), _F),
            "replicates": _I,
            "verdict": _S,
        }
    ),
    # take-up of a policy in a year, the baseline's too: mean stocks of who is eligible and takes part, counts of who is
    # reached, starts and is left out, euros committed and the envelope, the first month that leaves somebody out ("":
    # none) and the share of replicates in which that happens
    "takeup": pa.schema(
        {
            **dict.fromkeys(("scenario", "world", "policy", "year"), _S),
            **dict.fromkeys(("eligible", "reached", "started", "running", "left_out", "committed_eur"), _F),
            "envelope_eur": _F,
            "ran_dry": _S,
            "dry_share": _F,
            "replicates": _I,
        }
    ),
    # a scenario of several measures and its parts. measure: alone (part less baseline), left out (whole less the whole
    # without it), whole, sum of alone, interplay (whole less that sum)
    "parts": pa.schema(
        {**dict.fromkeys(("whole", "world", "part", "measure", "indicator", "period", "unit"), _S), **_SURE}
    ),
    # steps of a scenario that set one number to `dose`, less the baseline
    "ladder": pa.schema(
        {
            **dict.fromkeys(("scenario", "world"), _S),
            "dose": _F,
            **dict.fromkeys(("indicator", "period", "unit"), _S),
            **_SURE,
        }
    ),
}
"""Every table of a comparison with its columns in order."""
