"""The search, by any name a place has had."""
