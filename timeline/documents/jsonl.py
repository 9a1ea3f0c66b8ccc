"""How is a JSON Lines file of documents read?"""

import json

from timeline.documents.encoding import decode, plain_lines
from timeline.documents.fields import PUBLISHER, TITLE, URL, day_of, text_of, words_of
from timeline.documents.raw import RawDocument, RawDocuments, bad_date, doubtful_encoding, one_line
from timeline.errors import InputError
from timeline.model.text import Problem

# Fields that only our own export of incidents has together: a folder may hold what was exported.
_INCIDENT = frozenset({"headline", "reports", "salience"})


def read_jsonl(data: bytes, name: str) -> RawDocuments:
    """Read one document a line: its text, and optionally id, day, title, publisher and address.

    fields.py lists the names of fields that are known.
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
            draft, problem = _draft(
                line,
                f"{name}, line {number}",
            )
        except InputError as error:
            problems.append(Problem(where=error.where, what=error.what, cure=error.hint))
            continue
        drafts.append(draft)
        problems += [problem] if problem else []
    return RawDocuments(
        drafts=tuple(drafts),
        problems=tuple(problems),
    )


def _draft(line: str, where: str) -> tuple[RawDocument, Problem | None]:
    fields = _object(line, where)
    if fields.keys() >= _INCIDENT:
        raise InputError(
            where, "this is an exported incident, no document.", "Write exports to another folder."
        )
    text = text_of(fields)
    if text is None:
        has_text = fields.get("text") is not None
        raise InputError(
            where,
            "text is not a string." if has_text else "there is no text.",
            'Every line needs "text": "...".',
        )
    published, name, given = day_of(fields)
    is_doubtful = given is not None and published is None
    draft = RawDocument(
        where=where,
        text=plain_lines(text),
        id=_clean(fields.get("id")),
        published=published,
        published_from=_origin(name) if published else None,
        title=words_of(fields, TITLE),
        publisher=words_of(fields, PUBLISHER),
        url=words_of(fields, URL),
    )
    if not is_doubtful:
        return draft, None
    return draft, bad_date(where, name, one_line(given) or json.dumps(given))


def _origin(name: str) -> str:
    """Return where a publication day comes from; a name of a field that is not ours is said."""
    return "field" if name == "published" else f"field {name!r}"


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
