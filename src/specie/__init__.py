"""Specie: assay AI the way a mint assays coin. The public door; see also ``specie --help``."""
