"""A project: a folder that keeps a timeline for years. Settings, articles, corrections, and what was read of them."""
