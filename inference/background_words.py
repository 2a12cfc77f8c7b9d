"""Fixed text of `docs/background.md`: how other people by background are modelled, and what is missing."""

from __future__ import annotations

OPENING = """# People with and without a migration background

Written by `python -m werkagenda.inference.background --scale {scale:g} --seeds {seeds}`: the baseline's history with
the parameters of `evidence/data/parameters.csv`, mean over {count} seeds. {met}, of {rows} shown; none was used to
choose a parameter, but those marked were read for the start.

Other people (everybody who is no newcomer) have a Dutch, a European or another background. What is put in
(`evidence/backgrounds.py`): who is employed, unemployed and outside the labour force in 2014, the growth of each
population, flexible contracts and schooling by background at the start, how fast flexible work becomes permanent
(LM735), who of those outside is retired (assumption), and what employers withhold (LM222, LM223). What comes out: who
loses a job (drawn from the contracts and the schooling in question), who begins to search, how long it takes, and every
rate below.
Newcomers are shown apart; the fringe of EU workers and pupils has no background.
"""

FAILS = (
    (
        "the gap in points falls too little after 2014",
        "employers withhold the same in a tight market as in a slack one. In the correspondence tests of 2015 and 2019 "
        "the gap fell from 17 to 8 points as the labour market tightened (LM236): a gap that follows tightness is "
        "missing. Newcomers add to it: too many of them search for each who works ([fit.md](fit.md))",
    ),
    (
        "job seekers from outside Europe find work too slowly, beside a rate that is right",
        "two errors that cancel. A gap counts three times: at the call-back, in the score after the interview "
        "(`offer.pass_through`, for which 0 is possible too), and because a vacancy takes the best of several. Entry "
        "is too equal: a count has no tenure, so nobody is last in and first out, and agency work, where recent "
        "migrants are some three times as many as elsewhere (LM739, LM740), is not told apart from other flexible work",
    ),
    (
        "the rates of 2024 are above those published by region of origin",
        "the model's other people hold both generations; the published rate is of people born here",
    ),
    (
        "work does not grow",
        "staff of employers is set by openings and separations, which do not bring the published growth of employment; "
        "the people who are added stay outside the labour force. It holds for all backgrounds alike, so that ratios "
        "are hardly touched",
    ),
)
"""What is not met, and why."""

CLOSING = (
    """## What fails, and which mechanism is missing

The ratios between backgrounds hold through ten years, by schooling too, while the level halves. What does not hold:

| what | why |
|---|---|
"""
    + "".join(f"| {what} | {why} |\n" for what, why in FAILS)
    + """
Not in the model: differences between regions and sectors in background, generations, age, women and men apart, and the
self-employed (17% of the employed in all backgrounds). Pupils, students and graduates with a migration background who
were born here are not followed: internships act on newcomers at school only.
"""
)
