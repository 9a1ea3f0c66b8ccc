"""Records that lie in files and are read by their number, used as a tuple is."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar, overload

Record = TypeVar("Record")


class NumberedRecords(Sequence[Record], Generic[Record]):
    """A sequence of records; a kind of file says how many there are and reads one of them."""

    @abstractmethod
    def _record(self, number: int) -> Record:
        """Read the record of a number, from 0 to one less than there are."""

    @overload
    def __getitem__(self, key: int) -> Record: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, key: int | slice) -> Record | tuple[Record, ...]:
        """Return the record of a number, or those of several."""
        if isinstance(key, slice):
            numbers = range(*key.indices(len(self)))
            return tuple(self._record(number) for number in numbers)
        return self._record(range(len(self))[key])
