"""What the documents were read as: formats and fields, counted for the summary."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from timeline.model.text import Document

_FIELD = "field '"


def read_as(documents: Sequence[Document]) -> str:
    """Return in brackets how many documents each format gave.

    '' where there is but one, and its files hold one document each.

    A field that gave publication days is named if it is not "published".
    """
    formats = Counter(_formats(documents))
    fields = Counter(_fields(documents))
    notes = []
    if len(formats) > 1 or _are_from_containers(documents):
        notes.append(_format_counts(formats))
    if fields:
        notes.append(f"days from {_field_counts(fields)}")
    text = "; ".join(notes)
    return f" ({text})" if text else ""


def _formats(documents: Sequence[Document]) -> Iterator[str]:
    for document in documents:
        if document.provenance is not None:
            yield document.provenance.format


def _are_from_containers(documents: Sequence[Document]) -> bool:
    """Return whether a file held several documents, as an export of a press database does."""
    origins = (document.provenance for document in documents)
    positions = (origin.position or "" for origin in origins if origin is not None)
    return any(position.startswith("article") for position in positions)


def _fields(documents: Sequence[Document]) -> Iterator[str]:
    for document in documents:
        basis = document.published_from or ""
        if basis.startswith(_FIELD):
            yield basis.removeprefix("field ")


def _format_counts(counts: Mapping[str, int]) -> str:
    texts = [f"{count:,} {name}" for name, count in counts.items()]
    return ", ".join(texts)


def _field_counts(counts: Mapping[str, int]) -> str:
    texts = [f"{name} of {count:,}" for name, count in counts.items()]
    return ", ".join(texts)
