"""pypdf's reader with bounds of what a small file may make it do."""

import re
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import StreamObject

_OBJECT = re.compile(rb"\s(\d{1,10})\s+(\d{1,5})\s+obj")
_HEADER = re.compile(rb"(?:\s|%[^\r\n]{0,200}[\r\n]){0,20}(\d{1,10})\s{1,20}(\d{1,5})")
# Of TIFF: pypdf takes a CPU second for 5 MB, and only pictures are packed in this way.
_DIFFERENCES = 2


class BoundedReader(PdfReader):
    """Reads a PDF; objects that do not lie where the file says are all searched for at once.

    pypdf goes through the file for each of them, which takes minutes where there are thousands.
    """

    def __init__(self, data: bytes) -> None:
        """Open a file."""
        self._whole = data
        super().__init__(BytesIO(data))

    def get_object(self, indirect_reference: Any) -> Any:  # noqa: ANN401 - as pypdf's own
        """Return an object; None if it is nowhere.

        Raises:
            PdfReadError: It is packed as no text is.
        """
        number = getattr(indirect_reference, "idnum", indirect_reference)
        generation = getattr(indirect_reference, "generation", 0)
        is_known = (generation, number) in self.resolved_objects
        if not is_known and not self._is_listed(number, generation):
            place = self._places.get((number, generation))
            if place is None:
                return None
            self.xref.setdefault(generation, {})[number] = place
        content = super().get_object(indirect_reference)
        if isinstance(content, StreamObject) and _is_differences(content):
            raise PdfReadError("no text is packed like this")
        return content

    @cached_property
    def _places(self) -> dict[tuple[int, int], int]:
        """Where each object begins, by number and generation; the first of several."""
        places: dict[tuple[int, int], int] = {}
        for match in _OBJECT.finditer(self._whole):
            places.setdefault((int(match[1]), int(match[2])), match.start(1))
        return places

    def _is_listed(self, number: int, generation: int) -> bool:
        """Return whether an object lies where the file says, or is said to be deleted."""
        if generation == 0 and number in self.xref_objStm:
            return True
        if self.xref_free_entry.get(generation, {}).get(number, False):
            return True
        start = self.xref.get(generation, {}).get(number)
        if not isinstance(start, int):
            return False
        header = _HEADER.match(self._whole, start)
        if header is None:
            return False
        stated = (int(header[1]), int(header[2]))
        return stated == (number, generation)


def _is_differences(stream: Any) -> bool:  # noqa: ANN401 - a dictionary of pypdf
    """Return whether a stream that is no picture is packed as differences between bytes."""
    if stream.get("/Subtype") == "/Image":
        return False
    stated = stream.get("/DecodeParms")
    parameters = stated if isinstance(stated, list) else [stated]
    resolved = [part.get_object() for part in parameters if part is not None]
    predictors = [part.get("/Predictor") for part in resolved if isinstance(part, dict)]
    return _DIFFERENCES in predictors
