"""Pages of places: their list, one place, its figures."""
