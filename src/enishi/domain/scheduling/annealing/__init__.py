"""Looking for good plans by annealing: slots first, then who sits where and who interprets."""
