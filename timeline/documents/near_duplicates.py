"""Near-duplicates among documents.

A wire story printed by five outlets is one voice with five publishers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, TypeAlias

import numpy

from timeline.model.text import Document

# Words in a row that are compared; two people who write on one event rarely share five.
SHINGLE = 5
# Share of the shingles of two texts, put together, that both have. An outlet that prints two thirds
# of a wire story has 0.67 of it, one that also rewrites the lead about 0.55; two writers on one
# event stay below 0.1 (tests/documents/test_near_duplicates.py).
SAME = 0.5
# Random orders of the shingles from which the share is reckoned: 128 give it to within 0.09 (one
# standard error at most 0.045).
ORDERS = 128
# Texts are compared that agree in a whole band of orders: of those that share half of their
# shingles 54 % do, of those that share two thirds 97 %, of those that share a tenth 1 in 4,000.
BANDS, BAND = 25, 5
# Texts of fewer words than this are too short to be called copies.
FEWEST = 30
ALONE = -1
# Number of a band and of a group in it.
Block: TypeAlias = tuple[int, int]


def voices(documents: Iterable[Document]) -> dict[str, str]:
    """Find the documents that carry the text of another.

    Each gets the id of the first of them by day and id.

    Args:
        documents: Each is looked at once; half a kilobyte of it is kept.

    Returns:
        Ids by id; a document that is alone with its text is not among them.
    """
    signed = _Signed()
    for document in documents:
        signed.add(document)
    return signed.voices()


@cache
def _blank() -> Any:  # noqa: ANN401 - datasketch has no types
    """Return the signature of no text; its random orders are drawn once, and always the same."""
    # Imported here, as it brings scipy with it.
    from datasketch import MinHash  # type: ignore[import-untyped]

    return MinHash(num_perm=ORDERS, seed=1)


class _Signed:
    """Signatures of documents: by random order, the least number of a shingle."""

    def __init__(self) -> None:
        self._keys: list[tuple[date, str]] = []
        self._content = bytearray()

    def add(self, document: Document) -> None:
        """Take in a document, unless it is too short."""
        shingles = set(_shingles(document.text))
        if not shingles:
            return
        signature = _blank().copy()
        signature.update_batch(shingles)
        self._keys.append((document.published or date.max, document.id))
        self._content += signature.hashvalues.astype(numpy.uint32).tobytes()

    def voices(self) -> dict[str, str]:
        """Return for each document that carries the text of another the id of the first."""
        signatures = numpy.frombuffer(self._content, dtype=numpy.uint32).reshape(
            -1, ORDERS
        )
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        index = _Index(signatures)
        first: dict[str, str] = {}
        for rank, position in enumerate(order):
            leader = index.leader(position, rank)
            if leader != rank:
                first[self._id(position)] = self._id(order[leader])
        return first

    def _id(self, position: int) -> str:
        return self._keys[position][1]


class _Index:
    """Signatures by band; those that are equal are one entry, and compared once."""

    def __init__(self, signatures: "numpy.ndarray[Any, Any]") -> None:
        self._signatures = signatures
        self._groups = _band_groups(signatures)
        self._is_alone = (self._groups == ALONE).all(axis=1)
        # By band and group, the first document with each signature; by its signature's first
        # document, the least rank that any of them leads to.
        self._members: defaultdict[Block, list[int]] = defaultdict(list)
        self._leaders: dict[int, int] = {}

    def leader(self, position: int, rank: int) -> int:
        """Take in a document and return the rank of the first that has its text.

        Args:
            position: Where its signature stands.
            rank: Its place in the order of documents; they are given in this order.
        """
        if self._is_alone[position]:
            return rank
        blocks = self._blocks_of(position)
        near = self._near(blocks)
        agreement = (self._signatures[near] == self._signatures[position]).mean(axis=1)
        alike = [near[number] for number in numpy.flatnonzero(agreement >= SAME)]
        equal = [near[number] for number in numpy.flatnonzero(agreement == 1)]
        leader = min((self._leaders[candidate] for candidate in alike), default=rank)
        if equal:
            [own] = equal
            self._leaders[own] = min(leader, self._leaders[own])
            return leader
        self._leaders[position] = leader
        for block in blocks:
            self._members[block].append(position)
        return leader

    def _blocks_of(self, position: int) -> list[Block]:
        """Return the band and group of each band that a document shares with others."""
        groups = self._groups[position].tolist()
        return [block for block in enumerate(groups) if block[1] != ALONE]

    def _near(self, blocks: Iterable[Block]) -> list[int]:
        """Return the first documents with each signature in some blocks."""
        near: set[int] = set()
        for block in blocks:
            near.update(self._members[block])
        return sorted(near)


def _band_groups(signatures: "numpy.ndarray[Any, Any]") -> "numpy.ndarray[Any, Any]":
    """Return by document and band the number of those that agree in it, or ALONE."""
    groups = numpy.full((len(signatures), BANDS), ALONE, dtype=numpy.int32)
    width = numpy.dtype((numpy.void, BAND * signatures.itemsize))
    for band in range(BANDS):
        columns = numpy.ascontiguousarray(
            signatures[:, band * BAND : (band + 1) * BAND]
        )
        _, number, counts = numpy.unique(
            columns.view(width).ravel(), return_inverse=True, return_counts=True
        )
        groups[:, band] = numpy.where(counts[number] > 1, number, ALONE)
    return groups


def _shingles(text: str) -> Iterator[bytes]:
    """Yield every few words in a row, without marks and capitals."""
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    if len(words) >= FEWEST:
        for start in range(len(words) - SHINGLE + 1):
            yield " ".join(words[start : start + SHINGLE]).encode()
