"""What the documents were read as: formats and fields, counted for the summary."""

from collections import Counter
from collections.abc import Iterator, Sequence

from timeline.model.text import Document

_FIELD = "field '"


def read_as(documents: Sequence[Document]) -> str:
    """Return in brackets how many documents each format gave; '' where there is but one.

    A field that gave publication days is named if it is not "published".
    """
    notes = [*_formats(documents), *_fields(documents)]
    if not notes:
        return ""
    text = "; ".join(notes)
    return f" ({text})"


def _formats(documents: Sequence[Document]) -> Iterator[str]:
    origins = (document.provenance for document in documents)
    counts = Counter(origin.format for origin in origins if origin is not None)
    if len(counts) > 1:
        yield ", ".join(f"{count:,} {name}" for name, count in counts.most_common())


def _fields(documents: Sequence[Document]) -> Iterator[str]:
    bases = (document.published_from or "" for document in documents)
    counts = Counter(basis.removeprefix("field ") for basis in bases if basis.startswith(_FIELD))
    if counts:
        names = ", ".join(f"{name} of {count:,}" for name, count in counts.most_common())
        yield f"days from {names}"
