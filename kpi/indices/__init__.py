"""Composite indices: built as data (`data/indices/`), computed from their parts, tried out."""
