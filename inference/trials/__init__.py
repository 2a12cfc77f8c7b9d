"""Trials inside the model: people drawn at random get a measure, others with the same chance do not."""
