"""One file per kind of agent: the columns that hold its state and the rules it follows."""
