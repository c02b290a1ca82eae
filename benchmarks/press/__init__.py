"""Measures the reading of the press beside baselines."""
