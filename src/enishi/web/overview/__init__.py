"""The overview: who is tied to whom, how the record grew, in which fields, and what is missing."""
