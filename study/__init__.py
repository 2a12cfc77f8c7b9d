"""Doing it: plan, execute one cell, store, engines."""
