"""One figure a file. Each gives a panel whose title says what the tables say."""
