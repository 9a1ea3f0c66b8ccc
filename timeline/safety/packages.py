"""Check zip files before they are unpacked: workbooks, word-processor files, books, archives."""

import zipfile
from pathlib import Path
from typing import IO

from timeline.safety.limits import allowed_bytes, check, too_large

ZIP = b"PK\x03\x04"


def check_zip(content: Path | IO[bytes], size: int, where: str) -> None:
    """Check what a zip file says of its members, without unpacking one.

    Python's zipfile never gives more of a member than is said here. A damaged file passes: its
    reader says what is wrong.

    Args:
        content: The file, or its bytes as a stream.
        size: Its bytes.
        where: Its name for messages.

    Raises:
        InputError: It has too many members, or would become too large.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return
    check("members", len(members), where)
    if sum(member.file_size for member in members) > allowed_bytes(size):
        raise too_large(where)
