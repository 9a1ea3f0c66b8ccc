"""Timeline → one HTML page, its data, and figures for notebooks."""
