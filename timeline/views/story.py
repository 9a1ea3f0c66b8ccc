"""Read and check a story: steps of text, question, hidden answer and their view."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.errors import InputError, reason_of
from timeline.safety.boundary import boundary
from timeline.safety.content import bytes_of
from timeline.views.escape import clean

STORY_SCHEMA = "conflict-timeline-story/1"
MOST_STEPS = 200
LONGEST = 4000  # characters of one text: more is an essay, not a step

_CURE = "Make one in the page: Teach, Write a lesson."
_FIELDS = ("text", "question", "answer", "view")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a story.

    Attributes:
        text: What is told.
        question: What the class is asked; empty for none.
        answer: What is shown when asked for; empty for none.
        view: The part of a link after '#', which the page checks field by field when it goes there.
    """

    text: str
    question: str = ""
    answer: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Steps through one timeline, in order."""

    title: str
    steps: tuple[Step, ...]


def read_story(path: Path) -> Story:
    """Read and check a story file, as the page saves it.

    Args:
        path: JSON: {"schema", "title", "steps": [{"text", "question", "answer", "view"}]}.

    Raises:
        InputError: The file cannot be read, or is no story.
    """
    with boundary(str(path)):
        return _story(path)


def _story(path: Path) -> Story:
    try:
        content = json.loads(bytes_of(path, "settings-bytes"))
    except OSError as error:
        what = f"cannot be read ({reason_of(error)})."
        raise InputError(str(path), what, _CURE) from None
    # Neither UTF-8 nor JSON, or nested without end.
    except (ValueError, RecursionError):
        raise InputError(str(path), "is not JSON.", _CURE) from None
    if not _is_story(content):
        what = f'is not a story: it has no "schema": "{STORY_SCHEMA}".'
        raise InputError(str(path), what, _CURE)
    return _checked(path, content.get("title", ""), content.get("steps"))


def _is_story(content: object) -> bool:
    if not isinstance(content, dict):
        return False
    return content.get("schema") == STORY_SCHEMA


def _checked(path: Path, title: object, rows: object) -> Story:
    """Check title and steps of a file; `path` is for messages."""
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_STEPS:
        what = f'"steps" is not a list of 1 to {MOST_STEPS} steps.'
        raise InputError(str(path), what, _CURE)
    if not isinstance(title, str) or len(title) > LONGEST:
        what = f'"title" is not a text of at most {LONGEST:,} characters.'
        raise InputError(str(path), what, _CURE)
    steps = [_step(path, number, row) for number, row in enumerate(rows, start=1)]
    return Story(title=title, steps=tuple(steps))


def story_row(story: Story) -> dict[str, Any]:
    """Return a story as plain data for the page, cleaned."""
    steps = []
    for step in story.steps:
        steps.append({name: clean(getattr(step, name)) for name in _FIELDS})
    return {"schema": STORY_SCHEMA, "title": clean(story.title), "steps": steps}


def _step(path: Path, number: int, row: object) -> Step:
    """Check one step of a file and return it."""
    where = f"{path}, step {number}"
    if not isinstance(row, dict):
        what = "is not an object with text, question, answer and view."
        raise InputError(where, what, _CURE)
    _check_fields(where, row)
    texts = {name: row.get(name, "") for name in _FIELDS}
    for name, text in texts.items():
        _check_text(where, name, text)
    if not texts["text"] and not texts["question"]:
        what = "has neither text nor question."
        raise InputError(where, what, "Write one of them, or take the step out.")
    return Step(**texts)


def _check_fields(where: str, row: Mapping[str, object]) -> None:
    unknown = sorted(set(row).difference(_FIELDS))
    if unknown:
        hint = f"Fields are: {', '.join(_FIELDS)}."
        raise InputError(where, f"has a field {unknown[0]!r}.", hint)


def _check_text(where: str, name: str, text: object) -> None:
    if not isinstance(text, str) or len(text) > LONGEST:
        what = f'"{name}" is not a text of at most {LONGEST:,} characters.'
        raise InputError(where, what, "Shorten or correct it.")
