"""Who fails, when, together with whom, and how bad the worst cases are: arrays in, arrays out."""
