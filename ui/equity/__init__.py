"""The page on equity: its controls, its words and tables, its pictures."""
