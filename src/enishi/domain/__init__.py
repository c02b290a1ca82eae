"""The ground floor: pure packages that think, and know no framework, database, network or clock."""
