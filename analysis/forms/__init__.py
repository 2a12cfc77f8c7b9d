"""Forms that a ministry fills in, one page each, from the tables of a comparison."""
