"""Values in, printed words out: numbers, percentages and Dutch phrases."""
