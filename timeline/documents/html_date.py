"""The day on which an HTML page itself says it was published."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.documents.dates import day_in_url
from timeline.documents.day_order import day_among_words
from timeline.documents.fields import read_day

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

# Types of schema.org that are no article though they may have a day of their own.
_NO_ARTICLES = frozenset({
    "website", "organization", "newsmediaorganization", "person", "comment", "review", "event",
    "imageobject", "videoobject", "audioobject", "product", "breadcrumblist",
})  # fmt: skip
_PUBLISHED_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_CHANGED = re.compile(r"updat|modif|\bedited|\brevised", re.IGNORECASE)
_DEEPEST = 6  # levels of JSON; deeper ones hold other articles
_GRAPHS = ("@graph", "mainEntity", "mainEntityOfPage")
_DATED_TAGS = (
    "span",
    "div",
    "p",
    "time",
    "li",
    "small",
    "em",
    "i",
    "b",
    "abbr",
    "h2",
    "h3",
    "h4",
)
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:(?:entry|post|article|pub(?:lish(?:ed)?|lication)?|news|story|content|meta|date)"
    r"[-_]{0,2})?(?:date(?:line|time|[-_](?:header|published|display|posted|line))?"
    r"|timestamp|pubdate|byline|submitted"
    r"|posted[-_]?on|(?:article|entry|post|story)[-_]{1,2}meta)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "a"})
_ASIDE_CLASS = re.compile(
    r"related|sidebar|comment|widget|footer|teaser|latest|recent", re.IGNORECASE
)
# Classes that say what a page has or lacks: "has-comments", "right-sidebar".
_STATES = re.compile(
    r"\b(?:has|no|with|without|left|right)[-_]\S+|\S+[-_](?:open|closed)\b"
)
_OTHER_DAYS = re.compile(r"event|birth|start|end[-_]|expir|updat|modif", re.IGNORECASE)
_DAY_ATTRIBUTES = (
    "datetime",
    "content",
    "title",
    "data-datetime",
    "data-published",
    "data-date",
)
_ARTICLE_TYPE = re.compile(r"article|posting|report", re.IGNORECASE)
_ORIGINAL = re.compile(r"original|first publ", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|issued", re.IGNORECASE)
_ANY = re.compile("")
_OTHERS_TAGS = frozenset({"aside", "nav"})
_OTHERS_CLASS = re.compile(
    r"related|sidebar|comment|widget|teaser|latest|recent", re.IGNORECASE
)
_WHOLE_TAGS = frozenset({"html", "body", "main", "article"})
_NEAR = 30  # characters before a <time> in which "updated" stands
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
    stated = [value for find in _FINDERS for value in find(tree) if _stated(value)]
    addresses = [day for day in _in_address(tree) if day]
    if not stated:
        return next(iter(addresses), None)
    first = _stated(stated[0])
    if first is None or not _UTC.search(stated[0]):
        return first
    local = [_stated(value) for value in stated if _OFFSET.search(value)]
    return next(
        (day for day in (*local, *addresses) if day and _are_neighbours(day, first)),
        first,
    )


def _stated(value: str) -> date | None:
    """Return the day of a value in metadata, or of the words of an element."""
    return read_day(value) or day_among_words(value)


def _are_neighbours(left: date, right: date) -> bool:
    """Return whether two days follow each other."""
    return abs((left - right).days) == 1


def _in_meta(tree: Any) -> Iterator[str]:  # noqa: ANN401
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            stated.setdefault(name, element.get("content", ""))
    return (stated[name] for name in META if name in stated)


def _in_json(tree: Any) -> Iterator[str]:  # noqa: ANN401
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


def _in_time(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what <time> states: marked as publication, else the only day in the article.

    Times of changes, comments and other articles are left out.
    """
    times = [element for element in tree.iter("time") if not _is_of_others(element)]
    marked = filter(_is_marked, times)
    yield from map(_time_of, marked)
    unchanged = [element for element in times if not _is_of_change(element)]
    inner = [element for element in unchanged if _is_in_article(element)]
    chosen = inner or unchanged
    for label in (_ORIGINAL, _PUBLISHED, _ANY):
        labelled = [
            element
            for element in chosen
            if label.search(_words_before(element))
        ]  # fmt: skip
        values = list(map(_time_of, labelled))
        days = set(map(_stated, values))
        days.discard(None)
        if len(days) == 1:
            yield from values
            return


def _is_marked(element: Any) -> bool:  # noqa: ANN401
    """Return whether a <time> is marked as that of publication."""
    properties = element.get("itemprop", "")
    return element.get("pubdate") is not None or "datePublished" in properties


def _time_of(element: Any) -> str:  # noqa: ANN401
    """Return the attribute of a <time>, or its words."""
    stamp: str = element.get("datetime") or element.text_content()
    return stamp


def _is_of_change(element: Any) -> bool:  # noqa: ANN401
    """Return whether a <time> tells of a change, by its class or the words before it."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    if "publish" in names:
        return False
    return bool(_CHANGED.search(names) or _CHANGED.search(_words_before(element)))


def _words_before(element: Any) -> str:  # noqa: ANN401
    """Return the last words before an element: beside it, else those of the label before."""
    before = element.getprevious()
    words = element.getparent().text if before is None else before.tail
    if words and words.strip():
        return str(words)[-_NEAR:]
    label = element.getparent().getprevious() if before is None else before
    return "" if label is None else str(label.text_content())[-_NEAR:]


def _is_in_article(element: Any) -> bool:  # noqa: ANN401
    return any(
        ancestor.tag in ("article", "main", "header")
        for ancestor in element.iterancestors()
    )


def _in_microdata(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield microdata's datePublished and hAtom's "published", in attributes or in words.

    An infobox on an event marks the event's own day with the same class.
    """
    for element in tree.iter("abbr", "span", "div", "p", "time"):
        classes = set(element.get("class", "").split())
        is_marked = (
            "datePublished" in element.get("itemprop", "") or "published" in classes
        )
        if not is_marked:
            continue
        is_event = bool(classes & _EVENT_CLASSES) or _is_in_infobox(element)
        if not is_event:
            for name in ("datetime", "content", "title"):
                yield element.get(name, "")
            yield _DOTTED.sub(r"\3-\2-\1", element.text_content().strip()[:100])


def _is_in_infobox(element: Any) -> bool:  # noqa: ANN401
    return any(
        "infobox" in ancestor.get("class", "") for ancestor in element.iterancestors()
    )


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
        if not _DATE_CLASS.search(names) or _OTHER_DAYS.search(names):
            continue
        words = _words_of_day(element)
        if len(words) > _LONGEST_DATE:
            continue
        words = _DOTTED.sub(r"\3-\2-\1", words)
        day = _stated(words)
        if day is not None and not _is_aside(element):
            days.setdefault(day, words)
    if len(days) == 1:
        yield from days.values()


def _words_of_day(element: Any) -> str:  # noqa: ANN401
    """Return the attribute of an element that gives a day, else its words in one line."""
    attributes = (element.get(name, "") for name in _DAY_ATTRIBUTES)
    stated = next(filter(_stated, attributes), None)
    if stated:
        return str(stated)
    words = element.text_content().split()
    return " ".join(words)


def _is_aside(element: Any) -> bool:  # noqa: ANN401
    """Return whether an element stands in a link, a footer or beside the article."""
    return _is_within(element, _ASIDE_TAGS, _ASIDE_CLASS)


def _is_of_others(element: Any) -> bool:  # noqa: ANN401
    """Return whether an element belongs to a comment, or to a list of other articles."""
    return _is_within(element, _OTHERS_TAGS, _OTHERS_CLASS)


def _is_within(
    element: Any,  # noqa: ANN401
    tags: frozenset[str],
    classes: re.Pattern[str],
) -> bool:
    """Return whether an element or one around it has one of some tags or classes.

    What holds the whole article has classes for all that is on the page ("has-sidebar").
    """
    for outer in (element, *element.iterancestors()):
        if outer.tag in tags:
            return True
        if outer.tag in _WHOLE_TAGS:
            continue
        names = _STATES.sub("", outer.get("class", ""))
        if classes.search(names):
            return True
    return False


_FINDERS = (_in_meta, _in_json, _in_time, _in_microdata, _in_dated_class)
