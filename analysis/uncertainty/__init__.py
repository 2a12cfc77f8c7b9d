"""Joint uncertainty of a study's effects: reads the table of draws, runs nothing."""
