"""Training of a small reader on silver labels: an experiment, no part of the package (README.md)."""
