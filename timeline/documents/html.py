"""How is an HTML page read: body text, title, date, publisher?"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from timeline.documents.encoding import decode
from timeline.documents.html_date import published_day
from timeline.documents.raw import (
    RawDocument,
    RawDocuments,
    check_length,
    doubtful_encoding,
    silent,
)
from timeline.errors import InputError
from timeline.safety.limits import check, most

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# trafilatura's names of elements that stand inside a line; "lb" is a forced break.
_INLINE = frozenset({"hi", "ref", "del", "graphic", "span"})
# Infoboxes of Wikipedia, marks of footnotes, and what is hidden.
_NOT_TEXT = (
    "//table[contains(concat(' ', @class, ' '), ' infobox ')]"
    "|//sup[contains(concat(' ', @class, ' '), ' reference ')]"
    "|//sup[a[starts-with(@href, '#')] and string-length(.) < 8]"
    "|//span[contains(translate(@style, ' ', ''), 'display:none')]"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg"})
_BOX = re.compile(
    r"(?<![a-z])(?:most-?(?:read|popular|viewed)|related(?:-?\w+)?|read-?(?:more|next|also)"
    r"|recommended|recirc\w*|newsletter\w*|paywall|sign-?in|subscri(?:be|ption)\w*|promo)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_BOX = 1500  # characters of text
_BREAK = re.compile(r"[\r\n]+")
# What only the pages have that this program writes: a folder may hold the page that was built from it.
_OURS = (b'<script type="application/json" id="data">', b'id="lanes-plot"')
_SPACE = re.compile(r"[ \t\f\v]+")  # a non-breaking space stays


def read_html(data: bytes, name: str) -> RawDocuments:
    """Read the article of an HTML file. Nothing is ever fetched.

    Raises:
        InputError: It is no text, or no article text is in it, or it is a page that this program wrote.
    """
    if all(mark in data for mark in _OURS):
        raise InputError(
            name,
            "this is a timeline that was built before, no article.",
            "Write pages to another folder.",
        )
    charset = _CHARSET.search(data[:4096])
    page, certain = decode(
        data,
        name,
        declared=charset[1].decode("ascii") if charset else None,
    )
    _check_tags(page, name)
    # trafilatura takes half a second to import, which `timeline --help` must not wait for.
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura.utils import load_html

    with silent("trafilatura"), silent("htmldate"):
        try:
            tree = load_html(page)
            if tree is not None:
                _check_size(tree, name)
            # trafilatura is not asked for the date: where none is stated, it guesses from copyright lines and images.
            body = (
                None
                if tree is None
                else trafilatura.bare_extraction(
                    _readable(page, tree),
                    include_comments=False,
                )
            )
            facts = (
                None
                if tree is None
                else trafilatura.extract_metadata(
                    tree,
                    extensive=False,
                )
            )
        except (LxmlError, ValueError, RecursionError):
            body, facts = None, None
    text = _text(getattr(body, "body", None))
    if tree is None or facts is None or not text:
        raise InputError(
            name,
            "there is no article text in this HTML.",
            "Save the page with its text, or copy the text to a .txt file.",
        )
    day = published_day(tree)
    draft = RawDocument(
        where=name,
        text=text,
        published=day,
        published_from="metadata" if day else None,
        title=facts.title,
        publisher=facts.sitename or facts.hostname,
        url=facts.url,
    )
    return RawDocuments(
        drafts=(draft,),
        problems=() if certain else (doubtful_encoding(name),),
    )


def _check_tags(page: str, name: str) -> None:
    """Check how many attributes a tag has: the parser compares each with all before it.

    Raises:
        InputError: It has too many.
    """
    tags = (part.partition(">")[0] for part in page.split("<"))
    for tag in tags:
        if len(tag) > most("children"):
            check("children", len(_QUOTED.sub("", tag).split()), name)


def _check_size(tree: Any, name: str) -> None:  # noqa: ANN401 - lxml has no types
    """Check how large a page is before its text is extracted, which is slower than linear.

    Raises:
        InputError: It has too many elements, or more text than a document may have.
    """
    characters = 0
    for number, element in enumerate(tree.iter(), 1):
        check("elements", number, name)
        check("children", max(len(element), len(element.attrib)), name)
        is_text = element.tag not in _NO_WORDS
        characters += len(element.text or "") if is_text else 0
        characters += len(element.tail or "")
    check_length(characters, name)


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


def _text(body: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Write the extracted tree as text: one paragraph for each block or forced line break, a blank line between two."""
    found: list[str] = []
    _gather(body, found)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(found).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _gather(element: Any, found: list[str]) -> None:  # noqa: ANN401
    """Collect the words of an element and of all below it, with newlines where blocks begin and end."""
    if element is None:
        return
    edge = "" if element.tag in _INLINE else "\n"
    found += [edge, _BREAK.sub(" ", element.text or "")]
    for child in element:
        _gather(child, found)
        found.append(_BREAK.sub(" ", child.tail or ""))
    found.append(edge)
