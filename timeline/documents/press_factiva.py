"""Factiva.

Articles as tagged fields (HD, SN, PD, LP, TD …), or as a page that ends "Document …".
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.documents.press_articles import Article, Export, date_of_line, joined

# The tags of Factiva's display and download formats.
_TAGS = (
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN", "ART", "CLM", "DLN", "CT",
)  # fmt: skip
_TAG = re.compile(rf"(?P<tag>{'|'.join(_TAGS)})(?:\s+(?P<value>.*))?\Z")
_END = re.compile(r"Document [A-Za-z0-9]{20,30}\Z")
_WORDS = re.compile(r"[\d,.]+ words\Z")
_CLOCK = re.compile(r"\d{1,2}:\d{2}\b")
_LANGUAGE = re.compile(r"(?:English|Language: .+)\Z")
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|All rights reserved)", re.IGNORECASE)
_NEAREST = 6  # lines after the number of words among which the date stands
_FEWEST = 4  # tags of an article: headline, date, outlet, text


def factiva(lines: Sequence[str]) -> Export | None:
    """Read an export of Factiva; None if the lines are none."""
    tags = {match["tag"] for line in lines if (match := _TAG.match(line))}
    if {"HD", "PD", "SN"} <= tags and tags & {"LP", "TD"}:
        articles = tuple(_tagged_articles(lines))
    elif any(map(_END.match, lines)) and any(map(_WORDS.match, lines)):
        articles = tuple(_plain_articles(lines))
    else:
        return None
    return Export(database="Factiva", articles=articles) if articles else None


def _tagged_articles(lines: Sequence[str]) -> Iterator[Article]:
    fields: dict[str, list[str]] = {}
    tag = ""
    for line in lines:
        match = _TAG.match(line)
        is_new = match is not None and match["tag"] == "HD" and "HD" in fields
        if _END.match(line) or is_new:
            yield from _tagged_article(fields)
            fields, tag = {}, ""
        if match is not None:
            tag = match["tag"]
            fields.setdefault(tag, []).append(match["value"] or "")
        elif tag and not _END.match(line):
            fields[tag].append(line)
    yield from _tagged_article(fields)


def _tagged_article(fields: dict[str, list[str]]) -> Iterator[Article]:
    """Yield the article of some fields; nothing if they are those of a heading or a summary."""
    if not fields.get("HD") or len(fields) < _FEWEST:
        return
    text = [*fields.get("LP", ()), "", *fields.get("TD", ())]
    yield Article(
        text=joined(text),
        title=_words(fields, "HD"),
        publisher=_words(fields, "SN"),
        published=date_of_line(_words(fields, "PD") or ""),
    )


def _words(fields: dict[str, list[str]], tag: str) -> str | None:
    return " ".join(filter(None, fields.get(tag, ()))) or None


def _plain_articles(lines: Sequence[str]) -> Iterator[Article]:
    segment: list[str] = []
    for line in lines:
        if _END.match(line):
            yield from _plain_article(segment)
            segment = []
        else:
            segment.append(line)


def _plain_article(lines: Sequence[str]) -> Iterator[Article]:
    """Yield the article of title, byline, words, date, outlet, code, language, rights and text."""
    counted = next((n for n, line in enumerate(lines) if _WORDS.match(line)), None)
    if counted is None:
        return
    top = _last_block(lines[:counted])
    day, after = _dated(lines[counted + 1 :])
    if day is None:
        return
    named = [line for line in after[:_NEAREST] if line]
    outlets = [line for line in named if not _CLOCK.match(line)]
    yield Article(
        text=joined(after[_head_length(after) :]),
        title=_title(top),
        publisher=outlets[0] if outlets else None,
        published=day,
    )


def _dated(lines: Sequence[str]) -> tuple[date | None, Sequence[str]]:
    """Return the day that one of the first lines gives, and the lines after it."""
    for number, line in enumerate(lines[:_NEAREST]):
        day = date_of_line(line)
        if day is not None:
            return day, lines[number + 1 :]
    return None, lines


def _head_length(lines: Sequence[str]) -> int:
    """Return how many lines after the date stand before the text.

    Outlet, code, language, rights.
    """
    head = lines[: 2 * _NEAREST]
    ends = [
        n for n, line in enumerate(head) if _LANGUAGE.match(line) or _RIGHTS.match(line)
    ]
    return max(ends, default=1) + 1


def _title(top: Sequence[str]) -> str | None:
    """Return the title of a block: not the section before it, nor the byline after it."""
    titles = [line for line in top if not line.startswith("By ")]
    return titles[-1] if titles else None


def _last_block(lines: Sequence[str]) -> list[str]:
    """Return the last lines that belong together: a title, and sometimes section and byline."""
    block: list[str] = []
    for line in lines:
        if line.startswith(("©", "Factiva", "Search Summary", "Page ")):
            block = []
        elif line:
            block.append(line)
    return block
