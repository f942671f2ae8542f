"""Failures that come together and what they cost: firms among one another, an enterprise, a holder."""
