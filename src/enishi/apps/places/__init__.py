"""Places: units of all levels, their names, their codes, and who became whom."""
