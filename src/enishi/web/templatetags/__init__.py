"""What templates can say: names, days, numbers, phrases."""
