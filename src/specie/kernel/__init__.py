"""Arrays in, arrays out: the numbers, with their literature."""
