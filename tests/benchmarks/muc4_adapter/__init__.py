"""The way from incidents to MUC-4 templates: part of a benchmark, not of the product."""
