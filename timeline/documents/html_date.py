"""The day on which an HTML page itself says it was published."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.documents.dates import day_in_url, stated_day

# Names of <meta> elements that state the day of publication, the plainest first: of Open Graph,
# schema.org, Dublin Core, and what large publishers use.
META = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "datepublished", "article.published",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.created",
    "dc.date", "dc.created",
    "publish-date", "publish_date", "publishdate", "publication_date", "publicationdate",
    "pubdate", "pub_date",
    "published", "published_time", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date", "originalpublicationdate",
    "displaydate", "date", "article_date_original", "article:create", "bt:pubdate",
)  # fmt: skip

_DEEPEST = 6  # levels of JSON; deeper ones hold other articles
_GRAPHS = ("@graph", "mainEntity", "mainEntityOfPage")
_DATED_TAGS = ("span", "div", "p", "time", "li", "small", "em", "i", "b", "abbr", "h2", "h3", "h4")
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:(?:entry|post|article|pub(?:lish(?:ed)?|lication)?|news|story|content|meta|date)"
    r"[-_]{0,2})?(?:date(?:line|time|[-_](?:header|published|display|posted|line))?"
    r"|timestamp|pubdate"
    r"|posted[-_]?on)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "a"})
_ASIDE_CLASS = re.compile(
    r"related|sidebar|comment|widget|footer|teaser|latest|recent", re.IGNORECASE
)
_LONGEST_DATE = 120  # characters of an element that gives the day of publication
_EVENT_CLASSES = frozenset({"bday", "dtstart", "dtend"})
_UTC = re.compile(r"T[\d:.]+(?:Z|[+-]00:?00)\s*\Z")
_OFFSET = re.compile(r"T[\d:.]+[+-](?!00:?00)\d\d:?\d\d\s*\Z")
_DOTTED = re.compile(r"\A(\d\d)\.(\d\d)\.(\d{4})\b.*", re.DOTALL)  # 17.12.2013 11:43


def published_day(tree: Any) -> date | None:  # noqa: ANN401 - lxml has no types
    """Return the day of publication that a parsed page states.

    It is read from metadata, <time>, microdata or the address, never from running text or a
    copyright line; it is never the day of a change or today's. A stamp in UTC yields to the
    outlet's own day, where a stamp with an offset or the address gives the day before or after.
    """
    stated = [value for find in _FINDERS for value in find(tree) if stated_day(value)]
    addresses = [day for day in _in_address(tree) if day]
    if not stated:
        return next(iter(addresses), None)
    first = stated_day(stated[0])
    if first is None or not _UTC.search(stated[0]):
        return first
    local = [stated_day(value) for value in stated if _OFFSET.search(value)]
    return next((day for day in (*local, *addresses) if day and _are_neighbours(day, first)), first)


def _are_neighbours(left: date, right: date) -> bool:
    """Return whether two days follow each other."""
    return abs((left - right).days) == 1


def _in_meta(tree: Any) -> Iterator[str]:  # noqa: ANN401
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            stated.setdefault(
                name,
                element.get("content", ""),
            )
    return (stated[name] for name in META if name in stated)


def _in_json(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                record = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _published(record, depth=0)


def _published(record: object, *, depth: int) -> Iterator[str]:
    """Yield schema.org's datePublished, the outermost first."""
    if depth > _DEEPEST:
        return
    inner: list[object] = record if isinstance(record, list) else []
    if isinstance(record, dict):
        value = record.get("datePublished")
        if isinstance(value, str):
            yield value
        inner = [record[key] for key in _GRAPHS if key in record]
    for part in inner:
        yield from _published(part, depth=depth + 1)


def _in_time(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what <time> states: marked as publication, else the only day in the article."""
    times = list(tree.iter("time"))
    for element in times:
        if element.get("pubdate") is not None or "datePublished" in element.get("itemprop", ""):
            yield element.get("datetime") or element.text_content()
    inner = [element for element in times if _is_in_article(element)]
    values = [element.get("datetime", "") for element in inner or times]
    days = {stated_day(value) for value in values} - {None}
    if len(days) == 1:
        yield from values


def _is_in_article(element: Any) -> bool:  # noqa: ANN401
    return any(
        ancestor.tag in ("article", "main", "header") for ancestor in element.iterancestors()
    )


def _in_microdata(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield microdata's datePublished and hAtom's "published", in attributes or in words.

    An infobox on an event marks the event's own day with the same class.
    """
    for element in tree.iter("abbr", "span", "div", "p", "time"):
        classes = set(element.get("class", "").split())
        is_event = bool(classes & _EVENT_CLASSES) or _is_in_infobox(element)
        is_marked = "datePublished" in element.get("itemprop", "") or "published" in classes
        if is_marked and not is_event:
            for name in ("datetime", "content", "title"):
                yield element.get(name, "")
            yield _DOTTED.sub(r"\3-\2-\1", element.text_content().strip()[:100])


def _is_in_infobox(element: Any) -> bool:  # noqa: ANN401
    return any("infobox" in ancestor.get("class", "") for ancestor in element.iterancestors())


def _in_address(tree: Any) -> Iterator[date | None]:  # noqa: ANN401
    for link in tree.iter("link"):
        if link.get("rel") == "canonical":
            yield day_in_url(link.get("href", ""))
    for element in tree.iter("meta"):
        if element.get("property") == "og:url":
            yield day_in_url(element.get("content", ""))


def _in_dated_class(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what elements of class "date", "entry-date", "posted-on" say, if it is one day only.

    Lists of other articles have dates too: links, asides and footers are left out.
    """
    days: dict[date, str] = {}
    for element in tree.iter(*_DATED_TAGS):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not _DATE_CLASS.search(names):
            continue
        words = " ".join(element.text_content().split())
        if len(words) > _LONGEST_DATE:
            continue
        words = _DOTTED.sub(r"\3-\2-\1", words)
        day = stated_day(words)
        if day is not None and not _is_aside(element):
            days.setdefault(day, words)
    if len(days) == 1:
        yield from days.values()


def _is_aside(element: Any) -> bool:  # noqa: ANN401
    return any(
        ancestor.tag in _ASIDE_TAGS or _ASIDE_CLASS.search(ancestor.get("class", ""))
        for ancestor in (element, *element.iterancestors())
    )


_FINDERS = (_in_meta, _in_json, _in_time, _in_microdata, _in_dated_class)
