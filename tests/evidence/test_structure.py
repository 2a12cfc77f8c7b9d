"""Places, employers and profiles: totals, shares and the composition they imply."""

from __future__ import annotations

import numpy as np
import pytest

from werkagenda.evidence import employer_margins, places, series
from werkagenda.evidence.employers import by_sector, by_size
from werkagenda.evidence.files import rows
from werkagenda.evidence.structure import AGE_BANDS, GROUPS, employer_cells, origin_profiles
from werkagenda.tables.vocabulary import ORIGINS, SECTORS, month_index


def test_places() -> None:
    found = places.municipalities()
    assert len(found) == 342 and list(found.code) == sorted(found.code)
    assert found.population.sum() == pytest.approx(17_947_684, rel=1e-4)  # LM206
    assert sorted(set(found.region.tolist())) == list(range(35)) == list(range(len(places.regions().code)))
    assert found.name[found.code.index("GM0034")] == "Almere"
    assert places.regions().name[found.region[found.code.index("GM0034")]] == "Flevoland"


def test_every_municipality_has_a_tile() -> None:
    tiles = places.tiles()
    assert sorted(tiles) == list(places.municipalities().code)
    assert len(set(tiles.values())) == 342


def test_neighbours_are_mutual() -> None:
    near = places.neighbours()
    assert len(near) == 35
    for region, others in enumerate(near):
        assert others and region not in others
        assert all(region in near[other] for other in others)


def test_employers_meet_their_margins() -> None:
    found = employer_cells()
    assert found.counts.shape == found.mean_staff.shape == (len(SECTORS), 7)
    assert found.counts.sum() == pytest.approx(427_275, rel=1e-5)  # LM184
    assert found.counts.sum(axis=0) == pytest.approx(by_size("businesses"), rel=1e-3)
    sectors = by_sector("businesses")
    assert found.counts.sum(axis=1) == pytest.approx(sectors * (found.counts.sum() / sectors.sum()), rel=1e-3)
    assert (found.counts * found.mean_staff).sum() == pytest.approx(8.2e6, rel=1e-3)  # LM005 + LM006
    assert found.size_class.tolist() == [0, 0, 0, 1, 1, 2, 3]


def test_employer_cells_are_what_the_arithmetic_gives() -> None:
    sizes, staff, counts = by_size("businesses"), by_size("mean_staff"), by_sector("businesses")
    persons = by_sector("employees")
    table = employer_margins.solve(
        counts * (sizes.sum() / counts.sum()), sizes, persons * (float(sizes @ staff) / persons.sum()), staff
    )
    assert np.abs(table - employer_cells().counts).max() < 0.2


def test_sector_attributes() -> None:
    found = employer_cells()
    assert found.posted_openings_share.sum() == pytest.approx(1)
    assert found.posted_openings_share[SECTORS.index("trade")] == pytest.approx(307 / 1432)  # LM062, LM038
    assert found.hourly_wage_2017_eur[SECTORS.index("hospitality")] == 13.08  # LM295
    assert found.customer_contact[SECTORS.index("hospitality")] and not found.customer_contact[0]
    assert not found.counts.flags.writeable


def test_profile_shares() -> None:
    found = origin_profiles()
    assert found.age_shares.sum(axis=1) == pytest.approx(np.ones(len(GROUPS)))
    assert found.education_shares.sum(axis=1) == pytest.approx(np.ones(len(GROUPS)))
    for name in ("sponsor_male_share", "partner_along_share", "partner_abroad_share", "network", "language_at_arrival"):
        values = getattr(found, name)
        assert values.min() >= 0 and values.max() <= 1, name
    assert (found.partner_along_share + found.partner_abroad_share <= 1).all()


def test_written_shares_sum_to_one() -> None:
    for attribute in ("age", "education"):
        for group in GROUPS:
            cells = [float(r["value"]) for r in rows("profiles") if (r["origin"], r["attribute"]) == (group, attribute)]
            assert sum(cells) == pytest.approx(1, abs=1e-9), (group, attribute)


def weights(first: str, last: str) -> np.ndarray:
    """Sponsors by origin of a period: permits over persons per sponsor."""
    permits = series.permits("central")[month_index(first) : month_index(last) + 1].sum(axis=0)
    return permits / origin_profiles().persons_per_sponsor()[: len(ORIGINS)]


def test_implied_composition() -> None:
    found, sponsors = origin_profiles(), weights("2014-01", "2024-06")
    adults = sponsors * found.adults_per_sponsor()[:8]
    women = sponsors * found.women_per_sponsor()[:8]
    minors = sponsors * found.minors_per_sponsor()[:8]
    assert 0.37 < women.sum() / adults.sum() < 0.43  # C329: 40.5%
    assert 0.30 < minors.sum() / (minors.sum() + adults.sum()) < 0.38  # C445: 64.5% adults obliged


def test_implied_ages_of_2022() -> None:
    found, sponsors = origin_profiles(), weights("2022-01", "2022-12")
    adults = sponsors * found.adults_per_sponsor()[:8]
    shares = (adults[:, None] * found.age_shares[:8]).sum(axis=0) / adults.sum()
    assert len(AGE_BANDS) == 5
    assert shares == pytest.approx([0.307, 0.312, 0.222, 0.120, 0.039], abs=0.04)  # C312, C316, C320, C324, C328


def test_syrians_follow_their_family() -> None:
    found, syria = origin_profiles(), ORIGINS.index("Syria")
    later = found.partner_abroad_share[syria] * (1 + found.children_mean[syria])
    assert 0.2 < later / found.persons_per_sponsor()[syria] < 0.6  # C307: 20% in 2014, 60% in 2016
