"""Mailboxes (.mbox): each message is a document, as in .eml."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from timeline.documents.email_message import read_eml
from timeline.documents.parts import read_parts
from timeline.documents.raw import RawDocument, RawDocuments
from timeline.errors import InputError
from timeline.model.text import Problem
from timeline.safety.limits import check

# The line before each message: "From jane@example.org Tue Mar  5 10:00:00 2024"
_FROM = re.compile(rb"^From \S[^\r\n]{0,300}\d{4}[^\r\n]{0,40}\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(data: bytes, name: str) -> RawDocuments:
    """Read the messages of a mailbox.

    Raises:
        InputError: It is no mailbox.
    """
    messages = list(_messages(data))
    if not messages:
        raise InputError(
            name,
            "this is not a mailbox: no line begins a message.",
            "Export it again, or save the messages as .eml.",
        )
    check("documents", len(messages), name)
    problems: list[Problem] = []
    drafts: list[RawDocument] = []
    parts = (
        (f"{name}, message {number}", message)
        for number, message in enumerate(messages, 1)
    )
    for result in read_parts(parts, read_eml, problems):
        problems += result.problems
        drafts += result.drafts
    numbered = (_numbered(draft, name, len(messages)) for draft in drafts)
    return RawDocuments(drafts=tuple(numbered), problems=tuple(problems))


def _messages(data: bytes) -> Iterator[bytes]:
    starts = list(_FROM.finditer(data))
    ends = [start.start() for start in starts[1:]]
    for start, end in zip(starts, [*ends, len(data)], strict=True):
        yield _QUOTED.sub(rb"\1", data[start.end() : end])


def _numbered(draft: RawDocument, name: str, total: int) -> RawDocument:
    number = draft.where.rpartition(" ")[2]
    width = len(str(total))
    return replace(
        draft,
        id=f"{PurePath(name).stem}-{number:0>{width}}",
        position=f"message {number} of {total}",
    )
