"""The simulation: state, monthly steps and mechanisms."""
