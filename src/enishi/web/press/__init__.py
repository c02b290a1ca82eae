"""Pages of the press, and the desk of reviewers."""
