"""Household income, bijstand (social assistance), statutory amounts, and the ledger."""
