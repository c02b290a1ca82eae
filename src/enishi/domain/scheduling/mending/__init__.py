"""What repairing and explaining have in common: a published plan as it stands, and who could give way."""
