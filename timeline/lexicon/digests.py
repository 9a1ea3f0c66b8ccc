"""Find the items of a digest by their datelines."""

from itertools import pairwise

from timeline.model.text import Document, Section, SectionKind, TextSpan


def items_of(document: Document) -> tuple[TextSpan, ...]:
    """Return the items of a digest, each from its own dateline to the next; else the whole text.

    A dateline opens an item only where running text follows it in its paragraph ("PARIS - …").
    """
    starts = []
    for line, body in pairwise(document.sections):
        if is_item_opening(document, line, body):
            starts.append(line.start)
    bounds = [0, *starts[1:], len(document.text)]
    items = []
    for start, end in pairwise(bounds):
        items.append(TextSpan(start=start, end=end))
    return tuple(items)


def is_item_opening(document: Document, line: Section, body: Section) -> bool:
    """Return whether a dateline stands before running text of its own paragraph."""
    if line.kind is not SectionKind.DATELINE or body.kind is not SectionKind.BODY:
        return False
    between = document.text[line.end : body.start]
    return "\n" not in between
