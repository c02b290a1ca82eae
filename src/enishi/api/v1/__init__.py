"""The first version of the API: read-only, the same documents as the command line."""
