"""Charts of the indicators: each a function that returns an Altair chart."""
