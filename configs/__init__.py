"""The analyst's surface: scenario, economy, inflow, law, population, parameters."""
