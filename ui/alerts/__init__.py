"""The page of early warning: what fires, its history, and who has acknowledged it."""
