"""Proves plans in which everything must be held, by decisions "at most so many breaks" (SAT)."""
