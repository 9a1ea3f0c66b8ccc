"""The timeline as Python code and notebooks hold it."""
