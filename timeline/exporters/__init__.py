"""Files for other programs, one module a format: `write(timeline, path)`, and for some a reader."""
