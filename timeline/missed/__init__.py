"""Sentences with words of force that gave no incident, and what said no."""
