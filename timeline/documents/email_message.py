"""E-mail (.eml): a newsletter or alert that was saved as a file."""

import re
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from timeline.documents.dates import stated_day
from timeline.documents.encoding import plain_lines
from timeline.documents.html import article_text
from timeline.documents.raw import RawDocument, RawDocuments, left_out, one_line
from timeline.errors import InputError
from timeline.safety.limits import check

_LEVEL = re.compile(rb"\bboundary[*\d]{0,4}\s{0,9}=", re.IGNORECASE)
_PART = re.compile(rb"^--", re.MULTILINE)
# What mail programs write above a message that is passed on: a line, then the fields of its head.
_FORWARDED = re.compile(
    r"^-{4,20} ?(?:Forwarded|Original) message ?-{4,20}\n"
    r"(?P<head>(?:[A-Z][\w -]{1,20}:[^\n]{0,300}\n){2,8})",
    re.MULTILINE | re.IGNORECASE,
)
_DATED = re.compile(r"^(?:Date|Sent):\s*(?P<day>[^\n]+)", re.MULTILINE)
_HEADERS = ("from", "date", "subject", "message-id", "received")


def read_eml(data: bytes, name: str) -> RawDocuments:
    """Read the text of a message; attachments are counted and not read.

    Raises:
        InputError: It is no e-mail, or holds no text.
    """
    try:
        return _read(data, name)
    except RecursionError:
        what = "parts or headers of this e-mail are nested too deeply."
        raise InputError(name, what, "Save its text as .txt.") from None


def _read(data: bytes, name: str) -> RawDocuments:
    _check_parts(data, name)
    _check_headers(data, name)
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not _has_headers(message):
        raise InputError(
            name,
            "this is not an e-mail: it has no headers.",
            "Save the message as .eml again.",
        )
    text = _text(message, name)
    if not text.strip():
        raise InputError(
            name, "there is no text in this e-mail.", "Save its text as .txt."
        )
    published = _day(message)
    forwarded = _FORWARDED.search(text)
    if forwarded is not None:
        text = text[: forwarded.start()] + text[forwarded.end() :]
        published = _forwarded_day(forwarded["head"]) or published
    draft = RawDocument(
        where=name,
        text=text,
        title=_header(message, "subject"),
        publisher=_sender(message),
        published=published,
        published_from="header" if published else None,
        format="e-mail",
    )
    attached = (
        sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    )
    cure = "Save attached documents as files."
    return RawDocuments(
        drafts=(draft,), problems=left_out(name, attached, "attachments", cure)
    )


def _forwarded_day(head: str) -> date | None:
    """Return the day on which a message was written that is passed on in another."""
    dated = _DATED.search(head)
    return None if dated is None else stated_day(dated["day"])


def _check_parts(data: bytes, name: str) -> None:
    """Check how many parts a message may have, and how deep they lie, before it is taken apart.

    Raises:
        InputError: It has too many.
    """
    levels = len(_LEVEL.findall(data))
    check("levels", levels, name)
    if levels:
        parts = len(_PART.findall(data))
        check("parts", parts, name)


def _check_headers(data: bytes, name: str) -> None:
    """Check the length of all headers as they stand: a long one costs gigabytes to take apart.

    Raises:
        InputError: One is too long.
    """
    plain = message_from_bytes(data, policy=policy.compat32)
    for part in plain.walk():
        for value in part.values():
            check("header-characters", len(str(value)), name)


def _has_headers(message: EmailMessage) -> bool:
    return any(message.get(header) is not None for header in _HEADERS)


def _text(message: EmailMessage, where: str) -> str:
    """Return the plain text of a message; that of its HTML if it has no plain one.

    Raises:
        InputError: Its encoding is unknown or damaged.
    """
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        content = part.get_content() if part is not None else ""
    except (LookupError, ValueError, AttributeError, MessageError):
        raise InputError(
            where, "this e-mail is damaged.", "Save its text as .txt."
        ) from None
    if not isinstance(content, str):
        return ""
    text = plain_lines(content)
    is_html = part is not None and part.get_content_subtype() == "html"
    return article_text(text, where) or "" if is_html else text


def _header(message: EmailMessage, header: str) -> str | None:
    try:
        return one_line(str(message.get(header) or ""))
    except (ValueError, LookupError, AttributeError, IndexError, MessageError):
        return None


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "from") or "")
    return name or address or None


def _day(message: EmailMessage) -> date | None:
    """Return the day of the header "Date", as it was where the message was written."""
    try:
        return parsedate_to_datetime(_header(message, "date") or "").date()
    except (ValueError, TypeError, IndexError):
        return None
