"""The ledger: who changed what, where facts come from, and what was loaded."""
