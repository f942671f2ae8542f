"""What the enterprise runs on: who supplies what to which initiative, on which terms, for how much."""
