"""HTML pages: body text, title, date, publisher."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from timeline.documents.blocks import Block, text_and_marks
from timeline.documents.encoding import decode
from timeline.documents.html_bounds import check_size, check_tags
from timeline.documents.html_date import published_day
from timeline.documents.html_structure import prepared
from timeline.documents.html_text import (
    all_words,
    blocks_of_tree,
    own_blocks,
    parsed,
    plain_html,
)
from timeline.documents.press import press_articles
from timeline.documents.raw import (
    RawDocument,
    RawDocuments,
    doubts_of_encoding,
    one_line,
    silent,
)
from timeline.documents.telegram import telegram_page
from timeline.errors import InputError

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE
)
# What exports of press databases have, and articles have not.
_EXPORT = re.compile(
    r"factiva|End of Document|\d+ of \d+ DOCUMENTS|ProQuest document ID", re.I
)
# What only the pages have that this program writes: a folder may hold the page built from it.
_OURS = (b'<script type="application/json" id="data">', b'id="lanes-plot"')


# What browsers write into a page that they save: its address, and sometimes the time.
_SAVED = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)(?P<address>https?://\S{1,2000})"
    r"|Page saved with SingleFile\s{1,9}url:\s{0,9}(?P<url>https?://\S{1,2000})"
    r"(?:\s{1,9}saved date:\s{0,9}(?P<date>[^\n]{6,80}))?)"
)
_HEAD = 5000  # characters at the beginning of a page in which that stands


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
        data, name, declared=charset[1].decode("ascii") if charset else None
    )
    check_tags(page, name)
    tree = parsed(page)
    several = _several(page, tree, name) if tree is not None else None
    if several is not None:
        return several
    if tree is not None:
        check_size(tree, name)
    draft = _article(tree, name) if tree is not None else None
    if draft is None:
        raise InputError(
            name,
            "there is no article text in this HTML.",
            "Save the page with its text, or copy the text to a .txt file.",
        )
    draft = _with_origin(draft, page)
    return RawDocuments(drafts=(draft,), problems=doubts_of_encoding(name, guessed))


def _with_origin(draft: RawDocument, page: str) -> RawDocument:
    """Return an article with the address and time that a browser noted when it saved the page."""
    saved = _SAVED.search(page[:_HEAD])
    if saved is None:
        return draft
    url = draft.url or saved["address"] or saved["url"]
    written = one_line(saved["date"]) if saved["date"] else None
    return replace(draft, url=url, retrieved=draft.retrieved or written)


def _several(page: str, tree: Any, name: str) -> RawDocuments | None:  # noqa: ANN401
    """Return the articles or messages of an export; None if the page is an article."""
    messages = telegram_page(tree, name)
    if messages is not None:
        return messages
    if not _EXPORT.search(page):
        return None
    return press_articles(plain_html(page) or "", name)


def _article(tree: Any, name: str) -> RawDocument | None:  # noqa: ANN401
    day = published_day(tree)
    facts = _facts(tree)
    text, marks = text_and_marks(_blocks(tree, day))
    if facts is None or not text:
        return None
    return RawDocument(
        where=name,
        text=text,
        published=day,
        published_from="metadata" if day else None,
        title=facts.title,
        publisher=facts.sitename or facts.hostname,
        url=facts.url,
        marks=marks,
    )


def _facts(tree: Any) -> Any:  # noqa: ANN401
    """Return trafilatura's metadata of a page; None if it fails."""
    import trafilatura

    with silent("trafilatura"), silent("htmldate"):
        try:
            return trafilatura.extract_metadata(tree, extensive=False)
        except (ValueError, RecursionError):
            return None


def _blocks(tree: Any, day: date | None) -> Sequence[Block]:  # noqa: ANN401
    """Return the paragraphs, headings and tables of the article of a page."""
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    readable, blog = prepared(tree, day=day)
    if blog is not None:
        return list(blocks_of_tree(blog))
    with silent("trafilatura"), silent("htmldate"):
        try:
            # trafilatura is not asked for the date: where none is stated, it guesses
            document = trafilatura.bare_extraction(
                deepcopy(readable), include_comments=False
            )
        except (LxmlError, ValueError, RecursionError):
            return ()
    blocks = list(blocks_of_tree(getattr(document, "body", None)))
    return _unglued(blocks, readable)


def _unglued(blocks: Sequence[Block], page: Any) -> Sequence[Block]:  # noqa: ANN401
    """Return blocks anew where the extraction glued all of a short article into one paragraph."""
    if len(blocks) != 1 or blocks[0].rows:
        return blocks
    own = list(own_blocks(page))
    glued = "".join(blocks[0].text.split())
    return [block for block in own if "".join(block.text.split()) in glued] or blocks


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
    text, _ = text_and_marks(_blocks(tree, None))
    return text or all_words(tree) or None
