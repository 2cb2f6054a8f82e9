"""The page of the ranking: its choices, its list, and its files."""
