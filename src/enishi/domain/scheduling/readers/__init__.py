"""The forms in which problems and plans are read."""
