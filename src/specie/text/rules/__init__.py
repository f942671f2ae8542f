"""Rules over the figures of a text: each says what fails, what holds, and what it leaves unchecked."""
