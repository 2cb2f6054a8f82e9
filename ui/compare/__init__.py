"""The page that compares: its controls, its words and tables, the two pictures."""
