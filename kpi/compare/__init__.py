"""Two to six areas, or periods of one area, side by side: differences and what chance allows.

`offered` says what can be compared; `lines` sets figures side by side (`sides`: with names and
answer), `proportions` tells differences from chance, `correlation` asks whether two indicators move
together (`link`: over the provinces), `words` says it.
"""
