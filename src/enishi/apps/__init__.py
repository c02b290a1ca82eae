"""The first floor: the records, and the verbs on them."""
