"""Find the words of an answer in the text: exactly, or with spaces, quotation marks and hyphens made alike."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from timeline.model.text import TextSpan

# Characters that a model may write in place of those of the text. Each is one character on both
# sides, so that offsets
# stay comparable; runs of white space are handled apart.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Occurrences of one string that are weighed; a word that stands more often names nothing in
# particular.
MOST_OCCURRENCES = 500


class Quotations:
    """The text of one document, searched for quotations."""

    def __init__(self, text: str) -> None:
        """Keep the text; the normalised copy is made when an exact search first fails."""
        self.text = text

    def find(self, words: str | None, near: Sequence[TextSpan] = ()) -> TextSpan | None:
        """Return where words stand, the occurrence nearest to other spans; None when they do not stand in the text.

        An occurrence of whole words goes before one inside a word, an exact one before one that is only alike.
        """
        wanted = (words or "").strip()
        if not wanted:
            return None
        exact = list(_occurrences(self.text, wanted))
        return _nearest(self.text, exact or self._alike(wanted), near)

    def stands(self, words: str) -> bool:
        """Return whether words stand in the text, whatever their case."""
        return _plain(words)[0].casefold() in self._normalised[0].casefold()

    def _alike(self, wanted: str) -> list[TextSpan]:
        text, offsets = self._normalised
        plain, _ = _plain(wanted)
        return [
            TextSpan(start=offsets[span.start], end=offsets[span.end - 1] + 1)
            for span in _occurrences(text, plain.strip())
        ]

    @cached_property
    def _normalised(self) -> tuple[str, list[int]]:
        return _plain(self.text)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return text with alike characters made equal, and for each character its offset in the original."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(ALIKE)):
        is_space = character.isspace()
        if character in INVISIBLE or (is_space and characters and characters[-1] == " "):
            continue
        characters.append(" " if is_space else character)
        offsets.append(offset)
    return "".join(characters), offsets


def _occurrences(text: str, wanted: str) -> Iterator[TextSpan]:
    if not wanted:
        return
    start = text.find(wanted)
    for _ in range(MOST_OCCURRENCES):
        if start < 0:
            return
        yield TextSpan(start=start, end=start + len(wanted))
        start = text.find(wanted, start + 1)


def _nearest(text: str, spans: Sequence[TextSpan], near: Sequence[TextSpan]) -> TextSpan | None:
    whole = [span for span in spans if _is_whole(text, span)]
    return min(whole or spans, key=lambda span: _distance(span, near), default=None)


_LETTER = re.compile(r"\w")


def _is_whole(text: str, span: TextSpan) -> bool:
    """Return whether a span begins and ends at the bounds of words."""
    before = text[span.start - 1 : span.start] if span.start else ""
    return not (_LETTER.match(before) or _LETTER.match(text[span.end : span.end + 1]))


def _distance(span: TextSpan, near: Sequence[TextSpan]) -> int:
    """Return the characters between a span and the nearest other; 0 when they touch."""
    gaps = (max(place.start - span.end, span.start - place.end, 0) for place in near)
    return min(gaps, default=0)
