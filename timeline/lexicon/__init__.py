"""What we know, as data, and the readers that check it: incident types, actors, countries, places, words."""
