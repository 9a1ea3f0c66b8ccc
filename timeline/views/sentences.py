"""The words of its sentence around a passage."""

from timeline.views.escape import clean

CONTEXT = 160  # characters of a sentence shown on either side of a clause; longer ones are cut
# What ends a sentence, or the sentence before.
ENDS = (". ", "! ", "? ")
BEGINNINGS = ("\n", *ENDS, ".” ", '." ')
# What a passage ends with that closes its sentence.
CLOSING = (".", "!", "?", "\n")


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the rest of the sentence on both sides of a passage, cleaned.

    Each side has at most `CONTEXT` characters.

    >>> sentence_around("One. At dawn jets struck Lemo and left. Two.", 13, 29)
    ('At dawn ', ' and left.')
    """
    return _before(text, start), _after(text, end)


def _before(text: str, start: int) -> str:
    """Return the words between the beginning of the sentence and `start`.

    Empty when the passage opens it.
    """
    first = max(0, start - CONTEXT)
    lead = text[first:start]
    for mark in BEGINNINGS:
        _, _, lead = lead.rpartition(mark)
    if not lead.strip():
        return ""
    is_cut = start > CONTEXT and len(lead) == CONTEXT
    if is_cut:
        _, _, whole_words = lead.partition(" ")
        lead = f"… {whole_words}"
    return clean(lead).lstrip()


def _after(text: str, end: int) -> str:
    """Return the words from `end` to the end of the sentence; empty when the passage closes it."""
    if end > 0 and text[end - 1 : end] in CLOSING:
        return ""
    tail = _to_sentence_end(text, end)
    if not tail.strip(" \t.\"”'’"):
        return ""
    return clean(tail).rstrip()


def _to_sentence_end(text: str, start: int) -> str:
    """Return the text to the end of the sentence or line, or of so much as is shown."""
    tail, _, _ = text[start : start + CONTEXT].partition("\n")
    stops = [tail.find(stop) for stop in ENDS]
    ends = [stop + 1 for stop in stops if stop >= 0]
    if ends:
        return tail[: min(ends)]
    if len(tail) < CONTEXT:
        return tail
    whole_words, _, _ = tail.rpartition(" ")
    return f"{whole_words} …"
