"""Spell a canonical name as the article spells names."""

import unicodedata

# Letters that do not come apart into a plain one and an accent.
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "þ": "th",
        "ð": "d",
    }
)


def as_spelt(name: str, text: str) -> str:
    """Return a canonical name in plain letters where the article spells names so.

    As in "Mevlut Cavusoglu".

    >>> as_spelt("Mevlüt Çavuşoğlu", "Minister Cavusoglu"), as_spelt("Ingrid Betancourt", "Íngrid")
    ('Mevlut Cavusoglu', 'Ingrid Betancourt')
    """
    if name.isascii():
        return name
    if not text.isascii():
        return name
    plain = name.translate(LETTERS)
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in letters if not unicodedata.combining(char))
