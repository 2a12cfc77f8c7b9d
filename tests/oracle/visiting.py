"""Going round employers, as plain objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.aiming import Aiming
from oracle.envelope import Envelope
from oracle.luck import draw
from oracle.things import Employer

from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle


class Visiting:
    """An instrument of employers; ``staff`` holds marks by employer under the names of the fast one's memory."""

    name = ""
    kept: tuple[str, ...] = ()

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers, self.bill = c, fast.choices, fast.numbers, 0
        self.aim = Aiming(c, fast.choices)
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        self.staff = {k: dict(zip(c.employers, fast.memory[k].tolist(), strict=True)) for k in self.kept}

    def luck(self, what: str, employer: Employer, month: int = 0) -> float:
        """Draw of an employer for one of the decisions."""
        return draw(self.c.luck(decision(self.name, what), month), employer.hash)

    def serve(self, queue: list[Employer], price: int) -> list[Employer]:
        """The first of a queue that the envelope can pay; their money is committed."""
        left = self.budget.left()
        number = len(queue) if left is None or price <= 0 else min(len(queue), left // price)
        self.budget.note(started=number, left_out=len(queue) - number, cents=number * price)
        self.budget.rows[self.c.month][6] = self.budget.cents() or 0
        self.bill += number * price
        return queue[:number]

    def go(self, marks: str, rank: dict[Employer, float], share: float, price: int, again: int = 192) -> list[Employer]:
        """Whose turn it is, in order; who is left out has a turn again in January."""
        t, asks = self.c.month, self.staff[marks]
        due = [x for x in rank if rank[x] < share and asks[x] <= t]
        due.sort(key=lambda x: (rank[x], x.hash))
        served = self.serve(due, price)
        asks.update(dict.fromkeys(due, t // 12 * 12 + 12))
        asks.update(dict.fromkeys(served, min(t + again, 192)))
        return served
