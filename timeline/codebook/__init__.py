"""The incident types as a codebook for people and for other programs."""
