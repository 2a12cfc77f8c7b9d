"""The dated amounts of the evidence as one month's plain numbers."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.household_rules import LawMonth, TaxMonth, income_tax, month_wage
from werkagenda.agents.job_search import AcceptanceParams
from werkagenda.agents.kinds import PERMANENT
from werkagenda.agents.language import IntegrationParams
from werkagenda.agents.state import F64
from werkagenda.evidence import series
from werkagenda.model.parameters import MoneyParams
from werkagenda.tables.vocabulary import month_index

NOBODY = 12 * 1000
"""Age in months from which housemates share costs while the law knows no cost sharing."""
PRICES_OF = month_index("2025-01")
"""Month whose prices the parameters in euros hold."""
THREE_MONTHS_FROM, ROUTES_FROM = month_index("2026-06"), month_index("2025-07")
"""Months in which the later law begins: access to work; the realised shares of routes."""
AGES = 23
"""Ages in years, 0 to 22, below which the minimum wage may be a youth's."""


class LawSeries:
    """Law of every month (evidence.series.law); ``choice`` is one of ``evidence.law.LAWS``."""

    def __init__(self, choice: str) -> None:
        self.choice, self._law = choice, series.law(choice)
        self.minimum = self._law["minimum_wage_hourly"].astype(np.int64)

    def benefits(self, month: int) -> LawMonth:
        """Norms, disregard, cost sharing, student finance and what the young are paid."""
        law, sharing = self._law, self._law.whole("sharing_age", month)
        return LawMonth(
            law.whole("bijstand_single", month),
            law.whole("bijstand_couple", month),
            law.whole("bijstand_single_parent", month),
            law.whole("bijstand_single_18_20", month),
            law.whole("student_finance_mbo", month),
            law.at("disregard_share", month),
            law.whole("disregard_cap", month),
            law.whole("disregard_months", month),
            sharing * 12 if sharing > 0 else NOBODY,
            self.youth_pay(month),
        )

    def care_prices(self, month: int) -> tuple[float, float, float]:
        """Child care: own share of the lowest incomes, highest price of an hour of day care and after school, cents."""
        law = self._law
        items = ("childcare_own_share", "childcare_daycare", "childcare_after_school")
        own_share, daycare, after_school = (law.at(item, month) for item in items)
        return own_share, daycare, after_school

    def youth_pay(self, month: int) -> F64:
        """Share of the adult minimum wage by age in years up to 22, one from the adult age on.

        Whoever is younger is paid this share of the post's wage (that agreements follow the law's scale is an
        assumption)."""
        out, adult = np.ones(AGES), self._law.whole("adult_age", month)
        for age in range(min(AGES, adult)):
            out[age] = self._law.at(f"youth_{max(18, age)}", month)
        return out

    def tax(self, month: int) -> TaxMonth:
        """Brackets and credits of a year's income."""
        return TaxMonth(*(self._law.at(name, month) for name in TaxMonth._fields))

    def contributions(self, month: int) -> tuple[float, float]:
        """Employers' contributions as a share of the wage: lasting and flexible contracts. Rates of small employers;
        large ones pay 1.3 points more for disability from 2022 (left out)."""
        return self._law.at("employer_permanent", month), self._law.at("employer_flexible", month)

    def contribution(self, month: int, contract: int) -> float:
        """Employers' contributions of a contract."""
        permanent, flexible = self.contributions(month)
        return permanent if contract == PERMANENT else flexible

    def reception(self, month: int) -> int:
        """Cost of a person in reception, cents a month."""
        return self._law.whole("reception", month)

    def work_after_three_months(self, month: int) -> bool:
        """Whether likely asylum seekers may work after three months: the later law, from June 2026 (T046)."""
        return self.choice == series.LAWS[1] and month >= THREE_MONTHS_FROM

    def integration(self, month: int, p: IntegrationParams) -> IntegrationParams:
        """Shares of the routes of civic integration: as expected, or as realised from July 2025 on (S086)."""
        share = series.education_route_share(self.choice)
        return p if share is None or month < ROUTES_FROM else p._replace(education_route_share=share)

    def price_index(self, month: int) -> float:
        """Prices of work against January 2025: they follow the minimum wage."""
        return float(self.minimum[month]) / float(self.minimum[PRICES_OF])

    def prices(self, month: int, money: MoneyParams) -> MoneyParams:
        """Prices of guidance and classes in the month."""
        index = self.price_index(month)
        return money._replace(
            guidance_eur_per_hour=money.guidance_eur_per_hour * index,
            course_eur_per_hour=money.course_eur_per_hour * index,
            z_route_eur_per_hour=money.z_route_eur_per_hour * index,
            education_route_eur_per_hour=money.education_route_eur_per_hour * index,
        )

    def child_care(self, month: int) -> float:
        """What an hour of child care costs a parent of the lowest income, cents: the own share of the maximum prices
        (mean of day care and after-school care), and what providers ask above them."""
        law = self._law
        price = (law.at("childcare_daycare", month) + law.at("childcare_after_school", month)) / 2.0
        return law.at("childcare_own_share", month) * price + law.at("childcare_above", month)

    def work_costs(self, month: int, accept: AcceptanceParams) -> AcceptanceParams:
        """What work costs in the month: travel at the month's prices, child care by the law of the month."""
        care = self.child_care(month) / self.child_care(PRICES_OF)
        return accept._replace(
            travel_eur_per_month=accept.travel_eur_per_month * self.price_index(month),
            childcare_eur_per_month=accept.childcare_eur_per_month * care,
        )

    def usual_net(self, month: int) -> float:
        """Net month wage of 32 hours at the minimum wage, cents."""
        gross = month_wage(int(self.minimum[month]), 32)
        return float(gross - income_tax(float(gross), 1, self.tax(month)))
