"""HTML pages: body text, title, date, publisher."""

import re
from collections.abc import Sequence
from copy import deepcopy
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
from timeline.documents.raw import RawDocument, RawDocuments, doubts_of_encoding, silent
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
