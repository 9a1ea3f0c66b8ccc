"""The nouns: frozen records that every stage reads and writes. No reading, no writing, standard library only."""
