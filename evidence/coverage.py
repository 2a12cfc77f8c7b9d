"""Check that the evidence files hold everything series and structures need, before anything runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from itertools import product

from werkagenda.evidence.economy import ECONOMIES
from werkagenda.evidence.employers import FINE_SIZES
from werkagenda.evidence.files import Row, read
from werkagenda.evidence.law import ITEMS
from werkagenda.evidence.permits import LEVELS
from werkagenda.evidence.profiles import AGE_BANDS, GROUPS
from werkagenda.evidence.timeline import quarters
from werkagenda.tables.vocabulary import EDUCATIONS, MONTHS, ORIGINS, SECTORS, month_index, month_label

MUNICIPALITIES, REGIONS, BORDERS = 342, 35, 77
REALISED = {"opened": 40, "open": 42, "unemployed": 38, "hospitality_opened": 48}
"""Number of published quarters of 2014 to 2025 in economy.csv; gaps between them are interpolated."""
PUBLISHED = {"economy_quarterly": 45, "vacancies_horeca_quarterly": 28}
"""Quarters in the files of published figures."""

SINGLE = (
    "sponsor_male",
    "partner_along",
    "partner_abroad",
    "children",
    "lone_minor",
    "pre_permit_months",
    "network",
    "headscarf",
    "poor_health",
    "housing_speed",
    "language_at_arrival",
    "women_worked",
)
PROFILE_CELLS = [
    *((name, "all") for name in SINGLE),
    *product(("age",), AGE_BANDS),
    *product(("education",), EDUCATIONS),
]
SECTOR_CELLS = (
    "businesses",
    "employees",
    "posted_openings",
    "low_language_share",
    "hourly_wage_2017",
    "customer_contact",
)
ECONOMY_ITEMS = ("opened", "open", "unemployed", "hospitality_opened")
RECEPTION_ITEMS = ("decision_wait", "grant_share", "reunification_delay", "housing_rate", "work_permit_24_weeks")
LIMIT_ITEMS = ("limited_share", "limited_wait", "limited_never")
FIRST_ASSUMED_YEAR = 2026


def _absent(file: str, keys: tuple[str, ...], wanted: Iterable[tuple[str, ...]], rows: list[Row]) -> Iterator[str]:
    have = Counter(tuple(row[key] for key in keys) for row in rows)
    for cell in wanted:
        if have[cell] != 1:
            yield f"{file}.csv: {', '.join(cell)} {'is missing' if not have[cell] else 'stands more than once'}"


def _permits(rows: list[Row]) -> Iterator[str]:
    """Check that each month, origin and inflow level is in exactly one period."""
    for inflow, origin in product(LEVELS, ORIGINS):
        covered = Counter[int]()
        for row in rows:
            if row["origin"] == origin and row["inflow"] in ("all", inflow):
                covered.update(range(month_index(row["from"]), month_index(row["until"]) + 1))
        wrong = [month_label(month) for month in range(MONTHS) if covered[month] != 1]
        if wrong:
            yield f"permits.csv: {origin}, {inflow}: {len(wrong)} months not covered exactly once, first {wrong[0]}"


def _economy(rows: list[Row]) -> Iterator[str]:
    known = {(row["item"], row["quarter"], row["level"]) for row in rows}
    for item, level, quarter in product(ECONOMY_ITEMS, ECONOMIES, quarters(FIRST_ASSUMED_YEAR)):
        if (item, quarter, level) not in known:
            yield f"economy.csv: {item}, {quarter}, {level} is missing"
    for item in ECONOMY_ITEMS:
        if (item, "2014Q1", "all") not in known:
            yield f"economy.csv: {item}, 2014Q1, all is missing"
        have = len({quarter for each, quarter, level in known if each == item and level == "all"})
        if have != REALISED[item]:
            yield f"economy.csv: {item}: {have} realised quarters, {REALISED[item]} expected"
    odd = sorted({quarter for _, quarter, _ in known} - set(quarters()))
    yield from (f"economy.csv: {quarter} is no quarter of 2014 to 2029" for quarter in odd)


def _reception(rows: list[Row]) -> Iterator[str]:
    known = {(row["item"], row["date"]) for row in rows}
    years = [str(year) for year in range(2014, 2030)]
    wanted = [*product(("family_migrants",), years), *product(RECEPTION_ITEMS, ("2014-01",))]
    wanted += product(LIMIT_ITEMS, ("2026-07",))
    yield from (f"reception.csv: {item}, {date} is missing" for item, date in wanted if (item, date) not in known)


def _places(where: Traversable) -> Iterator[str]:
    found = read("municipalities", where)
    codes, regions = {row["code"] for row in found}, {row["labour_market_region_code"] for row in found}
    if len(found) != MUNICIPALITIES or len(codes) != MUNICIPALITIES:
        yield f"municipalities.csv: {len(codes)} codes in {len(found)} rows, {MUNICIPALITIES} expected"
    if len(regions) != REGIONS:
        yield f"municipalities.csv: {len(regions)} labour-market regions, {REGIONS} expected"
    yield from _borders([tuple(row.values()) for row in read("region_neighbours", where)], regions)
    if {row["code"] for row in read("tile_layout", where)} != codes:
        yield "tile_layout.csv: the codes are not those of municipalities.csv"


def _borders(pairs: list[tuple[str, ...]], regions: set[str]) -> Iterator[str]:
    """Check that each border between regions occurs once."""
    for pair in pairs:
        yield from (f"region_neighbours.csv: {code} is no region" for code in pair if code not in regions)
        if len(set(pair)) < 2:
            yield f"region_neighbours.csv: {pair[0]} cannot border on itself"
    found = {frozenset(pair) for pair in pairs}
    if not len(found) == len(pairs) == BORDERS:
        yield f"region_neighbours.csv: {len(found)} borders in {len(pairs)} rows, {BORDERS} expected"
    alone = sorted(regions - {code for pair in pairs for code in pair})
    yield from (f"region_neighbours.csv: {code} borders on no region" for code in alone)


def _published(where: Traversable) -> Iterator[str]:
    """Check that each published quarter occurs once."""
    for file, wanted in PUBLISHED.items():
        rows = read(file, where)
        have = {row["quarter"] for row in rows}
        if not len(have) == len(rows) == wanted:
            yield f"{file}.csv: {len(have)} quarters in {len(rows)} rows, {wanted} expected"


def missing(where: Traversable) -> list[str]:
    """All gaps in the files of a folder that would break a series or structure."""
    profiles = [(group, *cell) for group, cell in product(GROUPS, PROFILE_CELLS)]
    cells = [(sector, size, "businesses") for sector, size in product(SECTORS, FINE_SIZES)]
    law = {row["item"] for row in read("law_amounts", where)}
    return [
        *_absent("profiles", ("origin", "attribute", "level"), profiles, read("profiles", where)),
        *_absent("sectors", ("sector", "attribute"), product(SECTORS, SECTOR_CELLS), read("sectors", where)),
        *_absent(
            "firm_sizes",
            ("size", "attribute"),
            product(FINE_SIZES, ("businesses", "mean_staff")),
            read("firm_sizes", where),
        ),
        *_absent("employer_cells", ("sector", "size", "attribute"), cells, read("employer_cells", where)),
        *_permits(read("permits", where)),
        *_economy(read("economy", where)),
        *_reception(read("reception", where)),
        *(f"law_amounts.csv: {item} is missing" for item in ITEMS if item not in law),
        *_places(where),
        *_published(where),
    ]
