"""Web archives (.warc, .warc.gz, .wacz): each page with its address and the time of fetching."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any, cast
from urllib.parse import urlsplit

from timeline.documents.html import read_html
from timeline.documents.html_bounds import PagesBudget
from timeline.documents.raw import RawDocument, RawDocuments, left_out, silent
from timeline.documents.unpacking import Unpacker
from timeline.errors import InputError
from timeline.model.text import Problem
from timeline.safety.boundary import boundary
from timeline.safety.limits import allowed_bytes, too_large

# Bytes of one page: far above any article, and below what would fill the memory.
_MOST_BYTES = 10_000_000
_OK = "200"
_GZIP = b"\x1f\x8b"


def read_warc(data: bytes, name: str) -> RawDocuments:
    """Read the HTML pages of a web archive.

    Raises:
        InputError: It is no web archive, or holds no page that can be read.
    """
    return _collected(_Pages(name, len(data)), [(name, data)])


def read_wacz(data: bytes, name: str) -> RawDocuments:
    """Read the HTML pages of a packed web archive (WACZ).

    Raises:
        InputError: It is broken, or holds no page that can be read.
    """
    packed = Unpacker(data, name, kind="web archive")
    members = [member for member in packed.names() if ".warc" in PurePath(member).name]
    contents = ((member, packed.read(member)) for member in members)
    return _collected(_Pages(name, len(data)), contents)


class _Pages:
    """The pages found so far, and what was left out."""

    def __init__(self, where: str, size: int) -> None:
        self.where = where
        self.stem = PurePath(where).name.split(".warc")[0].removesuffix(".wacz")
        self.drafts: list[RawDocument] = []
        self.problems: list[Problem] = []
        self.pages = 0
        self.unread = 0
        self._left = allowed_bytes(size)
        self._budget = PagesBudget(where, size)

    def add(self, record: Any) -> None:  # noqa: ANN401 - warcio has no types
        """Read a record if it is a page that was fetched."""
        if not _is_page(record):
            return
        self.pages += 1
        content = record.content_stream().read(_MOST_BYTES + 1)
        self._left -= len(content)
        if self._left < 0:  # pages may be packed once more
            raise too_large(self.where)
        if len(content) <= _MOST_BYTES and getattr(record.raw_stream, "limit", 0) > 0:
            raise EOFError  # the file ends before the page does
        self._budget.spend(content)
        where = f"{self.where}, page {self.pages}"
        page = RawDocuments()
        with suppress(InputError), boundary(where):
            if len(content) <= _MOST_BYTES:
                page = read_html(content, where)
        self.unread += not page.drafts
        headers = record.rec_headers
        for draft in page.drafts:
            self.drafts.append(self._draft(draft, headers))

    def _draft(self, draft: RawDocument, headers: Any) -> RawDocument:  # noqa: ANN401
        address = headers.get_header("WARC-Target-URI")
        return replace(
            draft,
            id=f"{self.stem}-{self.pages}",
            publisher=draft.publisher or _host(address or ""),
            url=address or draft.url,
            retrieved=headers.get_header("WARC-Date"),
            format="web archive",
            position=f"page {self.pages}",
        )


def _host(address: str) -> str | None:
    """Return the name of the site of an address, without "www."."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _is_page(record: Any) -> bool:  # noqa: ANN401
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is None:
        kind = record.rec_headers.get_header("Content-Type") or ""
        return "html" in kind
    kind = headers.get_header("Content-Type") or ""
    return "html" in kind and headers.get_statuscode() == _OK


class _Bounded:
    """A stream that ends with an error once it gave more than a file of its size should."""

    def __init__(self, stream: IO[bytes], size: int, where: str) -> None:
        self._stream = stream
        self._left = allowed_bytes(size)
        self._where = where

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise too_large(self._where)
        return data


def _collected(pages: _Pages, files: Any) -> RawDocuments:  # noqa: ANN401 - pairs of name, bytes
    for _, data in files:
        try:
            for record in _records(data, pages.where):
                pages.add(record)
        except InputError as error:
            pages.problems.append(
                Problem(where=error.where, what=error.what, cure=error.hint)
            )
    if not pages.drafts:
        reason = (
            pages.problems[0].what if pages.problems else "there is no article in it."
        )
        raise InputError(pages.where, reason, "Save the pages as HTML files.")
    cure = "Save those that matter as HTML files."
    unread = left_out(pages.where, pages.unread, "pages without article text", cure)
    return RawDocuments(drafts=tuple(pages.drafts), problems=(*pages.problems, *unread))


def _records(data: bytes, where: str) -> Iterator[Any]:
    """Yield the records of a WARC file.

    Raises:
        InputError: It is damaged, or the library warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    except ImportError:
        cure = "Install it: pip install 'conflict-timeline[formats]'."
        raise InputError(
            where, "reading web archives needs the library warcio.", cure
        ) from None
    stream: IO[bytes] = BytesIO(data)
    if data.startswith(_GZIP):
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    try:
        with silent("warcio"):
            yield from ArchiveIterator(_Bounded(stream, len(data), where))
    except (
        ArchiveLoadFailed,
        ValueError,
        EOFError,
        OSError,
        zlib.error,
        AttributeError,
    ):
        raise InputError(
            where,
            "the web archive is damaged; pages after the damage were not read.",
            "Fetch or export it again.",
        ) from None
