"""Take-up of the policies that note it in tables of their own: placements of startbanen and rounds of SOWIS.

Rows in the shape of `uptake`; what a policy notes in `uptake` itself comes first. Startbanen: an offer or a start
counts in the December at which `applicants` first shows it, taking part is the number in subsidised work, and
committed is what leaves the public purses for wage subsidy and guidance of placements. SOWIS: reached are employers who
apply, started are people; a round counts in its December, who is refused in the month in which its money was gone.
"""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison.cells import by_month, read
from werkagenda.analysis.comparison.effects import HOLDERS
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.outlay import PURSES
from werkagenda.analysis.comparison.placements import WHO, table
from werkagenda.analysis.comparison.worlds import months
from werkagenda.tables.vocabulary import month_index, month_label

PLACEMENTS, SUBSIDY = "startbanen", "sowis"
PAID = ("wage subsidy", "placement guidance")
ONCE = {"reached_once": "reached", "started_once": "started"}
"""Counts over all years, once a person or employer: the count of a month that they are the first times of."""


def completed(run: Finished, noted: pd.DataFrame) -> pd.DataFrame:
    """Rows of `uptake` with those of the two policies, in case they note nothing there, and the columns of ONCE."""
    own = {PLACEMENTS: placements, SUBSIDY: subsidy}
    have = set(noted["policy"].astype(str))
    rows = [make(run).assign(policy=name) for name, make in own.items() if name not in have]
    rows = [once(frame) for frame in rows if len(frame)]
    plain = once(noted.astype({"month": str, "policy": str}))
    if not rows:
        return plain
    together = pd.concat([plain, *rows] if len(plain) else rows, ignore_index=True)
    return together.reindex(columns=[*noted.columns, *ONCE]).fillna(0.0)


def once(frame: pd.DataFrame) -> pd.DataFrame:
    """With the columns of ONCE: what is noted counts first times already, but for the subsidy, which has its own."""
    lacking = {name: frame[of] for name, of in ONCE.items() if name not in frame and of in frame}
    return frame.assign(**lacking)


def subsidy(run: Finished) -> pd.DataFrame:
    """Rounds of the outlook."""
    labels = months(run)
    names = ["replicate", "year", "applications", "people", "euros", "ceiling_eur", "refused_ceiling", "exhausted"]
    names += ["new_employers", "new_people"]
    frame = read(run, "subsidy", names)
    frame = frame[frame["year"].astype(str).isin([label[:4] for label in labels])]
    december = frame["year"].astype(str) + "-12"
    named = {"applications": "reached", "people": "started", "euros": "committed_eur", "ceiling_eur": "envelope_eur"}
    named |= {"new_employers": "reached_once", "new_people": "started_once"}
    rounds = frame[["replicate", *named]].rename(columns=named).assign(month=december)
    gone = frame[frame["refused_ceiling"] > 0]
    when = gone["exhausted"].astype(str).where(gone["exhausted"].astype(str) != "", december.loc[gone.index])
    refused = gone[["replicate"]].assign(month=when, left_out=gone["refused_ceiling"])
    return pd.concat([rounds, refused], ignore_index=True)


def placements(run: Finished) -> pd.DataFrame:
    """People offered and placed by December, people in placements and euros by month."""
    parts = [first_seen(run, "offered", "reached"), first_seen(run, "accepted", "started")]
    parts += [taking_part(run), paid(run)]
    return pd.concat([part for part in parts if len(part)] or [pd.DataFrame()], ignore_index=True)


def first_seen(run: Finished, state: str, name: str) -> pd.DataFrame:
    """People by the first December at which they are in the state, raised to the country."""
    frame = table(run, [*WHO, "applied", state], only_offered=True).to_pandas()
    frame = frame[frame[state]]
    at = {label: month_index(str(label)) for label in frame["applied"].unique()}
    month = frame["applied"].map(at).astype(int) + frame["months_since"]
    first = month.groupby([frame["replicate"], frame["person"]]).min()
    december = (first // 12 * 12 + 11).map(month_label)
    counts = december.groupby([december.index.get_level_values("replicate"), december.rename("month")]).size()
    found: pd.DataFrame = (counts / run.scale).rename(name).reset_index()
    return found[found["month"].isin(months(run))]


def taking_part(run: Finished) -> pd.DataFrame:
    """People in subsidised work by month."""
    labels = months(run)
    where = {"population": [HOLDERS], "indicator": ["subsidised_employed"]}
    frame = read(run, "monthly", ["replicate", "month", "value"], labels, **where)
    return tall(by_month(frame, [], labels), "running")


def paid(run: Finished) -> pd.DataFrame:
    """Euros by month that public purses pay others for placements."""
    labels = months(run)
    frame = read(run, "ledger", ["replicate", "month", "payer", "payee", "euros"], labels, instrument=PAID)
    frame = frame[frame["payer"].isin(PURSES) & ~frame["payee"].isin(PURSES)]
    return tall(by_month(frame, [], labels, "euros"), "committed_eur")


def tall(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """A row a replicate and month where there is anything."""
    found = wide.rename_axis(columns="month").reset_index().melt("replicate", value_name=name)
    return found[found[name] != 0]
