"""What several parts of the program write files with."""
