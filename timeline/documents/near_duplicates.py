"""Near-duplicates among documents.

A wire story printed by five outlets is one voice with five publishers.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from timeline.model.text import Document

# Words in a row that are compared; two people who write on one event rarely share five.
SHINGLE = 5
# Share of the shingles of two texts, put together, that both have. An outlet that prints two thirds
# of a wire story has 0.67 of it, one that also rewrites the lead about 0.55; two writers on one
# event stay below 0.1 (tests/documents/test_copies.py).
SAME = 0.5
# Random orders of the shingles from which the share is reckoned: 128 give it to within 0.09 (one
# standard error at most 0.045).
ORDERS = 128
# Texts of fewer words than this are too short to be called copies.
FEWEST = 30


def voices(documents: Sequence[Document]) -> dict[str, str]:
    """Find the documents that carry the text of another.

    Each gets the id of the first of them by day and id.

    Returns:
        Ids by id; a document that is alone with its text is not among them.
    """
    # Imported here, as it brings scipy with it.
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    ordered = sorted(documents, key=lambda document: (document.published or date.max, document.id))
    index = MinHashLSH(threshold=SAME, num_perm=ORDERS)
    rank = {document.id: number for number, document in enumerate(ordered)}
    hashes: dict[str, MinHash] = {}
    first: dict[str, str] = {}
    # The random orders are drawn once, and always the same.
    blank = MinHash(num_perm=ORDERS, seed=1)
    for document in ordered:
        shingles = sorted(set(_shingles(document.text)))
        if not shingles:
            continue
        own_hash = blank.copy()
        own_hash.update_batch(shingles)
        alike = [name for name in index.query(own_hash) if hashes[name].jaccard(own_hash) >= SAME]
        if alike:
            first[document.id] = min(
                (first.get(name, name) for name in alike), key=rank.__getitem__
            )
        hashes[document.id] = own_hash
        index.insert(document.id, own_hash)
    return first


def _shingles(text: str) -> Iterator[bytes]:
    """Yield every few words in a row, without marks and capitals."""
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    if len(words) >= FEWEST:
        for start in range(len(words) - SHINGLE + 1):
            yield " ".join(words[start : start + SHINGLE]).encode()
