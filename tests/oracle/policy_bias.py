"""Bias reduction as plain objects: outreach, the Charter, internships, agencies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import positions
from oracle.staff import cents
from oracle.things import Employer
from oracle.visiting import Visiting

from werkagenda.model.income import ledger
from werkagenda.tables.vocabulary import SECTORS

if TYPE_CHECKING:
    from oracle.country import Oracle


class Bias(Visiting):
    """``employer.adopted`` is what outreach left, ``staff`` who has been visited."""

    name, points = "bias", ("study", "guidance", "money")
    kept = ("asks", "signs", "trained", "called", "complies", "met", "began")

    def __init__(self, c: Oracle, fast: Any) -> None:
        super().__init__(c, fast)
        where = [x for x in c.employers if self.meant(x)]
        n = self.numbers
        small = [x for x in where if x.size_class <= 2 and x.structured == 0]
        self.targets = self.aim.line(small, lambda x: self.luck("reach", x))
        before = {x for x, month in self.staff["signs"].items() if month == 192}
        sign = [x for x in where if x.size_class >= 1 and (x.charter == 0 or x in before)]
        self.signers = self.aim.line(sign, lambda x: self.luck("sign", x))
        self.firms = [x for x in c.employers if self.luck("train", x) < n.training_firm_share]
        trainers, agencies = [x for x in self.firms if self.meant(x)], [x for x in where if x.sector == 6]
        self.trainers = self.aim.line(trainers, lambda x: self.luck("internship", x))
        self.agencies = self.aim.line(agencies, lambda x: self.luck("agency", x))

    def meant(self, x: Employer) -> bool:
        """Of the regions and sectors that are chosen."""
        sectors = self.choices.sectors
        return self.aim.employs(x) and (sectors is None or SECTORS[x.sector] in sectors)

    def act(self, point: str) -> None:
        """Internships, then visits, then the bill."""
        c = self.choices
        if not self.aim.begun or not (self.aim.acts or c.charter_growth or c.internships or c.agencies_dose):
            return
        if point == "study":
            self.help_young()
        elif point == "guidance":
            self.bill = 0
            self.outreach()
            self.charter()
            self.train()
            self.call()
            running = sum(x.adopted == 1 or self.staff["complies"][x] == 1 for x in self.c.employers)
            self.budget.note(eligible=len(self.targets), running=running)
            for x in self.c.employers:
                x.lever["structured"] = max(x.lever["structured"], float(x.adopted))
        else:
            self.c.pay(ledger.STATE, ledger.SERVICE, positions.I_OUTREACH, self.bill)

    def price(self, what: str) -> int:
        """Cents for one of something."""
        return self.c.priced(cents(getattr(self.numbers, what) * 100.0))

    def outreach(self) -> None:
        """One month of every employer, from the shares at its beginning."""
        if not self.aim.acts:
            return
        t, have, number = self.c.month, Counter[tuple[int, int]](), Counter[tuple[int, int]]()
        for x in self.c.employers:
            number[x.region, x.sector] += 1
            have[x.region, x.sector] += x.adopted
        visited = self.go("asks", self.targets, self.aim.share(), self.price("contact_eur"))
        new, wants = set(visited), []
        for x in self.targets:
            pull = self.numbers.peer_weight_per_month * (float(have[x.region, x.sector]) / number[x.region, x.sector])
            agrees = x in new and self.luck("adopt", x) < self.numbers.adopt_share
            copies = self.aim.open() and self.luck("peers", x, t) < pull
            if x.adopted == 0 and (agrees or copies):
                wants.append(x)
        for x in self.c.employers:
            if x.adopted == 1 and self.luck("wear", x, t) < self.numbers.wear_per_month:
                x.adopted = 0
        wants.sort(key=lambda x: (self.targets[x], x.hash))
        helped = self.serve(wants, self.price("support_eur"))
        for x in helped:
            x.adopted = 1
        self.budget.note(reached=self.first("met", visited), started=self.first("began", helped))
        self.budget.note(started=-len(visited) - len(helped))

    def first(self, what: str, employers: list[Employer]) -> int:
        """How many are counted for the first time."""
        new = [x for x in employers if not self.staff[what][x]]
        self.staff[what].update(dict.fromkeys(new, 1))
        return len(new)

    def _way(self) -> float:
        """Part of the way to a dose; nobody new outside the period."""
        return self.aim.way() if self.aim.open() else 0.0

    def charter(self) -> None:
        """Employers sign; part of them mean it."""
        if self.choices.charter_growth == 0.0:
            return
        years = (self.aim.last - self.aim.start + 1) / 12
        share = self.choices.charter_growth * years * self._way() * self.c.scale / max(1, len(self.signers))
        new = self.go("signs", self.signers, share, self.price("charter_eur"))
        mean_it = {x for x in self.signers if self.luck("mean", x) < self.numbers.charter_structured_share}
        for x in new:
            x.charter = 1
        began = [x for x in new if x in mean_it]
        self.budget.note(reached=self.first("met", new), started=self.first("began", began) - len(new))
        for x in mean_it:
            if self.staff["signs"][x] == 192:
                x.lever["structured"] = 1.0

    def train(self) -> None:
        """EmployerOutreach to training firms."""
        if self.choices.internships > 0.0:
            share = self.choices.internships * self._way()
            new = self.go("trained", self.trainers, share, self.price("internship_eur"))
            self.budget.note(reached=self.first("met", new), started=-len(new))

    def help_young(self) -> None:
        """Fewer young students leave where training firms have been visited."""
        if self.choices.internships == 0.0:
            return
        firms = Counter(x.region for x in self.firms)
        seen = Counter(x.region for x in self.trainers if self.staff["trained"][x] == 192)
        for person in self.c.here():
            if person.studying == 1 and person.months_old(self.c.month) < 324:
                share = seen[person.region] / firms[person.region] if firms[person.region] else 0.0
                effect = self.numbers.internship_quit_share * self.c.p.callback.structured_effect * share
                person.lever["internship"] = 1.0 - (1.0 - person.lever["internship"]) * (1.0 - effect)

    def call(self) -> None:
        """Agencies are called and visited; some stop obeying, some fall back."""
        if self.choices.agencies_dose == 0.0:
            return
        t, complies = self.c.month, self.staff["complies"]
        for x in self.c.employers:
            if complies[x] and self.luck("relapse", x, t) < self.numbers.agency_wear_per_month:
                complies[x] = 0
        new = self.go("called", self.agencies, self.choices.agencies_dose * self._way(), self.price("agency_eur"))
        stops = [x for x in new if x.obeys == 1 and self.luck("comply", x) < self.numbers.agency_comply_share]
        complies.update(dict.fromkeys(stops, 1))
        self.budget.note(reached=self.first("met", new), started=self.first("began", stops) - len(new))
        for x in self.c.employers:
            x.lever["compliant"] = max(x.lever["compliant"], float(complies[x]))
