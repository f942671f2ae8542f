"""Rows of connectors against the rows of the book, and how they are written without harm."""
