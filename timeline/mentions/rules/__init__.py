"""The rules engine: triggers, arguments, attribution, status and counts read off the parse and the lexicon."""
