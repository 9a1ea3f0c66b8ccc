"""ProQuest: articles between long rules, as fields "Title: …", "Full text: …"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.documents.dates import stated_day
from timeline.documents.press_articles import Article, Export, joined

_RULE = re.compile(r"[_=]{20,}\Z")
_OF = re.compile(r"Document (\d{1,5}) of (\d{1,5})\Z")
_FIELD = re.compile(
    r"(?P<name>Title|Author|Authors|Byline|Publication title|Publication date|Publication year"
    r"|Publication info|Publisher|Place of publication|Country of publication|Full text|Abstract"
    r"|Subject|Location|People|Company / organization|Company|Links|Volume|Issue|Pages|First page"
    r"|Section|Edition|Dateline|Column|ISSN|e-ISSN|Source type|Language of publication"
    r"|Document type|ProQuest document ID|Document URL|Copyright|Last updated|Database"
    r"|Publication subject|Column name|Identifier / keyword|Classification|Credit|Word count)"
    r"\s?: ?(?P<value>.*)\Z",
    re.IGNORECASE,
)
_TELLING = ("full text:", "proquest document id:", "document url:")
_DAY_FIELDS = ("publication date", "publication info")
_NO_TEXT = re.compile(
    r"(?:Not available|None available|Full text unavailable)\.?\Z", re.IGNORECASE
)


def proquest(lines: Sequence[str]) -> Export | None:
    """Read an export of ProQuest; None if the lines are none."""
    present = {
        name
        for line in lines
        for name in _TELLING
        if line.lower().startswith(name)
    }  # fmt: skip
    if len(present) < 2:
        return None
    marks = list(filter(None, map(_OF.match, lines)))
    totals = [int(mark[2]) for mark in marks]
    return Export(
        database="ProQuest",
        articles=tuple(_articles(lines)),
        announced=max(totals, default=None),
        numbers=tuple(int(mark[1]) for mark in marks),
    )


def _articles(lines: Sequence[str]) -> Iterator[Article]:
    segment: list[str] = []
    for line in [*lines, "_" * 20]:
        if not _RULE.match(line):
            segment.append(line)
            continue
        fields = _fields(segment)
        if "title" in fields and ("full text" in fields or "document url" in fields):
            yield _article(fields)
        segment = []


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    name = ""
    starts = _starts(lines)
    for number, line in enumerate(lines):
        if number in starts:
            name, value = starts[number]
            fields[name] = [value]
        elif name:
            fields[name].append(line)
    return fields


def _starts(lines: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return the lines at which fields begin, with their names and first words.

    Inside the text a line may look like a field ("Location: the market"). Of several lines of one
    name, the field is the one before the text, else the last one.
    """
    text_at = len(lines)
    by_name: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if match is None:
            continue
        name = match["name"].lower()
        if name == "full text":
            text_at = min(text_at, number)
        is_first = name not in by_name
        if is_first or by_name[name][0] > text_at:
            by_name[name] = (number, match["value"])
    return {number: (name, value) for name, (number, value) in by_name.items()}


def _article(fields: dict[str, list[str]]) -> Article:
    text = joined(fields.get("full text", ()))
    return Article(
        text="" if _NO_TEXT.match(text) else text,
        title=_words(fields, "title"),
        publisher=_outlet(_words(fields, "publication title") or ""),
        published=_day(fields),
        url=_words(fields, "document url"),
    )


def _outlet(name: str) -> str | None:
    """Return the name of an outlet: "Daily Courier; Subek" and the edition after a comma go."""
    return name.split(";")[0].strip() or None


def _day(fields: dict[str, list[str]]) -> date | None:
    values = (stated_day(_words(fields, name) or "") for name in _DAY_FIELDS)
    return next(filter(None, values), None)


def _words(fields: dict[str, list[str]], name: str) -> str | None:
    return " ".join(filter(None, fields.get(name, ()))) or None
