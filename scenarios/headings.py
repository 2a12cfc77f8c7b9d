"""Ledger headings shared by several instruments."""

from werkagenda.tables.flows import Heading

CHILD_CARE = Heading("child care", "kinderopvang", place=13)
