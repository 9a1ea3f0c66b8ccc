"""Rich text (.rtf): one document, or an export of Nexis Uni or Factiva with many articles."""

import re

from timeline.documents.encoding import plain_lines
from timeline.documents.press import press_articles
from timeline.documents.raw import RawDocument, RawDocuments
from timeline.errors import InputError
from timeline.model.text import Problem

_START = b"{\\rtf"
_ESCAPED = re.compile(rb"\\[\\{}]|\\bin\d+")
_ENCODING = re.compile(r"\\ansicpg(\d{3,5})")
# The address behind a link, which is no text: {\*\fldinst{HYPERLINK "https://example.org"}}
_FIELD_CODE = re.compile(
    r"\{\\\*\\fldinst[^{}]{0,2000}(?:\{[^{}]{0,2000}\}[^{}]{0,2000}){0,20}\}"
)


def read_rtf(data: bytes, name: str) -> RawDocuments:
    """Read a rich text file.

    Raises:
        InputError: It is no rich text, is cut off, or holds no text.
    """
    if not data.lstrip().startswith(_START):
        raise InputError(
            name,
            "this is not rich text: it does not begin with {\\rtf.",
            "Save it as RTF again.",
        )
    lines = [_without_cell_marks(line) for line in _plain(data, name).split("\n")]
    is_whole = _is_closed(data)
    articles = press_articles("\n".join(lines), name)
    if articles is not None and articles.drafts:
        doubts = () if is_whole else (_cut_off(name),)
        return RawDocuments(
            drafts=articles.drafts, problems=(*articles.problems, *doubts)
        )
    if not is_whole:
        raise InputError(
            name, "the rich text is cut off: it does not end.", "Save it again."
        )
    body = "\n\n".join(filter(None, map(str.strip, lines)))
    if not body:
        raise InputError(
            name, "there is no text in it.", "Put text into it, or leave it out."
        )
    draft = RawDocument(where=name, text=body, format="rich text")
    return RawDocuments(drafts=(draft,))


def _without_cell_marks(line: str) -> str:
    """Return a line without the bars that part the cells of a row."""
    return line.replace("|", " ") if line.startswith("|") else line


def _plain(data: bytes, name: str) -> str:
    """Return the words of rich text.

    Raises:
        InputError: It is damaged, or the library striprtf is not installed.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        cure = "Install it: pip install 'conflict-timeline[formats]'."
        raise InputError(
            name, "reading rich text needs the library striprtf.", cure
        ) from None
    markup = _FIELD_CODE.sub("", data.decode("latin-1"))
    stated = _ENCODING.search(markup[:1000])
    encoding = f"cp{stated[1]}" if stated else "cp1252"
    try:
        words: str = rtf_to_text(  # type: ignore[no-untyped-call]
            markup, encoding=encoding, errors="replace"
        )
        return plain_lines(words)
    except (
        LookupError,
        ValueError,
        OverflowError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        raise InputError(
            name, "the rich text is broken.", "Open and save it again."
        ) from None


def _is_closed(data: bytes) -> bool:
    """Return whether every bracket of rich text is closed, so that nothing is cut off."""
    bare = _ESCAPED.sub(b"", data)
    return bare.count(b"{") <= bare.count(b"}")


def _cut_off(name: str) -> Problem:
    return Problem(
        where=name,
        what="the rich text is cut off: it does not end. The articles before that were read.",
        cure="Export it again.",
        skipped=False,
    )
