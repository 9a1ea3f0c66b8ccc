"""HTML pages: body text, title, date, publisher."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from timeline.documents.encoding import decode
from timeline.documents.html_bounds import check_size, check_tags
from timeline.documents.html_date import published_day
from timeline.documents.html_text import all_words, parsed, plain_html, text_of_tree
from timeline.documents.press import press_articles
from timeline.documents.raw import RawDocument, RawDocuments, doubts_of_encoding, silent
from timeline.documents.telegram import telegram_page
from timeline.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# Infoboxes of Wikipedia, marks of footnotes, and what is hidden.
_NOT_TEXT = (
    "//table[contains(concat(' ', @class, ' '), ' infobox ')]"
    "|//sup[contains(concat(' ', @class, ' '), ' reference ')]"
    "|//sup[a[starts-with(@href, '#')] and string-length(.) < 8]"
    "|//span[contains(translate(@style, ' ', ''), 'display:none')]"
)
_BOX = re.compile(
    r"(?<![a-z])(?:most-?(?:read|popular|viewed)|related(?:-?\w+)?|read-?(?:more|next|also)"
    r"|recommended|recirc\w*|newsletter\w*|paywall|sign-?in|subscri(?:be|ption)\w*|promo)(?![a-z])",
    re.IGNORECASE,
)
# What exports of press databases have, and articles have not.
_EXPORT = re.compile(r"factiva|End of Document|\d+ of \d+ DOCUMENTS|ProQuest document ID", re.I)
_LONGEST_BOX = 1500  # characters of text
# What only the pages have that this program writes: a folder may hold the page that was built from it.
_OURS = (b'<script type="application/json" id="data">', b'id="lanes-plot"')


def read_html(data: bytes, name: str) -> RawDocuments:
    """Read the article of an HTML file, or the articles of an export. Nothing is ever fetched.

    Raises:
        InputError: It is no text, or no article text is in it, or it is a page that this program
            wrote.
    """
    if all(mark in data for mark in _OURS):
        raise InputError(
            name,
            "this is a timeline that was built before, no article.",
            "Write pages to another folder.",
        )
    charset = _CHARSET.search(data[:4096])
    page, guessed = decode(
        data,
        name,
        declared=charset[1].decode("ascii") if charset else None,
    )
    check_tags(page, name)
    tree = parsed(page)
    several = _several(page, tree, name) if tree is not None else None
    if several is not None:
        return several
    if tree is not None:
        check_size(tree, name)
    draft = _article(page, tree, name) if tree is not None else None
    if draft is None:
        raise InputError(
            name,
            "there is no article text in this HTML.",
            "Save the page with its text, or copy the text to a .txt file.",
        )
    return RawDocuments(drafts=(draft,), problems=doubts_of_encoding(name, guessed))


def _several(page: str, tree: Any, name: str) -> RawDocuments | None:  # noqa: ANN401
    """Return the articles or messages of an export; None if the page is an article."""
    messages = telegram_page(tree, name)
    if messages is not None:
        return messages
    if not _EXPORT.search(page):
        return None
    return press_articles(plain_html(page) or "", name)


def _article(page: str, tree: Any, name: str) -> RawDocument | None:  # noqa: ANN401
    facts = _facts(tree)
    text = _text(page, tree)
    if facts is None or not text:
        return None
    day = published_day(tree)
    return RawDocument(
        where=name,
        text=text,
        published=day,
        published_from="metadata" if day else None,
        title=facts.title,
        publisher=facts.sitename or facts.hostname,
        url=facts.url,
    )


def _facts(tree: Any) -> Any:  # noqa: ANN401
    """Return trafilatura's metadata of a page; None if it fails."""
    import trafilatura

    with silent("trafilatura"), silent("htmldate"):
        try:
            return trafilatura.extract_metadata(tree, extensive=False)
        except (ValueError, RecursionError):
            return None


def _text(page: str, tree: Any) -> str:  # noqa: ANN401
    """Return the text of the article of a page; '' if there is none."""
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    with silent("trafilatura"), silent("htmldate"):
        try:
            # trafilatura is not asked for the date: where none is stated, it guesses
            document = trafilatura.bare_extraction(_readable(page, tree), include_comments=False)
        except (LxmlError, ValueError, RecursionError):
            return ""
    return text_of_tree(getattr(document, "body", None))


def article_text(page: str, where: str) -> str | None:
    """Return the text of a page's article, else all its words; None if there are none.

    Raises:
        InputError: It is too large.
    """
    check_tags(page, where)
    tree = parsed(page)
    if tree is None:
        return None
    check_size(tree, where)
    return _text(page, tree) or all_words(tree) or None


def _readable(page: str, tree: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a page without the boxes and marks that are no running text; as it is without any."""
    shorter = deepcopy(tree)
    unwanted = [*shorter.xpath(_NOT_TEXT), *_boxes(shorter)]
    if not unwanted:
        return page
    for element in unwanted:
        if element.getparent() is not None:
            element.drop_tree()
    return shorter


def _boxes(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield boxes beside an article: most read, related, newsletter, paywall.

    A long element that only carries such a name holds the article itself and stays.
    """
    for element in tree.iter("aside", "div", "section", "ul", "p", "nav"):
        classes = element.get("class", "")
        identity = element.get("id", "")
        names = f"{classes} {identity}"
        if not _BOX.search(names):
            continue
        text = element.text_content()
        is_short = len(text) <= _LONGEST_BOX
        if is_short:
            yield element
