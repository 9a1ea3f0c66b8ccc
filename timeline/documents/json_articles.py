"""JSON files (.json): answers of news collectors, Telegram exports, Zotero's CSL-JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from timeline.documents.bibliography import csl_items, is_csl
from timeline.documents.day_order import Order, orders_in
from timeline.documents.encoding import decode
from timeline.documents.fields import flat, has_known_field, summary_of, text_of
from timeline.documents.jsonl import Record, document_of
from timeline.documents.parts import read_parts
from timeline.documents.raw import RawDocument, RawDocuments, left_out
from timeline.documents.telegram import is_telegram, telegram_messages
from timeline.errors import InputError
from timeline.model.text import Problem

# Where the articles stand in answers of NewsAPI, Media Cloud, the Guardian, the New York Times,
# Event Registry, Elasticsearch.
_HOLDERS = (
    "articles", "stories", "results", "documents", "docs", "items", "hits", "data", "news", "posts",
    "entries", "response", "result", "payload",
)  # fmt: skip
_DEEPEST = 3


def read_json(data: bytes, name: str) -> RawDocuments:
    """Read the articles of a JSON file.

    Raises:
        InputError: It is no JSON, or holds no articles in a form that is known.
    """
    text, _ = decode(data, name)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        hint = "Export it again; one object a line is .jsonl."
        raise InputError(name, "this is not JSON, or it is cut off.", hint) from None
    if is_telegram(record):
        return telegram_messages(record, name)
    if is_csl(record):
        return csl_items(record, name)
    articles = _articles(record)
    if not articles:
        raise InputError(
            name,
            "this JSON holds no articles in a form that is known.",
            'Write {"text": "...", "published": "2020-02-06"} on each line of a .jsonl file.',
        )
    return _documents(articles, name, orders_in(text))


def _articles(record: object, depth: int = 0) -> list[dict[str, Any]]:
    """Return the objects that are articles: they have a field for text or for an address."""
    if isinstance(record, list):
        items = (flat(item) for item in record if isinstance(item, dict))
        return [item for item in items if has_known_field(item)]
    if not isinstance(record, dict) or depth > _DEEPEST:
        return []
    for inner in _inner(record):
        articles = _articles(inner, depth + 1)
        if articles:
            return articles
    if text_of(record):
        return [record]
    return _by_address(record)


def _inner(record: Mapping[str, Any]) -> Iterator[object]:
    """Yield what may hold the articles of an answer: lists first, then what wraps some."""
    for kind in (list, dict):
        for name in _HOLDERS:
            if isinstance(record.get(name), kind):
                yield record[name]


def _by_address(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the articles of an object that names each by its address or id."""
    articles: list[dict[str, Any]] = []
    for name, value in record.items():
        if not isinstance(value, dict) or not has_known_field(value):
            return []
        key = "url" if name.startswith("http") else "id"
        articles.append({key: name, **value})
    return articles


def _documents(
    articles: Sequence[Mapping[str, Any]], name: str, orders: Mapping[str, Order]
) -> RawDocuments:
    drafts: list[RawDocument] = []
    problems: list[Problem] = []
    records = list(_records(articles, name, orders))
    parts = ((record.where, record) for record in records)
    for draft, doubts in read_parts(
        parts, lambda record, _: document_of(record), problems
    ):
        drafts.append(draft)
        problems += doubts
    links = len(articles) - len(records)
    cure = "Fetch their texts, and give them as lines of a .jsonl file."
    problems += left_out(
        name, links, "entries that are only a link, without text,", cure
    )
    return RawDocuments(drafts=tuple(drafts), problems=tuple(problems))


def _records(
    articles: Sequence[Mapping[str, Any]], name: str, orders: Mapping[str, Order]
) -> Iterator[Record]:
    """Yield the articles that have a text."""
    for number, fields in enumerate(articles, 1):
        if text_of(fields) or summary_of(fields):
            yield Record(
                fields=fields,
                where=f"{name}, article {number}",
                id=_id(name, number, len(articles)),
                position=f"article {number} of {len(articles)}",
                orders=orders,
            )


def _id(name: str, number: int, total: int) -> str | None:
    if total == 1:
        return None
    return f"{PurePath(name).stem}-{number:0{len(str(total))}}"
