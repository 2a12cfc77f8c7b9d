"""The analyst's surface: scenario, economy, inflow, population, parameters."""
