"""Known names of the fields in which collectors of news write text, day, title and outlet.

NewsAPI, news-please, newspaper, Media Cloud, GDELT DOC, Scrapy feeds, schema.org, TimeML corpora.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from timeline.documents.dates import stated_day
from timeline.documents.day_order import Order, day_in_figures
from timeline.documents.raw import one_line
from timeline.safety.numbers import whole_number

TRANSLATION = (
    "translation", "translated_text", "text_translated", "text_en", "text_english", "english_text",
    "content_en", "body_en",
)  # fmt: skip
TEXT = (
    "text", "content", "body", "maintext", "article", "full_text", "articleBody", "article_text",
    "message", "story", "bodyText", "raw_text", "clean_text", "plain_text", "text_content",
    "content_text", "article_content", "news_content", "body_html", "content_html", "paragraphs",
)  # fmt: skip
# What collectors give of an article without its text.
SUMMARY = ("lead_paragraph", "summary", "abstract", "description", "snippet")
DAY = (
    "published", "publishedAt", "publish_date", "date_publish", "datePublished",
    "pubDate", "publication_date", "published_date", "first_published", "published_on",
    "published_time", "publish_time", "dct", "seendate", "date", "date_gmt", "dateTimePub",
    "article_date", "news_date", "post_date", "posted_at", "posted_on", "release_date", "issued",
    "webPublicationDate", "created_at", "created", "datetime", "timestamp", "time",
)  # fmt: skip
TITLE = ("title", "headline", "webTitle", "heading", "article_title", "news_title")
PUBLISHER = (
    "publisher", "publication", "source", "source_name", "media_name", "outlet", "newspaper",
    "media_outlet", "site_name", "provider", "website", "source_domain", "domain", "channel",
    "user",
)  # fmt: skip
URL = (
    "url", "link", "webUrl", "permalink", "article_url", "source_url", "page_url", "uri", "href",
)  # fmt: skip
RETRIEVED = ("retrieved", "date_download", "collected_at", "crawled_at", "accessed")
ARCHIVED = ("archived", "archive_url", "archived_url", "wayback_url")
ORIGINAL = ("original", "original_text", "text_original")
LANGUAGE = ("lang", "language", "original_language")
_SECONDS = range(
    10**8, 10**10
)  # a number this large is a time in seconds since 1970: 1973 to 2286
_MILLISECONDS = 1000


_HOLDERS = ("fields", "_source")
_NAMES = (
    "name",
    "title",
    "main",
    "rendered",
    "uri",
)  # of an outlet or a title that is an object
# "Tue Mar 05 10:00:00 +0000 2024": Twitter, and Unix's `date`
_YEAR_LAST = re.compile(
    r"\s*[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+[\d:]{5,8}\s+(?:\S{1,6}\s+)?(\d{4})\s*\Z"
)
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
    r"""Return the name of the first known field that holds a text, and the text; None for none.

    A translation into English goes before the text that it translates.

    >>> text_field({"content": "Two died."}), text_field({"Full Text": ["One died.", "It rained."]})
    (('content', 'Two died.'), ('Full Text', 'One died.\n\nIt rained.'))
    """
    empty: tuple[str, str] | None = None
    for name, value in _present(fields, (*TRANSLATION, *TEXT)):
        text = _joined(value)
        if text is None:
            continue
        if text and text != _REMOVED:
            return name, text
        empty = empty or (name, "")
    return empty


def _joined(value: object) -> str | None:
    """Return a text, the paragraphs of a list, or the words of {"rendered": ...} (WordPress)."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _joined(value.get("rendered"))
    if not isinstance(value, list) or not value:
        return None
    if not all(isinstance(paragraph, str) for paragraph in value):
        return None
    return "\n\n".join(value)


def original_of(fields: Mapping[str, object]) -> str | None:
    """Return the text of which a document is the translation; None if there is none.

    >>> original_of({"text": "Two died.", "original": "Zwei starben."})
    'Zwei starben.'
    >>> original_of({"text": "Zwei starben.", "text_en": "Two died."})
    'Zwei starben.'
    """
    names: tuple[str, ...] = ORIGINAL
    has_translation = any(_joined(text) for _, text in _present(fields, TRANSLATION))
    if has_translation:
        names = (*ORIGINAL, *TEXT)
    for _, value in _present(fields, names):
        text = _joined(value)
        if text and text.strip():
            return text
    return None


def summary_of(fields: Mapping[str, object]) -> str | None:
    """Return what stands for an article whose text is not given: its lead or a summary."""
    for _, value in _present(fields, SUMMARY):
        words = one_line(value)
        if words and words != _REMOVED:
            return words
    return None


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
    """Return the fields of an article with those that stand in an inner object.

    That is "fields" in answers of The Guardian, and "_source" in those of Elasticsearch.
    """
    article: dict[str, object] = {}
    for name in _HOLDERS:
        inner = fields.get(name)
        if isinstance(inner, dict):
            article |= inner
    return {**article, **fields}


def has_known_field(fields: Mapping[str, object]) -> bool:
    """Return whether an object is an article: it has text, or a title with an address."""
    if text_of(fields):
        return True
    return words_of(fields, TITLE) is not None and words_of(fields, URL) is not None


def read_day(value: object, order: Order | None = None) -> date | None:
    """Read a day as collectors write it: a written date, or seconds or milliseconds since 1970.

    `order`: what stands first in a day in figures, where its own do not show it.
    """
    if isinstance(value, dict):
        value = value.get("$date")  # MongoDB
    words = one_line(value)
    if words is None:
        return None
    number = (whole_number(words) if len(words) > 8 else None) or 0
    if number // _MILLISECONDS in _SECONDS:
        number //= _MILLISECONDS
    if number in _SECONDS:
        return datetime.fromtimestamp(number, tz=UTC).date()
    year_last = _YEAR_LAST.match(words)
    if year_last is not None:
        month, day, year = year_last.groups()
        return stated_day(f"{day} {month} {year}")
    return stated_day(words) or day_in_figures(words, order)


def words_of(fields: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Return the first of some fields that holds words; of `{"name": ...}` or "main" its words.

    >>> words_of({"source": {"name": "Daily News"}}, PUBLISHER)
    'Daily News'
    """
    for _, value in _present(fields, names):
        words = _words(value)
        if words:
            return words
    return None


def _words(value: object) -> str | None:
    """Return the words of a value, of the name of an object, or of the first of a list."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, dict):
        return one_line(value)
    inner = (one_line(value.get(name)) for name in _NAMES)
    return next(filter(None, inner), None)


def _present(
    fields: Mapping[str, object], names: Sequence[str]
) -> Iterator[tuple[str, object]]:
    """Yield the fields of some names that are there and not empty, an empty text too.

    Capitals, blanks, hyphens and underscores in names make no difference.
    """
    by_letters: dict[str, str] = {}
    for name in fields:
        if not name.startswith("_"):
            by_letters.setdefault(letters_of(name), name)
    for known_name in names:
        name = known_name
        if name not in fields:
            name = by_letters.get(letters_of(known_name), "")
        value = fields.get(name)
        if value is not None and (value != "" or known_name in TEXT):
            yield name, value


@lru_cache(maxsize=4096)
def letters_of(name: str) -> str:
    """Return a field's name without capitals, blanks and marks: "Full Text" is "full_text"."""
    return "".join(filter(str.isalnum, name.lower()))
