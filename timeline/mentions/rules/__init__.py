"""The rules engine.

Triggers, arguments, attribution, status and counts read off the parse and the lexicon.
"""
