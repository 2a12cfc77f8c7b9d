"""Policy interface: points of the month and lever columns."""
