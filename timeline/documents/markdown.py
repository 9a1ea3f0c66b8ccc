"""Read a Markdown file with front matter."""

import re

import yaml

from timeline.documents.dates import stated_day
from timeline.documents.encoding import decode
from timeline.documents.markdown_tables import table_marks
from timeline.documents.markup import plain_markdown
from timeline.documents.raw import (
    RawDocument,
    RawDocuments,
    bad_date,
    doubts_of_encoding,
    one_line,
)
from timeline.model.text import Problem

# No front matter is longer than this; the bound keeps a text that merely begins with '---' cheap.
LONGEST = 20_000  # characters
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"\s*[\w-]+\s*:", re.ASCII)


def front_matter(text: str) -> tuple[str, int]:
    r"""Return the YAML between '---' lines at the head of a text and the offset after it.

    ('', 0) if there is none.

    >>> front_matter("---\ntitle: Three killed\n---\nText.")
    ('title: Three killed\n', 28)
    """
    match = _FRONT.match(text, 0, LONGEST)
    if not match or not _KEY.match(match["yaml"]):
        return "", 0
    return match["yaml"], match.end()


def read_markdown(data: bytes, name: str) -> RawDocuments:
    """Read a .md file: its front matter stays in the text; links, images and emphasis become words.

    Raises:
        InputError: It is no text.
    """
    text, guessed = decode(data, name)
    problems = list(doubts_of_encoding(name, guessed))
    head, after = front_matter(text)
    text = text[:after] + plain_markdown(text[after:])
    fields, problem = _fields(head, name)
    problems += [problem] if problem else []
    value = one_line(fields.get("published")) or one_line(fields.get("date"))
    published = stated_day(value) if value else None
    if value and not published:
        problems.append(bad_date(name, "the front matter's date", value))
    draft = RawDocument(
        where=name,
        text=text,
        id=one_line(fields.get("id")),
        published=published,
        published_from="front matter" if published else None,
        title=one_line(fields.get("title")),
        publisher=one_line(fields.get("publisher")),
        url=one_line(fields.get("url")),
        marks=table_marks(text),
    )
    return RawDocuments(drafts=(draft,), problems=tuple(problems))


def _fields(head: str, name: str) -> tuple[dict[str, object], Problem | None]:
    """Parse front matter with BaseLoader.

    Safe like safe_load, and a date with a time zone keeps the day as written.
    """
    try:
        fields = yaml.load(head, Loader=yaml.BaseLoader)  # nosec B506 - it makes texts only
    except (yaml.YAMLError, RecursionError):
        what = "the front matter is not valid YAML and was not used."
        cure = "Write one 'key: value' a line; put values that contain ': ' in quotes."
        return {}, Problem(where=name, what=what, cure=cure, skipped=False)
    return (fields if isinstance(fields, dict) else {}), None
