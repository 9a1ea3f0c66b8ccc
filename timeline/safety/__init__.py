"""Keep one bad file from costing the others: limits, the boundary, files that may be damaged."""
