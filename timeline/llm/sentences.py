"""Find the sentence around words without a parser."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from timeline.model.text import Section, TextSpan

# Words before a full stop that ends no sentence.
ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|No|approx|e\.g|i\.e)|\b[A-Z])\.$"
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
        bounds = self._bounds
        first = bisect_right(bounds, span.start) - 1
        last = bisect_right(bounds, max(span.start, span.end - 1))
        start = bounds[first]
        end = bounds[min(last, len(bounds) - 1)]
        if end - start > LONGEST:
            return span
        return self._trimmed(start, end)

    def number(self, offset: int) -> int:
        """Return the number of the sentence at an offset, from 0."""
        return bisect_right(self._bounds, offset) - 1

    def _trimmed(self, start: int, end: int) -> TextSpan:
        piece = self._text[start:end]
        lead = len(piece) - len(piece.lstrip())
        return TextSpan(start=start + lead, end=start + len(piece.rstrip()))


def _ends(text: str) -> Iterator[int]:
    """Yield the offsets after full stops that end a sentence, and after empty lines."""
    for match in END.finditer(text):
        before = text[max(0, match.start() - 8) : match.start() + 1]
        if not ABBREVIATIONS.search(before):
            yield match.end()
