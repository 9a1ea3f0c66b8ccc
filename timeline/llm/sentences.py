"""Find the sentence around words without a parser."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from timeline.model.text import Section, TextSpan

# Words before a full stop that ends no sentence.
ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|vs|No|approx|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|\n\s*\n")
# Characters of the longest passage; a longer "sentence" is a table or a text without full stops.
LONGEST = 1200


class Sentences:
    """The sentences of one document, by offset."""

    def __init__(self, text: str, sections: Sequence[Section] = ()) -> None:
        """Find the boundaries once; a section never shares a sentence with the next."""
        bounds = {0, len(text)}
        bounds.update(_ends(text))
        for section in sections:
            bounds.update((section.start, section.end))
        self._text = text
        self._bounds = sorted(bounds)

    def around(self, span: TextSpan) -> TextSpan:
        """Return the sentence or sentences that hold a span, without white space at the ends."""
        last_character = max(span.start, span.end - 1)
        first = bisect_right(self._bounds, span.start) - 1
        last = bisect_right(self._bounds, last_character)
        last = min(last, len(self._bounds) - 1)
        start = self._bounds[first]
        end = self._bounds[last]
        if end - start > LONGEST:
            return span
        return self._trimmed(start, end)

    def spans(self) -> list[TextSpan]:
        """Return all sentences in order, without white space at the ends; some may be empty."""
        pairs = zip(self._bounds, self._bounds[1:], strict=False)
        return [self._trimmed(start, end) for start, end in pairs]

    def number(self, offset: int) -> int:
        """Return the number of the sentence at an offset, from 0."""
        return bisect_right(self._bounds, offset) - 1

    def _trimmed(self, start: int, end: int) -> TextSpan:
        piece = self._text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        return TextSpan(start=first, end=start + len(piece.rstrip()))


def _ends(text: str) -> Iterator[int]:
    """Yield the offsets after full stops that end a sentence, and after empty lines."""
    for match in END.finditer(text):
        stop = match.start()
        first = max(0, stop - 8)
        before = text[first : stop + 1]
        if ABBREVIATIONS.search(before) is None:
            yield match.end()
