"""Keep answers: recorded to a file of JSON lines, replayed from one, or remembered by a cache."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from timeline.errors import InputError, UsageError, reason_of
from timeline.model.text import Document
from timeline.safety.content import bytes_of

# Name of the model where recorded answers do not say which one gave them.
UNNAMED = "recorded"


class AnswerCache(Protocol):
    """What remembers answers between builds."""

    def get(self, key: str) -> str | None:
        """Return the answer (JSON) kept under a key; None if there is none."""

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""


def cache_key(document: Document, *, model: str, prompt: str) -> str:
    """Return the key of an answer: what was read, which model read it, and with which prompt."""
    text = f"{model}\0{prompt}\0{document.published}\0{document.text}"
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Answers read from a file.

    Attributes:
        answers: What was answered, by document id.
        model: Which model answered, as the file says.
        digest: Hash of the file, by which a build knows it.
        name: Name of the file.
        prompt: Hash of the codebook that the model was given, as the file says; None if it does
            not.
    """

    answers: Mapping[str, Any]
    model: str
    digest: str
    name: str
    prompt: str | None = None


def read_recorded(path: Path, *, model: str | None = None) -> Recorded:
    """Read recorded answers, one JSON object a line.

    Args:
        path: The file.
        model: Which model to take them for; None for what the file says.

    Raises:
        InputError: It cannot be read, or a line is no answer; the message names the line.
    """
    try:
        content = bytes_of(path, "data-bytes")
    except OSError as error:
        reason = reason_of(error)
        raise InputError(
            str(path), f"cannot be read ({reason}).", "Give a file that --record wrote."
        ) from None
    rows = list(_rows(content, path.name))
    return Recorded(
        answers={row["id"]: row for row in rows},
        model=model or _first(rows, "model") or UNNAMED,
        digest=hashlib.sha256(content).hexdigest(),
        name=path.name,
        prompt=_first(rows, "prompt"),
    )


def _first(rows: Sequence[Mapping[str, Any]], name: str) -> str | None:
    """Return the first text that rows hold under a name."""
    texts = (row[name] for row in rows if isinstance(row.get(name), str))
    return next(texts, None)


def _rows(content: bytes, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            what = "is not a recorded answer."
            fix = 'Each line is {"id": "<document>", "incidents": [...], "not": [...]}.'
            raise InputError(f"{name}, line {number}", what, fix)
        yield row


class Recorder:
    """Writes answers to a file as they come: what was paid for survives a stopped build."""

    def __init__(self, path: Path, *, model: str) -> None:
        """Make the file.

        Raises:
            UsageError: It is there already, or cannot be written.
        """
        self._model = model
        try:
            self._file = path.open("x", encoding="utf-8", newline="\n")
        except FileExistsError:
            what = (
                "this file exists already; answers cost money and are not overwritten."
            )
            raise UsageError(
                str(path), what, "Give another path, or --replay it."
            ) from None
        except OSError as error:
            reason = reason_of(error)
            raise UsageError(
                str(path), f"cannot be written ({reason}).", "Give another path."
            ) from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def keep(self, document: str, content: Mapping[str, Any], *, prompt: str) -> None:
        """Write the answer of one document and see it onto the disk.

        Args:
            document: Id of the document.
            content: The answer.
            prompt: Hash of what was asked.
        """
        row = {"id": document, "model": self._model, "prompt": prompt, **content}
        line = json.dumps(row, ensure_ascii=False, sort_keys=True)
        self._file.write(f"{line}\n")
        self._file.flush()
        os.fsync(self._file.fileno())
