"""What can be shown away from its page: a chart, map, table or card with all that explains it."""
