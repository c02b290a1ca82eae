"""The page “who can do what”."""
