"""Records in a file that are read by their number: for more than memory holds."""

import os
import weakref
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from timeline.errors import InputError, reason_of
from timeline.output.atomic import write_pieces_atomically
from timeline.output.numbered import NumberedRecords, Record

# Offsets stand in a file beside the records.
OFFSETS = ".offsets"
# Bytes gathered before they are written.
PIECE = 1_000_000


def write_records(path: Path, records: Iterable[object]) -> int:
    """Write records as MessagePack, one after the other; whole or not at all.

    Args:
        path: The file; where each record ends stands in a second one beside it.
        records: Dataclasses, or what else msgspec encodes; they need never be in memory as a whole.

    Returns:
        How many records there are.

    Raises:
        UsageError: A file cannot be written.
    """
    ends = array("Q")
    write_pieces_atomically(path, _pieces(records, ends))
    write_pieces_atomically(_offsets_of(path), (ends.tobytes(),))
    return len(ends)


def _pieces(records: Iterable[object], ends: "array[int]") -> Iterator[bytes]:
    """Yield the records encoded, and note where each ends."""
    encoder = msgspec.msgpack.Encoder()
    end = 0
    piece = bytearray()
    for record in records:
        encoded = encoder.encode(record)
        piece += encoded
        end += len(encoded)
        ends.append(end)
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _offsets_of(path: Path) -> Path:
    return path.with_name(path.name + OFFSETS)


def are_written(path: Path) -> bool:
    """Return whether records were written to a path; the offsets come last."""
    return _offsets_of(path).is_file()


class RecordFile(NumberedRecords[Record]):
    """The records of a file, each decoded when it is asked for.

    It can be used like a tuple, but each time an equal record is a new one. It can be sent to
    another process, which opens the file again. `close()` closes it; so does the end of its use.
    """

    def __init__(self, path: Path, record_type: type[Record]) -> None:
        """Open a file that `write_records` wrote.

        Raises:
            InputError: The file cannot be opened.
        """
        self._path = path
        self._record_type = record_type
        self._decoder = msgspec.msgpack.Decoder(record_type)
        self._ends = array("Q")
        try:
            self._ends.frombytes(_offsets_of(path).read_bytes())
            self._descriptor = os.open(path, os.O_RDONLY)
        except OSError as error:
            reason = reason_of(error)
            hint = "Build again; it is made anew."
            raise InputError(str(path), f"cannot be opened ({reason}).", hint) from None
        self.close = weakref.finalize(self, os.close, self._descriptor)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how another process opens the same file."""
        return type(self), (self._path, self._record_type)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._ends)

    def _record(self, number: int) -> Record:
        start = self._ends[number - 1] if number else 0
        # Reads at an offset: several threads may do so, and no page of the file counts as ours.
        content = os.pread(self._descriptor, self._ends[number] - start, start)
        try:
            return self._decoder.decode(content)
        except msgspec.DecodeError:
            hint = "Build again; it is made anew."
            raise InputError(str(self._path), "is damaged.", hint) from None

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in order."""
        for number in range(len(self)):
            yield self[number]
