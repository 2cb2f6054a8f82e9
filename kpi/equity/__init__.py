"""Is anybody left behind? Mountain, border and island provinces, the gap, and where those are.

`groups` knows who belongs, `gaps` sets a group against the rest, `spread` measures how far apart
provinces are over time, `concentration` where those without the service live; `seen` puts them
together, `words`, `captions` and `tables` say it.
"""
