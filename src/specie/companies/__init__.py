"""What is known of companies on a day: shipped facts and the user's own rows, in one shape."""
