"""The register at size: how long it takes to load, to find, to list and to count."""
