"""Digests of the program and its settings: what was read by the same engine is not read again."""
