"""The search: one line of text, and the places, bonds, agreements and events it may mean."""
