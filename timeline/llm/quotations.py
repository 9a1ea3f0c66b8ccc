"""Find the words of an answer in the text.

Exactly, or with spaces, quotation marks and hyphens made alike.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial

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
        """Return where words stand; None when they do not stand in the text.

        Of several occurrences the nearest to other spans is meant. One of whole words goes before
        one inside a word, an exact one before one that is only alike.
        """
        wording = (words or "").strip()
        if not wording:
            return None
        exact = list(_occurrences(self.text, wording))
        spans = exact or self._alike(wording)
        return _nearest(self.text, spans, near)

    def is_quoted(self, words: str) -> bool:
        """Return whether words stand in the text, whatever their case."""
        text, _ = self._normalised
        plain, _ = _plain(words)
        return plain.casefold() in text.casefold()

    def _alike(self, wording: str) -> list[TextSpan]:
        text, offsets = self._normalised
        plain, _ = _plain(wording)
        spans = []
        for span in _occurrences(text, plain.strip()):
            start = offsets[span.start]
            end = offsets[span.end - 1] + 1
            spans.append(TextSpan(start=start, end=end))
        return spans

    @cached_property
    def _normalised(self) -> tuple[str, list[int]]:
        return _plain(self.text)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return text with alike characters made equal, and the offset of each character."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(ALIKE)):
        is_space = character.isspace()
        is_run = is_space and characters[-1:] == [" "]
        if is_run or character in INVISIBLE:
            continue
        characters.append(" " if is_space else character)
        offsets.append(offset)
    return "".join(characters), offsets


def _occurrences(text: str, wording: str) -> Iterator[TextSpan]:
    if not wording:
        return
    length = len(wording)
    start = text.find(wording)
    for _ in range(MOST_OCCURRENCES):
        if start < 0:
            return
        yield TextSpan(start=start, end=start + length)
        start = text.find(wording, start + 1)


def _nearest(
    text: str, spans: Sequence[TextSpan], near: Sequence[TextSpan]
) -> TextSpan | None:
    whole = [span for span in spans if _is_whole(text, span)]
    ranked = sorted(whole or spans, key=partial(_distance, near=near))
    return ranked[0] if ranked else None


_LETTER = re.compile(r"\w")


def _is_whole(text: str, span: TextSpan) -> bool:
    """Return whether a span begins and ends at the bounds of words."""
    first = max(0, span.start - 1)
    before = text[first : span.start]
    after = text[span.end : span.end + 1]
    return not (_LETTER.match(before) or _LETTER.match(after))


def _distance(span: TextSpan, near: Sequence[TextSpan]) -> int:
    """Return the characters between a span and the nearest other; 0 when they touch."""
    gaps = [_gap(span, place) for place in near]
    return min(gaps, default=0)


def _gap(left: TextSpan, right: TextSpan) -> int:
    behind = right.start - left.end
    ahead = left.start - right.end
    return max(behind, ahead, 0)
