"""Frozen records that every stage reads and writes; standard library only."""
