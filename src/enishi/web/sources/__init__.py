"""Pages of sources, and what rests on each."""
