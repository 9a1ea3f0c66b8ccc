"""How is a JSON Lines file of documents read?"""

import json

from timeline.documents.dates import stated_day
from timeline.documents.encoding import decode, plain_lines
from timeline.documents.raw import RawDocument, RawDocuments, bad_date, doubtful_encoding, one_line
from timeline.errors import InputError
from timeline.model.text import Problem

# Fields that only our own export of incidents has together: a folder may hold what was exported from it.
_INCIDENT = frozenset({"headline", "reports", "salience"})


def read_jsonl(data: bytes, name: str) -> RawDocuments:
    """Read one document a line: `text`, and optionally `id`, `published`, `title`, `publisher`, `url`.

    A line that cannot be used becomes a problem that names it; the other lines are kept.

    Raises:
        InputError: It is no text.
    """
    text, certain = decode(data, name)
    drafts: list[RawDocument] = []
    problems = [] if certain else [doubtful_encoding(name)]
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            draft, problem = _draft(line, f"{name}, line {number}")
        except InputError as error:
            problems.append(Problem(where=error.where, what=error.what, cure=error.hint))
            continue
        drafts.append(draft)
        problems += [problem] if problem else []
    return RawDocuments(drafts=tuple(drafts), problems=tuple(problems))


def _draft(line: str, where: str) -> tuple[RawDocument, Problem | None]:
    fields = _object(line, where)
    if fields.keys() >= _INCIDENT:
        raise InputError(
            where, "this is an exported incident, no document.", "Write exports to another folder."
        )
    text = fields.get("text")
    if not isinstance(text, str):
        cure = 'Every line needs "text": "...".'
        raise InputError(
            where, "there is no text." if text is None else "text is not a string.", cure
        )
    given = fields.get("published")
    value = one_line(given)
    published = stated_day(value) if value else None
    doubt = given not in (None, "") and published is None
    draft = RawDocument(
        where=where,
        text=plain_lines(text),
        id=_clean(fields.get("id")),
        published=published,
        published_from="field" if published else None,
        title=_clean(fields.get("title")),
        publisher=_clean(fields.get("publisher")),
        url=_clean(fields.get("url")),
    )
    return draft, bad_date(where, "published", value or json.dumps(given)) if doubt else None


def _object(line: str, where: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(where, "this is no JSON.", "Write one JSON object on each line.") from None
    if not isinstance(found, dict):
        raise InputError(
            where, "this is JSON but no object.", 'Write {"text": "..."} on each line.'
        )
    return found


def _clean(value: object) -> str | None:
    words = one_line(value)
    return plain_lines(words) if words else None
