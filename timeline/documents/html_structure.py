"""Prepare an HTML page for extraction: boxes go, times of entries become lines of their own."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from timeline.documents.datelines import date_line
from timeline.documents.dates import stated_day

# Infoboxes, notes and navigation of Wikipedia, marks of footnotes, and what is hidden.
_NOT_TEXT = (
    "//table[contains(concat(' ', @class, ' '), ' infobox ')]"
    "|//sup[contains(concat(' ', @class, ' '), ' reference ')]"
    "|//sup[contains(concat(' ', @class, ' '), ' noprint ')]"
    "|//sup[a[starts-with(@href, '#')] and string-length(.) < 8]"
    "|//span[contains(translate(@style, ' ', ''), 'display:none')]"
    "|//*[contains(concat(' ', @class, ' '), ' mw-editsection ')]"
    "|//ol[contains(concat(' ', @class, ' '), ' references ')]"
    "|//*[contains(concat(' ', @class, ' '), ' reflist ')]"
    "|//*[contains(concat(' ', @class, ' '), ' navbox ')]"
    "|//*[contains(concat(' ', @class, ' '), ' hatnote ')]"
    "|//*[@id='toc' or @id='catlinks' or @id='siteSub']"
    "|//figcaption"
)
_BOX = re.compile(
    r"(?<![a-z])(?:most-?(?:read|popular|viewed)|(?:jp-?)?related(?:-?\w+)?"
    r"|(?:keep-?)?read(?:ing)?-?(?:more|next|also)|also-?read|keep-?reading|more-?on"
    r"|recommended|recirc\w*|newsletter\w*|paywall|sign-?in|subscri(?:be|ption)\w*|promo"
    r"|recent-?(?:posts|entries|news)|trending|outbrain\w*|taboola\w*"
    r"|(?:author|writer)-?(?:bio|box|info)|about-?(?:the-?)?author|bio(?:graphy)?"
    r"|shar(?:e|ing)(?:-?\w+)?|sharedaddy|social(?:-?\w+)?|breadcrumbs?"
    r"|comments?-?(?:area|list|section|thread)|comments|tag-?(?:list|cloud)|tags"
    r"|(?:wp-?|image-?|photo-?|picture-?|media-?|figure-?|thumb-?)caption(?:-?\w+)?|caption"
    r"|(?:photo|image|picture)-?credits?|corrections?|disclaimer)(?![a-z])",
    re.IGNORECASE,
)
# Boxes of links within the page, which may also be names of its text.
_LINKS = re.compile(
    r"(?<![a-z])(?:key-?events|timeline|summary|topics)(?![a-z])", re.IGNORECASE
)
_LINK_SHARE = 0.5  # of the words of such a box that stand in links
_LONGEST_BOX = 1500  # characters of text
_HOLDERS = ("h1", "main", "article", "div", "section")
_ARTICLE = re.compile(r"h1 |main |\w+ articleBody")
_LONGEST_DATE = 80  # characters of an element that is nothing but a date
_DATE_TAGS = ("time", "span", "div", "p", "abbr")
_DATED = re.compile(r"date|time|published|posted|byline", re.IGNORECASE)
_IN_FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
_STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
STAMP_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d\Z")
_FEWEST_ENTRIES = 2
_FEWEST_WORDS = 6  # of an entry, links left out
_SHARE = 0.5  # of the words of the article that stand in entries of a live blog
_ARTICLES = ("article", "main", "body")


def prepared(tree: Any, *, is_dated: bool) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a copy of a page without what is no running text, its entries with their times.

    Args:
        tree: The parsed page.
        is_dated: Whether its day of publication is known: then a line that states it goes.
    """
    copy = deepcopy(tree)
    for element in [*copy.xpath(_NOT_TEXT), *_boxes(copy)]:
        _drop(element)
    entries = _entries(copy)
    for entry, stamp, time in entries:
        _drop(_whole_line(time))
        _begin_with(entry, stamp)
    if is_dated and not entries:
        for element in list(_date_lines(copy)):
            _drop(element)
    return copy


def _drop(element: Any) -> None:  # noqa: ANN401
    if element.getparent() is not None:
        element.drop_tree()


def _boxes(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield boxes beside an article: most read, related, newsletter, comments, captions, authors.

    A long element that only carries such a name holds the article itself and stays.
    """
    for element in tree.iter("aside", "div", "section", "ul", "p", "nav", "small"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        is_box = _BOX.search(names) or (_LINKS.search(names) and _is_of_links(element))
        if is_box and not _has_article(element):
            yield element


def _is_of_links(element: Any) -> bool:  # noqa: ANN401
    words = _count_words(element)
    return _own_words(element) < _LINK_SHARE * words


def _has_article(element: Any) -> bool:  # noqa: ANN401
    if len(element.text_content()) > _LONGEST_BOX:
        return True
    names = (
        f"{inner.tag} {inner.get('itemprop', '')}" for inner in element.iter(*_HOLDERS)
    )
    return any(_ARTICLE.match(name) for name in names)


def _date_lines(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield elements that are nothing but the date of the page, alone on their line."""
    for element in tree.iter(*_DATE_TAGS):
        names = (
            f"{element.tag} {element.get('class', '')} {element.get('itemprop', '')}"
        )
        if not _DATED.search(names):
            continue
        words = " ".join(element.text_content().split())
        if _is_date(words) and not _is_in_line(element):
            yield element


def _is_date(words: str) -> bool:
    """Return whether words are a date and little else."""
    if not 0 < len(words) <= _LONGEST_DATE:
        return False
    is_named = date_line(words) is not None or stated_day(words) is not None
    return is_named or _IN_FIGURES.match(words) is not None


def _is_in_line(element: Any) -> bool:  # noqa: ANN401
    """Return whether words stand before or after an element on its line."""
    before = element.getprevious()
    parent = element.getparent()
    text = (before.tail if before is not None else parent.text) or ""
    return bool(text.strip() or (element.tail or "").strip())


def _whole_line(element: Any) -> Any:  # noqa: ANN401
    """Return the outermost element that holds nothing but an element's words."""
    words = element.text_content().strip()
    parent = element.getparent()
    while parent is not None and parent.tag not in _ARTICLES:
        if parent.text_content().strip() != words:
            break
        element, parent = parent, parent.getparent()
    return element


def _begin_with(entry: Any, stamp: str) -> None:  # noqa: ANN401
    line = entry.makeelement("p", {})
    line.text = stamp
    line.tail = entry.text
    entry.text = None
    entry.insert(0, line)


def _entries(tree: Any) -> list[tuple[Any, str, Any]]:  # noqa: ANN401
    """Return the entries of a live blog: element, time as a line, element of the time.

    A page is one if most of its words stand in several elements that each have a time of their own.
    """
    root = _root(tree)
    if root is None:
        return []
    times = [(time, _stamp(time)) for time in root.iter("time")]
    entries = [(_entry_of(time, root), stamp, time) for time, stamp in times if stamp]
    wordy = [entry for entry in entries if _own_words(entry[0]) >= _FEWEST_WORDS]
    elements = {element for element, _, _ in wordy}
    is_one_each = len(elements) == len(wordy)
    stamps = {stamp for _, stamp, _ in wordy}
    if len(stamps) < _FEWEST_ENTRIES or not is_one_each:
        return []
    covered = sum(map(_count_words, elements))
    return wordy if covered >= _SHARE * _count_words(root) else []


def _count_words(element: Any) -> int:  # noqa: ANN401
    words = element.text_content().split()
    return len(words)


def _root(tree: Any) -> Any:  # noqa: ANN401
    """Return the element of the article, of which a page with entries has but one."""
    for name in ("main", "article"):
        elements = tree.findall(f".//{name}")
        if len(elements) == 1:
            return elements[0]
    return tree.find(".//body")


def _stamp(time: Any) -> str | None:  # noqa: ANN401
    match = _STAMP.match(time.get("datetime", ""))
    return f"{match[1]} {match[2]}" if match else None


def _entry_of(time: Any, root: Any) -> Any:  # noqa: ANN401
    """Return the outermost element around a time in which no other time stands."""
    element = time
    while element is not root and element.getparent() is not None:
        parent = element.getparent()
        if parent is root or _count_times(parent) > 1:
            break
        element = parent
    return element


def _count_times(element: Any) -> int:  # noqa: ANN401
    count = 0
    for _ in element.iter("time"):
        count += 1
        if count > 1:
            break
    return count


def _own_words(element: Any) -> int:  # noqa: ANN401
    """Return how many words of an element are in no link."""
    links = element.findall(".//a")
    return _count_words(element) - sum(map(_count_words, links))
