"""Known names of the fields in which collectors of news write text, day, title and outlet.

NewsAPI, news-please, newspaper, Media Cloud, GDELT DOC, Scrapy feeds, schema.org, TimeML corpora.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from timeline.documents.dates import stated_day
from timeline.documents.day_order import Order, day_in_figures
from timeline.documents.raw import one_line
from timeline.safety.numbers import whole_number

TEXT = (
    "text", "content", "body", "maintext", "article", "full_text", "fulltext", "articleBody",
    "article_text", "message", "story", "bodyText", "body_text",
)  # fmt: skip
DAY = (
    "published", "publishedAt", "published_at", "publish_date", "date_publish", "datePublished",
    "date_published", "pubDate", "pub_date", "publication_date", "dct", "seendate", "date",
    "created_at", "createdAt", "webPublicationDate", "timestamp",
)  # fmt: skip
TITLE = ("title", "headline", "webTitle")
PUBLISHER = (
    "publisher",
    "source",
    "source_name",
    "media_name",
    "outlet",
    "source_domain",
)
URL = ("url", "link", "webUrl", "web_url")
RETRIEVED = ("retrieved", "date_download", "collected_at", "crawled_at", "accessed")
ARCHIVED = ("archived", "archive_url", "archived_url", "wayback_url")
ORIGINAL = ("original", "original_text", "text_original")
LANGUAGE = ("lang", "language", "original_language")
_SECONDS = range(
    10**8, 10**10
)  # a number this large is a time in seconds since 1970: 1973 to 2286
_MILLISECONDS = 1000


_REMOVED = "[Removed]"  # what NewsAPI gives for an article that its outlet took back


def text_of(fields: Mapping[str, object]) -> str | None:
    """Return the text of a document: that of the first known field that holds words.

    >>> text_of({"content": "Two died."}), text_of({"text": ""}), text_of({"words": "Two died."})
    ('Two died.', '', None)
    """
    field = text_field(fields)
    if field is None:
        return None
    _, text = field
    return text


def text_field(fields: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the name of the first known field that holds a text, and the text; None for none.

    >>> text_field({"content": "Two died."})
    ('content', 'Two died.')
    """
    empty: tuple[str, str] | None = None
    for name, text in _present(fields, TEXT):
        if not isinstance(text, str):
            continue
        if text and text != _REMOVED:
            return name, text
        empty = empty or (name, "")
    return empty


def day_of(
    fields: Mapping[str, object], orders: Mapping[str, Order] | None = None
) -> tuple[date | None, str, object]:
    """Return the day of publication, the name of the field that gives it, and what stands there.

    `orders`: by name of field, what stands first in its days in figures (`orders_in`).

    Without a day that can be read, name and value are those of the first field that is not empty.

    >>> day_of({"publishedAt": "2020-02-03T10:00:00Z"})[:2]
    (datetime.date(2020, 2, 3), 'publishedAt')
    >>> day_of({"timestamp": 1580724000})[0], day_of({"date": "soon"}), day_of({})
    (datetime.date(2020, 2, 3), (None, 'date', 'soon'), (None, 'published', None))
    """
    doubtful: tuple[str, object] = ("published", None)
    for name, value in _present(fields, DAY):
        day = read_day(value, (orders or {}).get(name))
        if day:
            return day, name, value
        if doubtful[1] is None:
            doubtful = (name, value)
    return None, *doubtful


def flat(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an article with those that stand in an inner "fields" (The Guardian)."""
    inner = fields.get("fields")
    return {**(inner if isinstance(inner, dict) else {}), **fields}


def has_known_field(fields: Mapping[str, object]) -> bool:
    """Return whether an object is an article: it has text, or a title with an address."""
    if text_of(fields):
        return True
    return words_of(fields, TITLE) is not None and words_of(fields, URL) is not None


def read_day(value: object, order: Order | None = None) -> date | None:
    """Read a day as collectors write it: a written date, or seconds or milliseconds since 1970.

    `order`: what stands first in a day in figures, where its own do not show it.
    """
    words = one_line(value)
    if words is None:
        return None
    number = (whole_number(words) if len(words) > 8 else None) or 0
    if number // _MILLISECONDS in _SECONDS:
        number //= _MILLISECONDS
    if number in _SECONDS:
        return datetime.fromtimestamp(number, tz=UTC).date()
    return stated_day(words) or day_in_figures(words, order)


def words_of(fields: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Return the first of some fields that holds words; of `{"name": ...}` or "main" its words.

    >>> words_of({"source": {"name": "Daily News"}}, PUBLISHER)
    'Daily News'
    """
    for _, value in _present(fields, names):
        inner = (
            value.get("name") or value.get("main") if isinstance(value, dict) else value
        )
        words = one_line(inner)
        if words:
            return words
    return None


def _present(
    fields: Mapping[str, object], names: Sequence[str]
) -> Iterator[tuple[str, object]]:
    """Yield the fields of some names that are there and not empty, an empty text too."""
    for name in names:
        value = fields.get(name)
        if value is not None and (value != "" or name in TEXT):
            yield name, value
