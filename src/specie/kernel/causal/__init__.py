"""Causal effects on panels: arrays in, arrays out."""
