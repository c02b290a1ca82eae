"""The search, by any name a place has had, by words, numbers and years."""
