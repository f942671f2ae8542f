"""What may be assumed of a company where it is not known, and what it would be worth under it."""
