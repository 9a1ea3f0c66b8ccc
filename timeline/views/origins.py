"""Where a document is from, as the page says it."""

from collections.abc import Iterator
from typing import TypedDict

from timeline.model.text import Document, Provenance
from timeline.views.escape import clean

# Characters of an original that the page holds; timeline.json holds all of it.
_MOST = 4_000


class OriginFields(TypedDict):
    """Fields of `DocumentRow` on the origin of a document."""

    origin: str | None
    archived: str | None
    original: str | None
    lang: str | None


def origin_fields(document: Document) -> OriginFields:
    """Return the fields of a document's row that say where it is from."""
    provenance = document.provenance
    return {
        "origin": _origin(provenance),
        "archived": _cleaned(provenance.archived if provenance else None),
        "original": _shortened(_cleaned(document.original)),
        "lang": _cleaned(document.lang),
    }


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else None


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= _MOST:
        return text
    return f"{text[:_MOST]} …"


def _origin(provenance: Provenance | None) -> str | None:
    """Return file, position and time of fetching; None for a file of one that says no time."""
    if provenance is None:
        return None
    details = list(_details(provenance))
    if not details:
        return None
    return clean(", ".join([provenance.file, *details]))


def _details(provenance: Provenance) -> Iterator[str]:
    if provenance.position:
        yield provenance.position
    if provenance.retrieved:
        yield f"fetched {provenance.retrieved}"
