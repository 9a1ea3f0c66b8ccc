"""Two timelines of one conflict compared: what both have, what only one has, and why."""
