"""Sentences with words of violence that gave no incident, and why."""
