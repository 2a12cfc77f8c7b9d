"""Where policy may act: points of the month and lever columns."""
