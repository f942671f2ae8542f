"""Files as they stand: every cell as text in a relation of the store, with its row number."""
