"""The employer alliance as plain objects."""

from __future__ import annotations

import positions
from oracle.staff import cents
from oracle.things import Employer
from oracle.visiting import Visiting

from werkagenda.model.income import ledger


class Alliance(Visiting):
    """Members pay by the year; practical help, peers of the sector, less forgetting, fewer job ends."""

    name, points = "alliance", ("contracts", "guidance", "learning", "money")
    kept = ("rank", "asks", "until", "member")

    def act(self, point: str) -> None:
        """Join, help, learn, pay."""
        if not self.aim.acts or not self.aim.begun:
            return
        if point == "money":
            self.c.pay(ledger.STATE, ledger.SERVICE, positions.I_ALLIANCE, self.bill)
        else:
            {"contracts": self.contracts, "guidance": self.guide, "learning": self.learn}[point]()

    def line_up(self) -> None:
        """Employers with experience sooner."""
        able = self.able()
        score = {x: self.luck("join", x) * (1.0 - self.numbers.experience_first * x.experience) for x in able}
        able.sort(key=lambda x: (score[x], x.hash))
        rank = {x: (k + 0.5) / len(able) for k, x in enumerate(able)}
        self.staff["rank"].update(self.aim.line(able, lambda x: rank[x]))

    def able(self) -> list[Employer]:
        """Who may be a member."""
        return [x for x in self.c.employers if x.size_class >= 1 and self.aim.employs(x)]

    def contracts(self) -> None:
        """Members of this month; their status holders in a first year."""
        t, until, self.bill = self.c.month, self.staff["until"], 0
        if t == self.aim.start:
            self.line_up()
        rank = {x: self.staff["rank"][x] for x in self.able()}
        price = self.c.priced(cents(self.numbers.member_eur_per_year * 100.0))
        served = self.go("asks", rank, self.aim.share(), price, 12)
        new = sum(until[x] == 0 for x in served)
        until.update(dict.fromkeys(served, t + 12))
        for employer in self.c.employers:
            self.staff["member"][employer] = int(until[employer] > t)
        running = sum(self.staff["member"].values())
        self.budget.note(eligible=len(rank), running=running, reached=new, started=new - len(served))
        for person in self.c.here():
            first_year = person.works and person.holds_status and t - person.started < 12
            if first_year and person.employer is not None and self.staff["member"][person.employer] == 1:
                stays = (1.0 - person.lever["support"]) * (1.0 - self.numbers.job_end_reduction)
                person.lever["support"] = 1.0 - stays

    def guide(self) -> None:
        """Practical help at a first hire."""
        for employer in self.c.employers:
            if self.staff["member"][employer] == 1:
                employer.lever["known"] = 1.0 - (1.0 - employer.lever["known"]) * (1.0 - self.numbers.known_share)

    def learn(self) -> None:
        """From the mean of the members of the sector at the beginning."""
        members = [x for x in self.c.employers if self.staff["member"][x] == 1]
        total, number = [0.0] * 9, [0] * 9
        for x in members:
            total[x.sector] += x.experience
            number[x.sector] += 1
        for x in members:
            mean = total[x.sector] / number[x.sector]
            gained = self.numbers.peer_weight_per_month * max(0.0, mean - x.experience)
            kept = self.numbers.keep_share * self.c.p.learning.forget_per_month * x.experience
            x.experience = min(1.0, x.experience + gained + kept)
