"""Who: one file per kind of agent, holding its state and its rules."""
