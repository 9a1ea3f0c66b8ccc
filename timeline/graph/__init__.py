"""The graph that people query and export: what it is made of (schema), how it is made (build), questions to it."""
