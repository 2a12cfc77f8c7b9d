"""Figures of a comparison, one a file: each takes the comparison and hands over a finding."""
