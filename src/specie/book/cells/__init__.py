"""Cells of a file as typed values, by generated SQL; every cell that cannot be read is named."""
