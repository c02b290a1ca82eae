"""The public site under load."""
