"""Whole numbers that stand in files of others."""

# Python refuses to read numbers of more than 4,300 digits; nothing that is counted has more than
# this.
MOST_DIGITS = 18


def whole_number(words: str) -> int | None:
    """Return the number that digits write; None for anything else, and for more than 18 digits.

    >>> whole_number("12"), whole_number("9" * 5_000), whole_number("²"), whole_number("-1")
    (12, None, None, None)
    """
    if len(words) > MOST_DIGITS or not words.isdecimal():
        return None
    return int(words)
