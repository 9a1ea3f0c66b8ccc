"""Timeline: reports of armed conflict in, a dated graph of actors and incidents out, drawn as one interactive page."""

__version__ = "0.1.0"
