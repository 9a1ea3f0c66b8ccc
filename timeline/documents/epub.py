"""E-books (.epub): each chapter is a document."""

import posixpath
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from timeline.documents.dates import stated_day
from timeline.documents.encoding import decode
from timeline.documents.html import article_text
from timeline.documents.html_bounds import PagesBudget
from timeline.documents.html_text import heading_of
from timeline.documents.parts import read_parts
from timeline.documents.raw import RawDocument, RawDocuments, left_out, one_line
from timeline.documents.unpacking import Unpacker, attribute, local_name
from timeline.errors import InputError
from timeline.model.text import Problem

_CONTAINER = "META-INF/container.xml"
_FEWEST_WORDS = 20  # a chapter of fewer is a cover or a title page


def read_epub(data: bytes, name: str) -> RawDocuments:
    """Read the chapters of an e-book in the order of reading.

    Raises:
        InputError: It is broken or encrypted, or holds no text.
    """
    book = Unpacker(data, name, kind="e-book")
    if "META-INF/rights.xml" in book.names():
        what = "the e-book is encrypted."
        raise InputError(name, what, "Give its text as .txt or .html.")
    root = _package_path(book, name)
    package = book.tree(root)
    problems: list[Problem] = []
    chapters = _read_chapters(book, root, package, name, problems)
    texts = [chapter for chapter in chapters if _is_long(chapter)]
    if not texts:
        what = "there is no text in this e-book."
        raise InputError(name, what, "Give its text as .txt.")
    facts = _facts(package)
    drafts = []
    for number, (title, text) in enumerate(texts, 1):
        drafts.append(_draft(text, title, name, number, len(texts), facts))
    lost = len(chapters) - len(texts)
    what = "parts with next to no text (cover, title pages)"
    problems += left_out(name, lost, what, "Give what you miss as .txt.")
    return RawDocuments(drafts=tuple(drafts), problems=tuple(problems))


# The title and the text of a chapter.
_Chapter = tuple[str | None, str]


def _is_long(chapter: _Chapter) -> bool:
    _, text = chapter
    return len(text.split()) >= _FEWEST_WORDS


def _read_chapters(
    book: Unpacker,
    root: str,
    package: Any,  # noqa: ANN401
    name: str,
    problems: list[Problem],
) -> list[_Chapter]:
    """Return the chapters that can be read, in order; the others become problems."""
    # A chapter that the order of reading names again is the same one.
    paths = list(dict.fromkeys(_member(root, path) for path in _chapters(package)))
    budget = PagesBudget(name, book.size)
    for path in paths:
        budget.spend(book.peek(path))
    parts = ((f"{name}, part {number}", path) for number, path in enumerate(paths, 1))
    return list(read_parts(parts, partial(_chapter, book), problems))


def _package_path(book: Unpacker, where: str) -> str:
    container = book.tree(_CONTAINER)
    for element in container.iter():
        if local_name(element) == "rootfile":
            return attribute(element, "full-path")
    raise InputError(
        where, "the e-book names no contents.", "Give its text as .txt or .html."
    )


def _facts(package: Any) -> dict[str, str]:  # noqa: ANN401 - lxml has no types
    """Return the metadata of Dublin Core, the first of each name."""
    facts: dict[str, str] = {}
    for element in package.iter():
        name = local_name(element)
        if name in ("title", "date", "publisher"):
            facts.setdefault(name, one_line(element.text) or "")
    return facts


def _chapters(package: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the paths of the chapters in the order of reading."""
    items = {}
    for element in package.iter():
        if local_name(element) == "item" and "html" in attribute(element, "media-type"):
            items[attribute(element, "id")] = attribute(element, "href")
    for element in package.iter():
        identifier = (
            attribute(element, "idref") if local_name(element) == "itemref" else ""
        )
        if identifier in items:
            yield items[identifier]


def _member(root: str, path: str) -> str:
    folder = posixpath.dirname(root)
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _chapter(book: Unpacker, path: str, where: str) -> tuple[str | None, str]:
    page, _ = decode(book.read(path), where)
    return heading_of(page), article_text(page, where) or ""


def _draft(
    text: str,
    title: str | None,
    where: str,
    number: int,
    total: int,
    facts: dict[str, str],
) -> RawDocument:
    published = stated_day(facts.get("date", ""))
    return RawDocument(
        where=f"{where}, chapter {number}",
        text=text,
        id=f"{PurePath(where).stem}-{number:0{len(str(total))}}",
        title=title or facts.get("title") or None,
        publisher=facts.get("publisher") or None,
        published=published,
        published_from="metadata" if published else None,
        format="e-book",
        position=f"chapter {number} of {total}",
    )
