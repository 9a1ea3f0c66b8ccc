"""What we know, as data, and its readers: incident types, actors, countries, places, words."""
