"""The forum: for now, the events of record that have taken place."""
