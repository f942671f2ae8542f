"""The analyses, one folder each, grouped by the question they answer."""
