"""On which day does an HTML page itself say it was published?"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.documents.dates import day_in_url, stated_day

# Names of <meta> elements that state the day of publication, the plainest first. Facts of the web: Open Graph,
# schema.org, Dublin Core, and what large publishers use.
META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.created", "dc.date", "dc.created",
    "publish-date", "publish_date", "publishdate", "publication_date", "publicationdate", "pubdate", "pub_date",
    "published", "published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "citation_publication_date", "originalpublicationdate",
    "displaydate", "date", "article_date_original", "article:create", "bt:pubdate",
)  # fmt: skip


def published_day(tree: Any) -> date | None:  # noqa: ANN401 - lxml has no types
    """Give the day of publication that a parsed page states in its metadata, in <time>, or in its address.

    Not in the running text, not in a copyright line, never the day of a change and never today's.
    """
    for day in (*_in_meta(tree), *_in_json(tree), *_in_time(tree), *_in_address(tree)):
        if day:
            return day
    return None


def _in_meta(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            stated.setdefault(
                element.get(attribute, "").strip().lower(), element.get("content", "")
            )
    return (stated_day(stated[name]) for name in META if name in stated)


def _in_json(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                found = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from (stated_day(value) for value in _published(found, depth=0))


def _published(found: object, *, depth: int) -> Iterator[str]:
    """Go through schema.org's datePublished, the outermost first; deeper than 6 levels lie other people's articles."""
    if depth > 6:
        return
    if isinstance(found, dict):
        value = found.get("datePublished")
        if isinstance(value, str):
            yield value
        inside = [
            value
            for key, value in found.items()
            if key in ("@graph", "mainEntity", "mainEntityOfPage")
        ]
    else:
        inside = found if isinstance(found, list) else []
    for one in inside:
        yield from _published(one, depth=depth + 1)


def _in_time(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    """Read <time>: what is marked as publication; else the only day there is inside the article."""
    times = list(tree.iter("time"))
    for element in times:
        if element.get("pubdate") is not None or "datePublished" in element.get("itemprop", ""):
            yield stated_day(element.get("datetime") or element.text_content())
    inside = [
        t for t in times if any(up.tag in ("article", "main", "header") for up in t.iterancestors())
    ] or times
    days = {stated_day(element.get("datetime", "")) for element in inside} - {None}
    if len(days) == 1:
        yield days.pop()


def _in_address(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    for link in tree.iter("link"):
        if link.get("rel") == "canonical":
            yield day_in_url(link.get("href", ""))
    for element in tree.iter("meta"):
        if element.get("property") == "og:url":
            yield day_in_url(element.get("content", ""))
