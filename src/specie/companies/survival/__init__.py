"""Will a supplier be there: its chance of failing and months of cash, and what each rests on."""
