"""Keyed random numbers: they depend on who decides what, never on the order of execution."""
