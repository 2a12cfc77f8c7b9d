"""Statutory amounts and prices of a month, from the dated series of the evidence."""

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
"""Age in months used for cost sharing while the law has none."""
PRICES_OF = month_index("2025-01")
"""Price level of parameters in euros: January 2025."""
THREE_MONTHS_FROM, ROUTES_FROM = month_index("2026-06"), month_index("2025-07")
"""Months in which the later law starts: access to work after three months; realised shares of routes."""
AGES = 23
"""Number of ages, 0 to 22 years, for which a youth minimum wage may apply."""


class LawSeries:
    """Law of every month (evidence.series.law); ``choice`` is one of ``evidence.law.LAWS``."""

    def __init__(self, choice: str) -> None:
        self.choice, self._law = choice, series.law(choice)
        self.minimum = self._law["minimum_wage_hourly"].astype(np.int64)

    def benefits(self, month: int) -> LawMonth:
        """Norms, disregard, cost sharing, student finance and youth pay of a month."""
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
        """Child care: parent's share at the lowest incomes, maximum hourly price of day care and after-school care,
        cents.
        """
        law = self._law
        items = ("childcare_own_share", "childcare_daycare", "childcare_after_school")
        own_share, daycare, after_school = (law.at(item, month) for item in items)
        return own_share, daycare, after_school

    def youth_pay(self, month: int) -> F64:
        """Share of the adult minimum wage by age in years up to 22; 1 from the adult age on.

        The wage of a post is paid at this share (that collective agreements follow the statutory scale is an
        assumption).
        """
        out, adult = np.ones(AGES), self._law.whole("adult_age", month)
        for age in range(min(AGES, adult)):
            out[age] = self._law.at(f"youth_{max(18, age)}", month)
        return out

    def tax(self, month: int) -> TaxMonth:
        """Tax brackets and credits for a year's income."""
        return TaxMonth(*(self._law.at(name, month) for name in TaxMonth._fields))

    def contributions(self, month: int) -> tuple[float, float]:
        """Employer contributions as a share of the wage, for permanent and flexible contracts.

        Rates of small employers; large ones pay 1.3 points more for disability from 2022 (not modelled).
        """
        return self._law.at("employer_permanent", month), self._law.at("employer_flexible", month)

    def contribution(self, month: int, contract: int) -> float:
        """Employer contribution for a contract type, as a share of the wage."""
        permanent, flexible = self.contributions(month)
        return permanent if contract == PERMANENT else flexible

    def reception(self, month: int) -> int:
        """Cost of a reception place, cents a month."""
        return self._law.whole("reception", month)

    def work_after_three_months(self, month: int) -> bool:
        """True if asylum seekers may work after three months: the later law, from June 2026 (T046)."""
        return self.choice == series.LAWS[1] and month >= THREE_MONTHS_FROM

    def integration(self, month: int, p: IntegrationParams) -> IntegrationParams:
        """Parameters with the shares of routes: as expected, or as realised from July 2025 (S086)."""
        share = series.education_route_share(self.choice)
        return p if share is None or month < ROUTES_FROM else p._replace(education_route_share=share)

    def price_index(self, month: int) -> float:
        """Price level relative to January 2025; follows the minimum wage."""
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
        """Cost of an hour of child care to a parent with the lowest income, cents.

        The parent's share of the maximum prices (mean of day care and after-school care) plus what providers charge
        above them.
        """
        law = self._law
        price = (law.at("childcare_daycare", month) + law.at("childcare_after_school", month)) / 2.0
        return law.at("childcare_own_share", month) * price + law.at("childcare_above", month)

    def work_costs(self, month: int, accept: AcceptanceParams) -> AcceptanceParams:
        """Acceptance parameters with the month's travel and child-care costs."""
        care = self.child_care(month) / self.child_care(PRICES_OF)
        return accept._replace(
            travel_eur_per_month=accept.travel_eur_per_month * self.price_index(month),
            childcare_eur_per_month=accept.childcare_eur_per_month * care,
        )

    def usual_net(self, month: int) -> float:
        """Net monthly wage of 32 hours at the minimum wage, cents."""
        gross = month_wage(int(self.minimum[month]), 32)
        return float(gross - income_tax(float(gross), 1, self.tax(month)))
