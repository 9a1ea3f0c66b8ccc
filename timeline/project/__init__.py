"""A project: a folder that keeps a timeline for years.

It holds settings, articles, corrections, and what was read of them.
"""
