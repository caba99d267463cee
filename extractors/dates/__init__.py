"""Expressions of calendar time: found, normalised to ISO 8601, and told apart from durations and frequencies."""
