"""The outside world into plain tables of the book; connectors live here."""
