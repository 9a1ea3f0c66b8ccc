"""The words of its sentence around a passage."""

from timeline.views.escape import clean

CONTEXT = 160  # characters of a sentence shown on either side of a clause; longer ones are cut


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
    lead = text[max(0, start - CONTEXT) : start]
    for mark in ("\n", ". ", "! ", "? ", ".” ", '." '):
        lead = lead.rpartition(mark)[2]
    if not lead.strip():
        return ""
    is_cut = start > CONTEXT and len(lead) == CONTEXT
    if is_cut:
        lead = "… " + lead.partition(" ")[2]
    return clean(lead).lstrip()


def _after(text: str, end: int) -> str:
    """Return the words from `end` to the end of the sentence; empty when the passage closes it."""
    if end > 0 and text[end - 1 : end] in {".", "!", "?", "\n"}:
        return ""
    tail = text[end : end + CONTEXT].partition("\n")[0]
    stops = [tail.find(stop) for stop in (". ", "! ", "? ")]
    ends = [stop + 1 for stop in stops if stop >= 0]
    if ends:
        tail = tail[: min(ends)]
    elif len(tail) == CONTEXT:
        tail = tail.rpartition(" ")[0] + " …"
    return clean(tail).rstrip() if tail.strip(" \t.\"”'’") else ""
