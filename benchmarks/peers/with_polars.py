"""The reduced labour market in Polars: expressions, joins and group-bys; keyed draws come in as columns from NumPy.

Polars is not among the project's packages: the peers leave it out, and say so, where it is not installed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl  # type: ignore[import-not-found, unused-ignore]

from benchmarks.peers import workload as w
from benchmarks.peers.draws import LOW16, LOW32, Draw, high_unit, month_keys, unit, words, words_n

C = pl.col
S16, S32 = np.uint64(16), np.uint64(32)
OFF, ON = C("employed") == 0, C("employed") == 1


def live(p: Any, hashes: w.Array, key: dict[Draw, np.uint64]) -> Any:
    """(a) and (b)."""
    word = words(key[Draw.WORK], hashes)
    course = (words(key[Draw.COURSE], hashes) & LOW32).astype(np.int64) < w.COURSE_32
    p = p.with_columns(u=high_unit(word), low=(word & LOW32).astype(np.int64), course=course)
    longer = pl.when(ON).then(pl.min_horizontal(C("tenure") + 1, w.LONGEST)).otherwise(C("tenure")).cast(pl.UInt8)
    p = p.with_columns(tenure=longer)
    rate = w.LEAVE + w.LEAVE_TENURE * C("tenure") + w.LEAVE_SKILL * C("skill")
    p = p.with_columns(out=ON & (C("u") * (1.0 + (-rate).exp()) < 1.0))
    lost = {"employed": 0, "employer": -1, "tenure": 0, "benefit": 1}
    p = p.with_columns(**{name: given(C("out"), value, name, p) for name, value in lost.items()})
    pace = pl.when(ON).then(w.LANGUAGE_AT_WORK).otherwise(w.LANGUAGE_AT_HOME)
    up, down = w.SKILL_GAIN * (w.BEST_SKILL - C("skill")), w.SKILL_LOSS * (w.WORST_SKILL - C("skill"))
    moves = OFF & (C("low") < pl.when(C("benefit") == 1).then(w.ENDS_32).otherwise(w.BEGINS_32))
    p = p.with_columns(
        language=C("language") + pace * (1.0 - C("language")),
        skill=C("skill") + pl.when(ON).then(up).otherwise(down),
        benefit=(C("benefit") ^ moves.cast(pl.UInt8)),
    )
    taught = OFF & (C("group") == 1) & C("course")
    more = C("language") + w.COURSE_GAIN * (1.0 - C("language"))
    return p.with_columns(language=pl.when(taught).then(more).otherwise(C("language"))).drop(
        "u", "low", "course", "out"
    )


def given(condition: Any, value: Any, name: str, frame: Any) -> Any:
    """A column set to a value where a condition holds, its type kept."""
    return pl.when(condition).then(value).otherwise(C(name)).cast(frame.schema[name])


def open_posts(e: Any, hashes: w.Array, key: np.uint64) -> Any:
    """(c)."""
    word = words(key, hashes)
    lapses = pl.Series((word >> S32).astype(np.int64) < w.LAPSES_32) & (C("posts") > 0)
    new = np.searchsorted(w.OPEN_STEPS, (word & LOW32).astype(np.int64), side="right").astype(np.int16)
    return e.with_columns(posts=(C("posts") - lapses.cast(pl.Int16) + pl.Series(new)).cast(pl.Int16))


def sent(p: Any, hashes: w.Array, key: dict[Draw, np.uint64]) -> Any:
    """(d): a row an application, with its draws."""
    seekers = p.filter(OFF).select("place", "region", "sector", "group", ability=C("skill") + C("language"))
    own = hashes[seekers["place"].to_numpy()]
    word = words_n(key[Draw.WHERE], own, w.APPLICATIONS)
    columns = {
        "low": (word & LOW16).astype(np.int64),
        "second": ((word >> S16) & LOW16).astype(np.int64),
        "high": (word >> S32).astype(np.int64),
        "noise": unit(words_n(key[Draw.NOISE], own, w.APPLICATIONS)),
        "luck": unit(words_n(key[Draw.VALUE], own, w.APPLICATIONS)),
    }
    each = seekers[np.repeat(np.arange(len(seekers)), w.APPLICATIONS)]
    return each.with_columns(**{name: pl.Series(column.ravel()) for name, column in columns.items()})


def choose(a: Any, posts: Any) -> Any:
    """(d) and (e): the post of each application, offers above the bar, the best offer of each worker."""
    size = np.bincount(posts["cell"].to_numpy(), minlength=w.REGIONS * w.SECTORS)
    begin = np.concatenate(([0], np.cumsum(size)))
    cells = pl.DataFrame({"cell": np.arange(w.REGIONS * w.SECTORS), "begin": begin[:-1], "size": size})
    corners = pl.DataFrame(
        {"to": np.arange(w.REGIONS), "all": begin[: -1 : w.SECTORS], "any": size.reshape(w.REGIONS, -1).sum(1)}
    )
    away = pl.when(C("low") < w.OWN_16).then(0).when(C("low") < w.NEXT_16).then(1).otherwise(w.REGIONS - 1)
    a = a.with_columns(to=(C("region").cast(pl.Int64) + away) % w.REGIONS)
    a = a.with_columns(cell=C("to") * w.SECTORS + C("sector"))
    a = a.join(cells, on="cell", how="left", maintain_order="left").drop("cell")
    a = a.join(corners, on="to", how="left", maintain_order="left")
    own = (C("second") < w.SECTOR_16) & (C("size") > 0)
    a = a.with_columns(
        begin=pl.when(own).then(C("begin")).otherwise(C("all")), size=pl.when(own).then(C("size")).otherwise(C("any"))
    ).filter(C("size") > 0)
    # 32 bits times a number of posts stays far below 63 bits
    a = a.with_columns(post=C("begin") + (C("high") * C("size")) // 2**32)
    a = a.select("place", "post", "sector", "group", "ability", "noise", "luck")
    a = a.join(posts, on="post", how="left", maintain_order="left")
    odds = w.NOISE * (C("noise") / (1.0 - C("noise"))).log()
    a = a.with_columns(score=C("ability") - C("bias") * C("group") + odds)
    a = a.filter(C("score") > w.BAR).filter(C("score") == C("score").max().over("post"))
    a = a.with_columns(value=C("luck") + w.MATCH * (C("line") == C("sector")).cast(pl.Float64))
    return a.filter(C("value") == C("value").max().over("place")).select("place", "firm")


def open_table(e: Any) -> Any:
    """A row an open post: its employer, cell, sector and bias."""
    cell = C("region").cast(pl.Int64) * w.SECTORS + C("sector")
    rows = e.filter(C("posts") > 0).select("firm", "bias", line="sector", cell=cell, many=pl.int_ranges(0, "posts"))
    return rows.explode("many").drop("many").with_row_index("post").with_columns(C("post").cast(pl.Int64))


class Market:
    """The labour market of ``number`` workers; ``step`` runs a month and gives its counts."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self.state, self.seed, self.month = w.initial(number, seed), seed, 0
        people, firms = self.state.workers._asdict(), self.state.employers._asdict()
        self.people = pl.DataFrame({name: column for name, column in people.items() if name != "hash"})
        self.people = self.people.with_row_index("place").with_columns(C("place").cast(pl.Int64))
        self.firms = pl.DataFrame({name: column for name, column in firms.items() if name != "hash"})
        self.firms = self.firms.with_row_index("firm").with_columns(C("firm").cast(pl.Int64))

    def step(self) -> w.Array:
        """One month: employed, on benefit, hired by region and group (35 x 2 x 3)."""
        key, s = month_keys(self.seed, self.month), self.state
        p = live(self.people, s.workers.hash, key)
        e = open_posts(self.firms, s.employers.hash, key[Draw.POSTS])
        hired = choose(sent(p, s.workers.hash, key), open_table(e))
        self._take(p, e, hired)
        self.month += 1
        return self._counts(hired)

    def _take(self, p: Any, e: Any, hired: Any) -> None:
        """Those hired work; their posts are gone."""
        p = p.join(hired, on="place", how="left", maintain_order="left")
        new = C("firm").is_not_null()
        p = p.with_columns(employer=pl.when(new).then(C("firm")).otherwise(C("employer")).cast(pl.Int32))
        p = p.with_columns(
            **{n: given(new, value, n, p) for n, value in {"employed": 1, "tenure": 0, "benefit": 0}.items()}
        )
        self.people = p.drop("firm")
        e = e.join(hired.group_by("firm").len("gone"), on="firm", how="left", maintain_order="left")
        self.firms = e.with_columns(posts=(C("posts") - C("gone").fill_null(0)).cast(pl.Int16)).drop("gone")

    def _counts(self, hired: Any) -> w.Array:
        flag = np.zeros(len(self.people), np.uint8)
        flag[hired["place"].to_numpy()] = 1
        columns = {name: self.people[name].to_numpy() for name in ("region", "group", "employed", "benefit")}
        return w.count(self.state.workers._replace(**columns), flag)
