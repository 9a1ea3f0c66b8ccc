"""An article of a press database, and helpers that all databases need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.documents.dates import MONTH, written_day

_SPACES = re.compile(r"[ \t\xa0\u200b\ufeff]+")
_LONGEST_DATE = 80  # characters of a line that is a date of publication
_DATE = re.compile(
    rf"(?:\w+day,?\s+)?(?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its text, a paragraph a line with a blank line between, and what heads it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The articles of a file.

    Attributes:
        database: Its name for people.
        articles: In order.
        announced: How many articles the file says it holds; None if it does not say.
        listed: Number and title of the articles on the cover sheet.
        numbers: The numbers that the articles themselves give ("3 of 100 DOCUMENTS").
    """

    database: str
    articles: tuple[Article, ...]
    announced: int | None = None
    listed: tuple[tuple[int, str], ...] = ()
    numbers: tuple[int, ...] = ()


def cleaned_lines(text: str) -> list[str]:
    """Return the lines of a text with plain single spaces; blank ones stay as ''.

    A tab parts a field from its value in some exports, and reads as a space.
    """
    return [_SPACES.sub(" ", line).strip() for line in text.split("\n")]


def joined(lines: Sequence[str]) -> str:
    """Return lines as paragraphs, a blank line between two.

    Lines that were broken by hand stay lines of one paragraph where blank lines part paragraphs.
    """
    text = "\n".join(lines).strip()
    if "\n\n" in text:
        return re.sub(r"\n{3,}", "\n\n", text)
    return text.replace("\n", "\n\n")


def date_of_line(line: str) -> date | None:
    """Return the day of a line that begins with a date of publication.

    >>> date_of_line("March 3, 2020 Tuesday 10:15 AM GMT"), date_of_line("3 March 2020")
    (datetime.date(2020, 3, 3), datetime.date(2020, 3, 3))
    >>> date_of_line("On March 3, 2020 the army attacked the town, and nine soldiers died.")
    """
    if len(line) > _LONGEST_DATE or not _DATE.match(line):
        return None
    return written_day(line)
