"""The fast model and the plain oracle agree exactly over the whole outlook."""

from __future__ import annotations

import pytest
from oracle.compare import run_both
from oracle.eager import eager_country

from werkagenda.agents.kinds import NEVER


@pytest.mark.slow
def test_the_outlook_whole() -> None:
    """Sixty-six months from June 2024 to the end of 2029 with everything on."""
    oracle = run_both(eager_country(126, 0.003, seed=3), 66, every_verb=False)
    assert oracle.month == 192
    assert sum(person.placed != NEVER for person in oracle.people) > 15
    assert any(employer.adopted for employer in oracle.employers)
