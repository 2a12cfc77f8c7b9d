"""The reduced labour market in plain Mesa: one object a worker and an employer, each activated every month.

The draws of a month are made in bulk and handed to the objects as lists: a keyed draw in plain Python would cost
several times as much. Their time is told apart. Objects act in order (``do``): keyed draws do not depend on it, and
shuffling would cost more.
"""

from __future__ import annotations

import math
import time
from bisect import bisect_right
from typing import Any

import mesa
import numpy as np

from benchmarks.peers import workload as w
from benchmarks.peers.draws import LOW32, Draw, as_lists, month_keys, unit, words, words_n

OPEN_STEPS = w.OPEN_STEPS.tolist()
HIGH, LOW = 2.0**-32, 0xFFFFFFFF


class Post:
    """An open post and who applied this month, as (worker, number of the application)."""

    __slots__ = ("applicants", "employer")

    def __init__(self, employer: Employer) -> None:
        self.employer = employer
        self.applicants: list[tuple[Worker, int]] = []


class Employer(mesa.Agent):  # type: ignore[misc]
    """An employer with its open posts."""

    def __init__(self, model: Labour, place: int, region: int, sector: int, bias: float, posts: int) -> None:
        super().__init__(model)
        self.place, self.region, self.sector, self.bias = place, region, sector, bias
        self.posts = [Post(self) for _ in range(posts)]

    def open_posts(self) -> None:
        """A post may lapse, new ones open; all are on the market."""
        word = self.model.draws[Draw.POSTS][self.place]
        if self.posts and word >> 32 < w.LAPSES_32:
            self.posts.pop()
        self.posts.extend(Post(self) for _ in range(bisect_right(OPEN_STEPS, word & LOW)))
        if self.posts:
            self.model.market[self.region][self.sector].extend(self.posts)

    def make_offers(self) -> None:
        """Each post offers to its best applicant above the bar."""
        noise = self.model.draws[Draw.NOISE]
        for post in self.posts:
            best, winner = w.BAR, None
            for worker, number in post.applicants:
                u = noise[worker.first_draw + number]
                score = worker.skill + worker.language - self.bias * worker.group + w.NOISE * math.log(u / (1.0 - u))
                if score > best:
                    best, winner = score, (worker, number)
            post.applicants.clear()
            if winner is not None:
                winner[0].offers.append((post, winner[1]))


class Worker(mesa.Agent):  # type: ignore[misc]
    """A worker."""

    def __init__(self, model: Labour, place: int, row: tuple[Any, ...], employer: Employer | None) -> None:
        super().__init__(model)
        self.place, self.first_draw, self.employer = place, place * w.APPLICATIONS, employer
        self.region, self.sector, self.group, self.skill, self.language = row[:5]
        self.employed, self.tenure, self.benefit = row[5:]
        self.offers: list[tuple[Post, int]] = []
        self.hired = 0

    def live(self) -> None:
        """A month at work or without."""
        word = self.model.draws[Draw.WORK][self.place]
        self.hired = 0
        if self.employed:
            self.tenure = min(self.tenure + 1, w.LONGEST)
            rate = w.LEAVE + w.LEAVE_TENURE * self.tenure + w.LEAVE_SKILL * self.skill
            if ((word >> 32) + 0.5) * HIGH * (1.0 + math.exp(-rate)) < 1.0:
                self.employed, self.employer, self.tenure, self.benefit = 0, None, 0, 1
        if self.employed:
            self.language += w.LANGUAGE_AT_WORK * (1.0 - self.language)
            self.skill += w.SKILL_GAIN * (w.BEST_SKILL - self.skill)
            return
        self.language += w.LANGUAGE_AT_HOME * (1.0 - self.language)
        self.skill += w.SKILL_LOSS * (w.WORST_SKILL - self.skill)
        if word & LOW < (w.ENDS_32 if self.benefit else w.BEGINS_32):
            self.benefit ^= 1
        if self.group and self.model.draws[Draw.COURSE][self.place] < w.COURSE_32:
            self.language += w.COURSE_GAIN * (1.0 - self.language)

    def apply(self) -> None:
        """Three applications, near and in the own line more often."""
        if self.employed:
            return
        market = self.model.market
        words_of_mine = self.model.draws[Draw.WHERE][self.first_draw : self.first_draw + w.APPLICATIONS]
        for number, word in enumerate(words_of_mine):
            region, low = self.region, word & 0xFFFF
            if low >= w.OWN_16:
                region = (region + (1 if low < w.NEXT_16 else w.REGIONS - 1)) % w.REGIONS
            pool = market[region][self.sector] if (word >> 16) & 0xFFFF < w.SECTOR_16 else None
            pool = pool or market[region][w.SECTORS]
            if pool:
                pool[(word >> 32) * len(pool) >> 32].applicants.append((self, number))

    def worth(self, offer: tuple[Post, int]) -> float:
        """What an offer is worth to this worker."""
        luck = self.model.draws[Draw.VALUE][self.first_draw + offer[1]]
        return (w.MATCH if offer[0].employer.sector == self.sector else 0.0) + float(luck)

    def accept(self) -> None:
        """The offer worth most is taken."""
        if not self.offers:
            return
        post, _ = max(self.offers, key=self.worth)
        self.offers.clear()
        post.employer.posts.remove(post)
        self.employed, self.employer, self.tenure, self.benefit, self.hired = 1, post.employer, 0, 0, 1


class Labour(mesa.Model):  # type: ignore[misc]
    """The model: all agents registered with Mesa."""

    def __init__(self, state: w.State, seed: int) -> None:
        super().__init__(seed=seed)
        self.key_seed, self.month = seed, 0
        self.people, self.firms = state.workers, state.employers
        self.draw_seconds = 0.0
        self.draws: dict[Draw, list[Any]] = {}
        self.market: list[list[list[Post]]] = []
        e, p = state.employers, state.workers
        rows = zip(*as_lists(e.region, e.sector, e.bias, e.posts), strict=True)
        bosses = [Employer(self, place, *row) for place, row in enumerate(rows)]
        columns = (p.region, p.sector, p.group, p.skill, p.language, p.employed, p.tenure, p.benefit)
        jobs = p.employer.tolist()
        for place, row in enumerate(zip(*as_lists(*columns), strict=True)):
            Worker(self, place, row, bosses[jobs[place]] if jobs[place] >= 0 else None)

    def draw(self) -> None:
        """All draws of the month, in bulk."""
        key, who = month_keys(self.key_seed, self.month), self.people.hash
        self.draws = {
            Draw.POSTS: words(key[Draw.POSTS], self.firms.hash).tolist(),
            Draw.WORK: words(key[Draw.WORK], who).tolist(),
            Draw.COURSE: (words(key[Draw.COURSE], who) & LOW32).tolist(),
            Draw.WHERE: words_n(key[Draw.WHERE], who, w.APPLICATIONS).ravel().tolist(),
            Draw.NOISE: unit(words_n(key[Draw.NOISE], who, w.APPLICATIONS)).ravel().tolist(),
            Draw.VALUE: unit(words_n(key[Draw.VALUE], who, w.APPLICATIONS)).ravel().tolist(),
        }

    def step(self) -> None:
        """One month."""
        workers, employers = self.agents_by_type[Worker], self.agents_by_type[Employer]
        began = time.perf_counter()
        self.draw()
        self.draw_seconds = time.perf_counter() - began
        workers.do("live")
        self.market = [[[] for _ in range(w.SECTORS + 1)] for _ in range(w.REGIONS)]
        employers.do("open_posts")
        for region in self.market:
            region[w.SECTORS] = [post for sector in region[: w.SECTORS] for post in sector]
        workers.do("apply")
        employers.do("make_offers")
        workers.do("accept")
        self.month += 1

    def counts(self) -> w.Array:
        """Employed, on benefit, hired by region and group (35 x 2 x 3)."""
        workers = self.agents_by_type[Worker]
        size = len(workers)
        employed, benefit, hired = (
            np.fromiter((getattr(worker, name) for worker in workers), np.uint8, size)
            for name in ("employed", "benefit", "hired")
        )
        return w.count(self.people._replace(employed=employed, benefit=benefit), hired)


class Market:
    """The labour market of ``number`` workers; ``step`` runs a month and gives its counts."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self.model = Labour(w.initial(number, seed), seed)

    def draw_seconds(self) -> float:
        """Seconds that the last month spent making the draws."""
        return self.model.draw_seconds

    def step(self) -> w.Array:
        """One month: employed, on benefit, hired by region and group (35 x 2 x 3)."""
        self.model.step()
        return self.model.counts()
