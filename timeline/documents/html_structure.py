"""Prepare an HTML page for extraction: boxes go, times of entries become lines of their own."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from timeline.documents.datelines import date_line
from timeline.documents.dates import stated_day
from timeline.documents.html_entries import count_words, drop, live_blog, own_words

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


def prepared(tree: Any, *, day: date | None) -> tuple[Any, Any]:  # noqa: ANN401
    """Return a copy of a page without what is no running text, and the live blog in it if any.

    Args:
        tree: The parsed page.
        day: Its day of publication: then a line that states it goes; None if it is not known.
    """
    copy = deepcopy(tree)
    for element in [*copy.xpath(_NOT_TEXT), *_boxes(copy)]:
        drop(element)
    blog = live_blog(copy, day)
    if day is not None and blog is None:
        for element in list(_date_lines(copy)):
            drop(element)
    return copy, blog


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
    words: int = count_words(element)
    own: int = own_words(element)
    return own < _LINK_SHARE * words


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
