"""What no plan can better: bounds on musts, weight and breaks."""
