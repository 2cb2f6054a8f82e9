"""The page of tasks: which are shown, in which words, as lists, timeline and briefing sheet."""
