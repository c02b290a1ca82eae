"""Indicators: figures of places, of bonds and of the whole."""
