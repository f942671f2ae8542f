"""What a firm is worth: forward from its drivers, backward from its price, and what moves it most."""
