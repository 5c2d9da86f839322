"""Where a number comes from, where it is shown, and who signed that: for a person at a terminal who asks about one thing."""
