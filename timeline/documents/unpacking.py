"""Open zip files and XML that may be hostile: no entities, nothing fetched.

How large a zip file may become is checked before, by timeline.safety.packages.
"""

import zipfile
import zlib
from io import BytesIO
from typing import Any

from timeline.errors import InputError

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, LookupError,
)  # fmt: skip


class Unpacker:
    """A zip file in memory.

    Attributes:
        size: Its bytes, packed.
    """

    def __init__(self, data: bytes, where: str, *, kind: str) -> None:
        """Open a zip file.

        Args:
            data: Its bytes.
            where: Its name for messages.
            kind: What it should be ("Word document"), for messages.

        Raises:
            InputError: It is no zip file.
        """
        self._where = where
        self._kind = kind
        self.size = len(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE:
            raise self._broken() from None

    def names(self) -> list[str]:
        """Return the names of its members in the order of the zip."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            InputError: It is not there or is damaged.
        """
        try:
            with self._zip.open(name) as member:
                return member.read()
        except _DAMAGE:
            raise self._broken() from None

    def peek(self, name: str) -> bytes:
        """Return the bytes of a member; none if it cannot be read."""
        try:
            return self.read(name)
        except InputError:
            return b""

    def tree(self, name: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return a member parsed as XML.

        Raises:
            InputError: It is not there, is damaged, or is no XML.
        """
        return self.parsed(self.read(name))

    def parsed(self, content: bytes) -> Any:  # noqa: ANN401
        """Return XML as a tree; entities stay as they are and nothing is loaded.

        Raises:
            InputError: It is no XML.
        """
        from lxml import etree  # type: ignore[import-untyped]

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._broken() from None

    def _broken(self) -> InputError:
        return InputError(
            self._where,
            f"this {self._kind} is broken and cannot be read.",
            "Open and save it again, or copy its text to a .txt file.",
        )


def local_name(element: Any) -> str:  # noqa: ANN401
    """Return the name of an XML element without its namespace; '' for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:  # noqa: ANN401
    """Return the value of an attribute by its name without namespace; '' if it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
