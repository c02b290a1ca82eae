"""What pages say of themselves to machines: statements, cards, feeds, the map of the site."""
