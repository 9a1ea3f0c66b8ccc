"""Nexis Uni and LexisNexis: articles between a title and "End of Document", after a cover sheet."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.documents.press_articles import Article, Export, date_of_line, joined

_END = "End of Document"
_CLASSIC = re.compile(
    r"(?:Document )?(?P<number>\d{1,5}) of (?P<total>\d{1,5})(?: DOCUMENTS)?\Z"
)
_ANNOUNCED = re.compile(r"Documents \((\d{1,5})\)\Z")
_LISTED = re.compile(r"(\d{1,5})\. (\S.*)\Z")
# Lines of the cover sheet, after which an article may begin.
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by"
    r"|Content Type|News|About LexisNexis|Documents \(\d+\)|Copyright © \d{4} LexisNexis)\b"
)
_FOOT = re.compile(r"About LexisNexis\b|(?:Page )?\d+ of \d+\Z|Page \d+\Z")
# Fields before the text and after it, as Nexis Uni and the older LexisNexis write them.
_HEAD = re.compile(
    r"(?P<name>Section|Length|Byline|Dateline|Highlight|Distribution|Series|Body|Correction)"
    r"\s?(?::\s*(?P<value>.*))?\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:Classification|Graphic|Notes|Load-Date|Language|Subject|Geographic|Publication-Type"
    r"|Journal Code|Industry|Company|Ticker|Organization|Person|Document-Type|Pub-Type|URL)"
    r"\s?(?::.*)?\Z",
    re.IGNORECASE,
)
_LOADED = re.compile(r"Load-Date\s?:\s*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|All Rights Reserved)", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:Edition|Final|Correction Appended)\b")
_LONGEST_EDITION = 60  # characters
_NEAREST = 12  # lines before the first field of an article among which its date stands


def nexis(lines: Sequence[str]) -> Export | None:
    """Read an export of Nexis Uni or LexisNexis; None if the lines are none.

    An article at the end that has no end mark is left out, and the count says so.
    """
    if _END in lines and any(_is_field(line, "length") for line in lines):
        return _modern(lines)
    marks = [index for index, line in enumerate(lines) if _classic_mark(line)]
    has_field = any(_is_field(line, "length") or line == "BODY:" for line in lines)
    return _classic(lines, marks) if marks and has_field else None


def _is_field(line: str, name: str) -> bool:
    match = _HEAD.match(line)
    return (
        match is not None
        and match["name"].lower() == name
        and match["value"] is not None
    )


def _modern(lines: Sequence[str]) -> Export:
    start = _cover_end(lines)
    listed = tuple(_listed(lines[:start]))
    articles = []
    for segment in _segments(lines[start:]):
        article = _article(segment)
        if article is not None:
            articles.append(article)
    return Export(
        database="Nexis Uni",
        articles=tuple(articles),
        announced=_announced(lines[:start], listed),
        listed=listed,
    )


def _cover_end(lines: Sequence[str]) -> int:
    """Return the line at which the first article begins: after the last line of the cover sheet.

    The cover sheet ends where the title that it lists first comes again.
    """
    first_end = lines.index(_END)
    head = lines[:first_end]
    cover = [index for index, line in enumerate(head) if _COVER.match(line)]
    dated = next(
        (index for index, line in enumerate(head) if _is_field(line, "length")), 0
    )
    cover = [index for index in cover if index < dated]
    if not cover:
        return 0
    titles = {title for _, title in _listed(head[:dated])}
    for index in range(cover[0], dated):
        if head[index] in titles:
            return index
    return cover[-1] + 1


def _listed(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    expected = 1
    for line in lines:
        match = _LISTED.match(line)
        if match and int(match[1]) == expected:
            yield expected, match[2]
            expected += 1


def _announced(cover: Sequence[str], listed: Sequence[tuple[int, str]]) -> int | None:
    for line in cover:
        match = _ANNOUNCED.match(line)
        if match:
            return int(match[1])
    return len(listed) or None


def _segments(lines: Sequence[str]) -> Iterator[list[str]]:
    segment: list[str] = []
    for line in lines:
        if line == _END:
            yield segment
            segment = []
        elif not _FOOT.match(line):
            segment.append(line)


def _article(lines: Sequence[str]) -> Article | None:
    """Read the lines of one article; None if they hold nothing."""
    fields = [index for index, line in enumerate(lines) if _HEAD.match(line)]
    if not fields:
        return None
    top = [line for line in lines[: fields[0]] if line]
    dated = next((n for n, line in enumerate(top) if n and date_of_line(line)), None)
    return Article(
        text=_body(lines, fields),
        title=_title(top, dated),
        publisher=top[dated - 1] if dated else None,
        published=date_of_line(top[dated]) if dated else _load_day(lines),
    )


def _load_day(lines: Sequence[str]) -> date | None:
    """Return the day on which an article was loaded, for one whose own date cannot be read."""
    loaded = (line for line in reversed(lines) if _LOADED.match(line))
    line = next(loaded, None)
    return None if line is None else date_of_line(_LOADED.sub("", line))


def _title(top: Sequence[str], dated: int | None) -> str | None:
    before = top[: dated - 1] if dated else top[:1]
    return " ".join(before) or None


def _body(lines: Sequence[str], fields: Sequence[int]) -> str:
    """Return the text.

    After "Body", or after the last field of the head, up to those at the end.
    """
    bodies = [index for index in fields if lines[index].rstrip(": ").lower() == "body"]
    start = (bodies or _head_run(lines, fields)[-1:])[0] + 1
    end = start
    for index in range(start, len(lines)):
        if _TAIL.match(lines[index]):
            break
        end = index + 1
    return joined(lines[start:end])


def _head_run(lines: Sequence[str], fields: Sequence[int]) -> list[int]:
    """Return the fields of the head: those with nothing but blank lines between."""
    run = [fields[0]]
    for index in fields[1:]:
        if any(lines[run[-1] + 1 : index]):
            break
        run.append(index)
    return run


def _classic_mark(line: str) -> re.Match[str] | None:
    match = _CLASSIC.match(line)
    return match if match and "DOCUMENT" in line.upper() else None


def _classic(lines: Sequence[str], marks: Sequence[int]) -> Export:
    """Read the older layout: "3 of 100 DOCUMENTS", outlet, date, title, fields, text, fields."""
    ends = [*marks[1:], len(lines)]
    articles = [
        _classic_article(lines[start + 1 : end])
        for start, end in zip(marks, ends, strict=True)
    ]
    matches = list(filter(None, (_classic_mark(lines[index]) for index in marks)))
    return Export(
        database="LexisNexis",
        articles=tuple(articles),
        announced=max(int(match["total"]) for match in matches),
        numbers=tuple(int(match["number"]) for match in matches),
    )


def _classic_article(lines: Sequence[str]) -> Article:
    fields = [index for index, line in enumerate(lines) if _HEAD.match(line)]
    first = fields[0] if fields else min(len(lines), _NEAREST)
    top = [line for line in lines[:first] if line and not _COPYRIGHT.match(line)]
    dated = next((n for n, line in enumerate(top) if date_of_line(line)), None)
    return Article(
        text=_body(lines, fields or [first - 1]),
        title=_classic_title(top[1:] if dated is None else top[dated + 1 :]),
        publisher=top[0] if dated else None,
        published=_load_day(lines) if dated is None else date_of_line(top[dated]),
    )


def _classic_title(lines: Sequence[str]) -> str | None:
    """Return the title after the date; the edition between them is none of it."""
    titles = [
        line
        for line in lines
        if len(line) > _LONGEST_EDITION or not _EDITION.search(line)
    ]
    return " ".join(titles) or None
