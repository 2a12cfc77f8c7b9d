"""Results as frames for other programs: a stored study opened, zeros filled, euros as a budget, inputs that differ."""
