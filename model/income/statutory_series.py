"""The dated amounts of the evidence as one month's plain numbers."""

from __future__ import annotations

from werkagenda.agents.household_rules import IncomeParams, income_tax, month_wage
from werkagenda.evidence import series
from werkagenda.model.income.statutory_amounts import LawMonth, TaxMonth


class LawSeries:
    """Law of every month (evidence.series.law)."""

    def __init__(self) -> None:
        self._law = series.law()
        self.minimum = self._law.minimum_wage_hourly

    def benefits(self, month: int) -> LawMonth:
        """Norms, disregard and student finance, cents a month."""
        law = self._law
        return LawMonth(
            int(law.bijstand_single[month]),
            int(law.bijstand_couple[month]),
            int(law.bijstand_single_18_20[month]),
            int(law.student_finance_mbo[month]),
            float(law.disregard_share[month]),
            int(law.disregard_cap[month]),
        )

    def tax(self, month: int) -> TaxMonth:
        """Rate and credits."""
        law = self._law
        general, labour = law.general_tax_credit_year[month], law.labour_tax_credit_year[month]
        return TaxMonth(float(law.income_tax_rate[month]), float(general), float(labour))

    def usual_net(self, month: int, inc: IncomeParams) -> float:
        """Net month wage of 32 hours at the minimum wage, cents."""
        gross, tax = month_wage(int(self.minimum[month]), 32), self.tax(month)
        return float(gross - income_tax(float(gross), tax.rate, tax.general_max, tax.labour_max, inc))
