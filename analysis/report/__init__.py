"""The report of a run: one page that needs nothing but a browser."""

from werkagenda.analysis.report.page import write

__all__ = ["write"]
