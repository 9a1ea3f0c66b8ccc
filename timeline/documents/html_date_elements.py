"""The publication day in the elements of a page: <time>, microdata, hAtom, classes, lines."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.documents.html_headline import Headline

_DATED_TAGS = (
    "span", "div", "p", "time", "li", "small", "em", "i", "b", "abbr", "dd", "td", "font",
    "strong", "h2", "h3", "h4", "h5", "h6", "label",
)  # fmt: skip
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:(?:entry|post|article|pub(?:lish(?:ed)?|lication)?|news|story|content|meta|date"
    r"|create[d]?|press|blog)"
    r"[-_]{0,2})?(?:date(?:line|time|[-_](?:header|published|display|posted|line))?"
    r"|timestamp|pubdate|byline|submitted|published|dateline|datum|fecha"
    r"|posted[-_]?on|(?:article|entry|post|story|news)[-_]{1,2}(?:meta(?:data)?|info|details)"
    r"|created[-_]?(?:post|on|at))(?![a-z])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "a", "figure", "figcaption"})
_OTHERS_TAGS = frozenset({"aside", "nav"})
_OTHERS_CLASS = re.compile(
    r"related|sidebar|comment|widget|teaser|latest|recent|infobox|popular|trending"
    r"|most[-_]?read",
    re.IGNORECASE,
)
_ASIDE_CLASS = re.compile(
    rf"{_OTHERS_CLASS.pattern}|footer|caption|gallery", re.IGNORECASE
)
# Classes that say what a page has or lacks: "has-comments", "right-sidebar".
_STATES = re.compile(
    r"\b(?:has|no|with|without|left|right)[-_]\S+|\S+[-_](?:open|closed)\b"
)
_WHOLE_TAGS = frozenset({"html", "body", "main", "article"})
_OTHER_DAYS = re.compile(r"event|birth|start|end[-_]|expir|updat|modif", re.IGNORECASE)
# hAtom lets one element be the date of an entry and of its last change: "entry-date updated".
_ALSO_UPDATED = re.compile(r"(?:^|\s)updated(?=\s|$)")
_DAY_ATTRIBUTES = (
    "datetime",
    "content",
    "title",
    "data-datetime",
    "data-published",
    "data-date",
)
_CHANGED = re.compile(r"updat|modif|\bedited|\brevis(?:ed|ion)", re.IGNORECASE)
_ORIGINAL = re.compile(r"original|first publ", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|issued", re.IGNORECASE)
_EVENT_CLASSES = frozenset({"bday", "dtstart", "dtend"})
_NEAR = 30  # characters before a <time> in which "updated" stands
_LONGEST_DATE = 120  # characters of an element that gives the day of publication
_LONGEST_LINE = 90  # characters of a line beside the headline that is a date
_MOST_AFTER = 60  # elements after the headline among which such a line stands
_MOST_BEFORE = 12
_LABEL = re.compile(
    r"\W{0,4}(?:(?:first|originally|date)\s+)?(?:published|posted|issued|submitted|created"
    r"|publication date|date of publication|release date|date published|date posted"
    r"|for immediate release)\b",
    re.IGNORECASE,
)
# Words that may stand beside a date in a line that is not running text.
_DATE_WORDS = re.compile(
    r"(?:by|on|at|in|the|of|from|and|posted|published|issued|submitted|created|written|added"
    r"|filed|date|dated|last|first|originally|uhr|am|pm|a\.m\.|p\.m\.|st|nd|rd|th|min|minutes?"
    r"|read|comments?|comment|views?|share|hrs?|ist|gmt|utc|local|time|de|van|von|da|al|el"
    r"|categories|category|tags?|under|print|email|source|photo)\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_WORDS = 14


class DatedElements:
    """The elements of a page that may give its day of publication.

    Each method yields them, or what they say, for the finders of html_date.py.
    """

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml has no types
        """Find the headline of a page: what stands around it is no side matter."""
        self._tree = tree
        self.headline = Headline(tree)

    def marked_times(self) -> list[Any]:
        """Return the <time> elements that are marked as that of publication."""
        return [element for element in self._times() if _is_marked(element)]

    def labelled_times(self) -> Iterator[list[Any]]:
        """Yield <time> elements: of the original, of publication, and all, without changes.

        Times of comments and other articles are left out.
        """
        times = self._times()
        unchanged = [element for element in times if not _is_of_change(element)]
        inner = [element for element in unchanged if _is_in_article(element)]
        chosen = inner or unchanged
        for label in (_ORIGINAL, _PUBLISHED):
            yield [element for element in chosen if label.search(words_before(element))]
        yield chosen

    def _times(self) -> list[Any]:
        return [
            element
            for element in self._tree.iter("time")
            if not self._is_within(element, _OTHERS_TAGS, _OTHERS_CLASS)
        ]

    def microdata(self) -> Iterator[Any]:
        """Yield elements of microdata's datePublished and hAtom's "published".

        An infobox on an event marks the event's own day with the same class.
        """
        for element in self._tree.iter("abbr", "span", "div", "p", "time", "meta"):
            classes = set(element.get("class", "").split())
            is_marked = (
                "datePublished" in element.get("itemprop", "") or "published" in classes
            )
            if not is_marked:
                continue
            is_event = bool(classes & _EVENT_CLASSES) or _is_in_infobox(element)
            if not is_event:
                yield element

    def of_date_class(self, *, is_update: bool = False) -> Iterator[Any]:
        """Yield elements of class "date", "entry-date", "posted-on".

        Lists of other articles have dates too: links, asides and footers are left out.

        Args:
            is_update: Only those that are of class "updated" too.
        """
        for element in self._tree.iter(*_DATED_TAGS):
            names = _names_of(element)
            plain = _ALSO_UPDATED.sub("", names)
            if is_update != (plain != names):
                continue
            if not _DATE_CLASS.search(plain) or _OTHER_DAYS.search(plain):
                continue
            if len(words_of(element)) <= _LONGEST_DATE and not self._is_aside(element):
                yield element

    def labelled_lines(self) -> Iterator[Any]:
        """Yield short elements that begin with "Published", "Posted on" and the like."""
        for element in self._tree.iter(*_DATED_TAGS):
            if not _LABEL.match(_own_start(element)):
                continue
            words = words_of(element)
            if len(words) <= _LONGEST_DATE and not self._is_aside(element):
                yield element

    def lines_at_headline(self) -> Iterator[Any]:
        """Yield short lines beside the headline that hold little but a date."""
        if self.headline.element is None:
            return
        before = self.headline.preceding(_MOST_BEFORE)
        after = self.headline.following(_MOST_AFTER)
        for element in (*after, *before):
            is_line = element.tag in _DATED_TAGS and _is_date_line(words_of(element))
            is_other = is_line and _OTHER_DAYS.search(_names_of(element)) is not None
            if is_line and not is_other and not self._is_aside(element):
                yield element

    def _is_aside(self, element: Any) -> bool:  # noqa: ANN401
        """Return whether an element stands in a link, a footer or beside the article."""
        return self._is_within(element, _ASIDE_TAGS, _ASIDE_CLASS)

    def _is_within(
        self,
        element: Any,  # noqa: ANN401
        tags: frozenset[str],
        classes: re.Pattern[str],
    ) -> bool:
        """Return whether an element or one around it has one of some tags or classes.

        What holds the whole article has classes for all that is on the page ("has-sidebar").
        """
        for outer in (element, *element.iterancestors()):
            if self.headline.is_within(outer):
                return False
            if outer.tag in tags:
                return True
            if outer.tag in _WHOLE_TAGS:
                continue
            names = _STATES.sub("", outer.get("class", ""))
            if classes.search(names):
                return True
        return False


def stamps_of(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the attributes of an element that may give a day, then its words."""
    for name in _DAY_ATTRIBUTES:
        value = element.get(name, "")
        if value:
            yield value
    yield published_words(words_of(element))


def words_of(element: Any) -> str:  # noqa: ANN401
    """Return the words of an element in one line."""
    words = element.text_content().split()
    return " ".join(words)


def published_words(words: str) -> str:
    """Return words without those on a change: "Posted 4 May 2020, updated 5 May 2020".

    >>> published_words("Updated 5 May 2020, first published 4 May 2020")
    'first published 4 May 2020'
    """
    changed = _CHANGED.search(words)
    if changed is None:
        return words
    before = words[: changed.start()]
    if any(map(str.isdecimal, before)):
        return before
    original = _ORIGINAL.search(words) or _PUBLISHED.search(words)
    return "" if original is None else words[original.start() :]


def words_before(element: Any) -> str:  # noqa: ANN401
    """Return the last words before an element: beside it, else those of the label before."""
    before = element.getprevious()
    words = element.getparent().text if before is None else before.tail
    if words and words.strip():
        return str(words)[-_NEAR:]
    label = element.getparent().getprevious() if before is None else before
    return "" if label is None else str(label.text_content())[-_NEAR:]


def _names_of(element: Any) -> str:  # noqa: ANN401
    """Return the classes and the id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def _own_start(element: Any) -> str:  # noqa: ANN401
    """Return the words with which an element begins, of it or of its first child."""
    words = (element.text or "").strip()
    if words or len(element) == 0:
        return words
    first = element[0]
    if not isinstance(first.tag, str):
        return (first.tail or "").strip()
    return (first.text or first.tail or "").strip()


def _is_date_line(words: str) -> bool:
    """Return whether a line is a date with a byline, a label or a section, no running text."""
    if not words or len(words) > _LONGEST_LINE:
        return False
    if not any(map(str.isdecimal, words)):
        return False
    named = _WORD.findall(words)
    if len(named) > _MOST_WORDS:
        return False
    return all(word[0].isupper() or _DATE_WORDS.match(word) for word in named)


def _is_marked(element: Any) -> bool:  # noqa: ANN401
    """Return whether a <time> is marked as that of publication."""
    properties = element.get("itemprop", "")
    return element.get("pubdate") is not None or "datePublished" in properties


def _is_of_change(element: Any) -> bool:  # noqa: ANN401
    """Return whether a <time> tells of a change, by its class or the words before it."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    if "publish" in names:
        return False
    return bool(_CHANGED.search(names) or _CHANGED.search(words_before(element)))


def _is_in_article(element: Any) -> bool:  # noqa: ANN401
    return any(
        ancestor.tag in ("article", "main", "header")
        for ancestor in element.iterancestors()
    )


def _is_in_infobox(element: Any) -> bool:  # noqa: ANN401
    return any(
        "infobox" in ancestor.get("class", "") for ancestor in element.iterancestors()
    )
