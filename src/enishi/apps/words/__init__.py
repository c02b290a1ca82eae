"""The words by which records are found."""
