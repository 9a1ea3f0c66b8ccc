"""The graph that people query and export: its parts (schema), how it is built, and queries."""
