"""The publication day in a page's metadata: <meta>, JSON-LD, data in scripts, addresses."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.documents.dates import day_in_url

# Names of <meta> elements that state the day of publication, the plainest first: of Open Graph,
# schema.org, Dublin Core, and what large publishers use.
META = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "article:published", "og:pubdate", "datepublished", "article.published",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.created",
    "dc.date", "dc:date", "dc.created", "dc:created", "dcsext.articlefirstpublished",
    "publish-date", "publish_date", "publishdate", "publication_date", "publication-date",
    "publicationdate", "publisheddate", "published_date", "published-date", "pubdate", "pub_date",
    "published", "published_time", "published_at", "publish_time", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rbpubdate",
    "citation_publication_date", "citation_online_date", "citation_date", "bepress_citation_date",
    "prism.publicationdate", "eprints.date", "originalpublicationdate", "article.origpubdate",
    "analyticsattributes.articledate", "displaydate", "date", "pdate", "creationdateetime",
    "created", "datecreated", "date_created", "article.created", "isodatetime",
    "article_date_original", "article:create", "bt:pubdate", "release_date",
)  # fmt: skip

# Types of schema.org that are no article though they may have a day of their own.
_NO_ARTICLES = frozenset({
    "website", "organization", "newsmediaorganization", "person", "comment", "review", "event",
    "imageobject", "videoobject", "audioobject", "product", "breadcrumblist",
})  # fmt: skip
_PUBLISHED_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
# Days of publication in the data that a page hands to its own scripts or to those that count
# readers; a list of other articles has several.
_PUBLISHED_IN_SCRIPT = re.compile(
    r"[\"']?\b(?:date[-_ ]?published|published?[-_ ]?(?:at|date|time|on|first)"
    r"|publication[-_ ]?(?:date|time)|first[-_ ]?publication|pub[-_]?date)[\"']?\s{0,3}:"
    r"\s{0,3}[\"']([^\"']{8,40})[\"']",
    re.IGNORECASE,
)
_MOST_SCRIPT = 400_000  # characters of a script that are looked at
_DEEPEST = 6  # levels of JSON; deeper ones hold other articles
_GRAPHS = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE_TYPE = re.compile(r"article|posting|report", re.IGNORECASE)


def in_meta(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Yield what <meta> elements state, the plainest first."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            stated.setdefault(name, element.get("content", ""))
    return (stated[name] for name in META if name in stated)


def in_json(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the datePublished of schema.org's records, those of articles first."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            text = script.text or ""
            try:
                record = json.loads(text)
            except (ValueError, RecursionError):
                # Outlets write comments and commas into JSON that it does not allow.
                yield from _PUBLISHED_IN_JSON.findall(text)
                continue
            records = _dated_records(record, depth=0)
            for dated in sorted(records, key=_is_page):
                yield str(dated["datePublished"])


def _dated_records(record: object, *, depth: int) -> Iterator[Mapping[str, object]]:
    """Yield the records of schema.org that have a datePublished, the outermost first."""
    if depth > _DEEPEST:
        return
    inner: list[object] = record if isinstance(record, list) else []
    if isinstance(record, dict):
        value = record.get("datePublished")
        if isinstance(value, str) and not _is_no_article(record):
            yield record
        inner = [record[key] for key in _GRAPHS if key in record]
    for part in inner:
        yield from _dated_records(part, depth=depth + 1)


def _types(record: Mapping[str, object]) -> list[str]:
    """Return the types of a record of schema.org, in lower case."""
    kind = record.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [str(name).lower() for name in kinds]


def _is_no_article(record: Mapping[str, object]) -> bool:
    """Return whether a record of schema.org is of a site, a comment or the like."""
    return not _NO_ARTICLES.isdisjoint(_types(record))


def _is_page(record: Mapping[str, object]) -> bool:
    """Return whether a record is only of the page, which may be older than the article on it."""
    return not any(map(_ARTICLE_TYPE.search, _types(record)))


def in_scripts(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what the data of scripts call the day of publication."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            text = script.text or ""
            yield from _PUBLISHED_IN_SCRIPT.findall(text[:_MOST_SCRIPT])


def in_address(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    """Yield the days in the addresses that a page gives as its own."""
    for link in tree.iter("link"):
        if link.get("rel") == "canonical":
            yield day_in_url(link.get("href", ""))
    for element in tree.iter("meta"):
        if element.get("property") == "og:url":
            yield day_in_url(element.get("content", ""))
