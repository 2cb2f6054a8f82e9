"""Two to six areas, or periods of one area, side by side: differences and what chance allows.

`lines` sets figures side by side, `proportions` tells differences from chance, `correlation` asks
whether two indicators move together, `words` says it.
"""
