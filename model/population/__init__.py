"""Initial population: newcomers, families, employers and other people, each a function of its id."""
