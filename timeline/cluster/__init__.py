"""Do work in several processes."""
