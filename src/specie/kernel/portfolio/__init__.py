"""Many initiatives at once: what holds of all of them together, arrays in, arrays out."""
