"""Telegram exports (result.json, messages.html): each message with text is a document."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any

from timeline.documents.dates import stated_day
from timeline.documents.encoding import plain_lines
from timeline.documents.fields import read_day
from timeline.documents.parts import read_parts
from timeline.documents.raw import RawDocument, RawDocuments, left_out, one_line
from timeline.model.text import Problem

_NO_TEXT = "messages without text (photos, videos, service messages)"
FORMAT = "Telegram"


def is_telegram(record: object) -> bool:
    """Return whether JSON is a Telegram export: a chat, or all chats of an account."""
    if not isinstance(record, dict):
        return False
    if isinstance(record.get("chats"), dict):
        return True
    messages = record.get("messages")
    if not isinstance(messages, list):
        return False
    return any(
        isinstance(item, dict) and "date_unixtime" in item for item in messages
    ) or ("name" in record and "type" in record)


def telegram_messages(record: Mapping[str, Any], where: str) -> RawDocuments:
    """Return the messages of an export; those without text are counted."""
    problems: list[Problem] = []
    drafts: list[RawDocument] = []
    silent = 0
    for chat in _chats(record):
        messages = [item for item in chat.get("messages", []) if isinstance(item, dict)]
        parts = ((where, message) for message in messages)
        for draft in read_parts(parts, partial(_draft, chat), problems):
            if draft.text.strip():
                drafts.append(draft)
            else:
                silent += 1
    problems += left_out(
        where, silent, _NO_TEXT, "Write down what they show, if it matters."
    )
    return RawDocuments(drafts=tuple(drafts), problems=tuple(problems))


def _chats(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    chats = record.get("chats")
    chats = chats.get("list") if isinstance(chats, dict) else [record]
    for chat in chats if isinstance(chats, list) else []:
        if isinstance(chat, dict) and isinstance(chat.get("messages", []), list):
            yield chat


def _draft(
    chat: Mapping[str, Any], message: Mapping[str, Any], where: str
) -> RawDocument:
    number = one_line(message.get("id")) or "0"
    published = _day(message)
    sender = one_line(message.get("from")) or one_line(chat.get("name"))
    return RawDocument(
        where=f"{where}, message {number}",
        text=plain_lines(_words(message.get("text"))),
        id=f"{_stem(chat, where)}-{number}",
        published=published,
        published_from="field 'date'" if published else None,
        publisher=sender,
        format=FORMAT,
        position=f"message {number}",
    )


def _stem(chat: Mapping[str, Any], where: str) -> str:
    return one_line(chat.get("name")) or PurePath(where).stem


def _words(text: object) -> str:
    """Return the words of a message: a string, or pieces of which some are links and emphasis."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    pieces = [
        piece.get("text", "") if isinstance(piece, dict) else piece for piece in text
    ]
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _day(message: Mapping[str, Any]) -> date | None:
    """Return the day of a message in the exporter's own zone, as "date" writes it."""
    written = one_line(message.get("date"))
    return stated_day(written or "") or read_day(message.get("date_unixtime"))


def telegram_page(tree: Any, where: str) -> RawDocuments | None:  # noqa: ANN401 - lxml
    """Return the messages of a page "messages.html" of an export; None if it is none."""
    messages = tree.xpath(
        "//div[contains(concat(' ', @class, ' '), ' history ')]"
        "/div[contains(concat(' ', @class, ' '), ' message ')]"
    )
    if not messages:
        return None
    chat = _first(
        tree.xpath("//div[contains(@class, 'page_header')]//div[@class='text bold']")
    )
    drafts: list[RawDocument] = []
    sender = chat
    for number, message in enumerate(messages, 1):
        sender = _first(message.xpath(".//div[@class='from_name']")) or sender
        text = "\n".join(map(_lines, message.xpath(".//div[@class='text']"))).strip()
        stamp = next(iter(message.xpath(".//div[contains(@class, 'date')]/@title")), "")
        if text:
            drafts.append(_page_draft(text, _dotted_day(stamp), sender, where, number))
    count = len(messages) - len(drafts)
    cure = "Write down what they show, if it matters."
    return RawDocuments(
        drafts=tuple(drafts), problems=left_out(where, count, _NO_TEXT, cure)
    )


def _page_draft(
    text: str, published: date | None, sender: str | None, where: str, number: int
) -> RawDocument:
    return RawDocument(
        where=f"{where}, message {number}",
        text=text,
        id=f"{PurePath(where).stem}-{number}",
        published=published,
        published_from="metadata" if published else None,
        publisher=sender,
        format=FORMAT,
        position=f"message {number}",
    )


def _first(elements: Sequence[Any]) -> str | None:
    return one_line(elements[0].text_content()) if elements else None


def _lines(element: Any) -> str:  # noqa: ANN401
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content()).strip()


def _dotted_day(stamp: str) -> date | None:
    """Return the day of a stamp such as "03.02.2020 10:00:00 UTC+01:00"."""
    day, month, year = ([*stamp[:10].split("."), "", "", ""])[:3]
    return stated_day(f"{year}-{month}-{day}")
