"""Figures in a text: read the file, find them, link them, check them."""
