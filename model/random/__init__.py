"""Random numbers that depend on who and what is decided, never on order."""
