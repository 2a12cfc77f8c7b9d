"""Explanations of deviations from official figures, printed in the validation table."""

from __future__ import annotations

_AFGHANS = (
    "Afghans with a permit of 2014 had often lived here for years; the model gives them the Dutch, settling and "
    "illness of those years, not jobs begun before the permit; few simulated people"
)
_ERITREANS = (
    "the model houses Eritreans late but lets them catch up too soon; that many had to learn to read and write first "
    "is no attribute of its own"
)
_IRANIANS = (
    "the model's Iranians bring much schooling and so find work soon; few of 2014 did, although in the model too who "
    "has schooling studies on; recognition of diplomas is missing; some 45 simulated people a seed"
)
_SEARCHERS = (
    "too many searchers to one employed: with the official share outside the labour force (C062, C063) the survey has "
    "more people at work than the permit cohorts allow (C005, C007), since it counts an hour a week and the cohorts "
    "a job on the reference date; and the model's searchers look on for long instead of finding or stopping"
)
_HOSPITALITY = (
    "employers of the own language are a channel and no employers of their own: nothing limits how many posts they "
    "have, and who is there moves on to other sectors by ending and finding anew only"
)
_DURATION = (
    "posted openings fill too fast: counted rivals come to every opening with the same chance, whatever the sector, so "
    "occupations in short supply are not hard enough to fill"
)

REASONS: dict[str, str] = {
    "C024": _AFGHANS,
    "C030": _AFGHANS,
    "C036": _AFGHANS,
    "C042": _AFGHANS,
    "C048": _AFGHANS,
    "C037": _ERITREANS,
    "C043": _ERITREANS,
    "C049": _ERITREANS,
    "C064": _SEARCHERS,
    "C065": _SEARCHERS,
    "C074": (
        "childless single women work nearly as often as single men, since no rule but care and headscarf may tell them "
        "apart; schooling and work before the flight are not known by sex"
    ),
    "C111": _HOSPITALITY,
    "C112": _HOSPITALITY,
    "C113": _HOSPITALITY,
    "C038": _IRANIANS,
    "C044": _IRANIANS,
    "C050": _IRANIANS,
    "C150": (
        "who is 23 or older studies less often than five years after the permit in C134 to C146; part-time courses and "
        "study beside a job are missing"
    ),
    "C376": (
        "family migrants have the care norm by the woman's own history, settle sooner and hear of jobs from a partner; "
        "how many worked before, and schooling, are assumptions, and the published figure rose from 49 to 57 within "
        "half a year by another population (C377)"
    ),
    "LM044": _DURATION,
    "LM048": _DURATION,
    "LM060": _DURATION,
    "LM064": _DURATION,
    "LM076": _DURATION,
    "LM088": _DURATION,
}
"""Explanation by id; figures out of tolerance without an entry are printed as not explained."""
