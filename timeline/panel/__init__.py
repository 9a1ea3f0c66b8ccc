"""Panels: how many incidents and dead there were, for each unit and period, zeros included."""
