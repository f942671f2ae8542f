"""What each class of shares gets at an exit, and what that is worth today."""
