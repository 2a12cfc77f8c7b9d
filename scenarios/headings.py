"""Headings of the ledger that several instruments pay under."""

from werkagenda.tables.flows import Heading

CHILD_CARE = Heading("child care", "kinderopvang", place=13)
