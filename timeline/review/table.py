"""Write rows of a corrections file as its text: its columns, its separator, no row changed."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from timeline.model.correction_fields import COLUMNS
from timeline.project.folder import CACHE
from timeline.project.lock import PATIENCE, locked
from timeline.safety.content import text_of


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other programs from writing a corrections file between reading and writing it.

    An editor or git does not ask; the digest of the file tells of them.

    Raises:
        ProjectError: Another program has held it for `PATIENCE` seconds, or the project's hidden
            folder cannot be written.
    """
    with locked(
        path.parent / CACHE,
        name=path.name,
        file=f"{path.stem}.lock",
        patience=PATIENCE,
        what="another person's correction is being written.",
    ):
        yield


def table_text(path: Path) -> str:
    """Return the text of a corrections file, with a header and a line end.

    A file that is not there is an empty one.
    """
    text = _read(path)
    if not text.strip():
        return ",".join(COLUMNS) + "\n"
    return text if text.endswith("\n") else text + "\n"


def _read(path: Path) -> str:
    try:
        return text_of(path, "settings-bytes", path.name)
    except FileNotFoundError:
        return ""


def header(text: str) -> tuple[list[str], str]:
    """Return the columns of a corrections file and what separates its cells."""
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    cells = next(csv.reader([head], delimiter=delimiter))
    return [cell.strip().lower() for cell in cells], delimiter


def with_columns(text: str, needed: Sequence[str]) -> str:
    """Return the file with the columns that a row needs; older rows stay as they are."""
    columns, delimiter = header(text)
    missing = [name for name in needed if name not in columns]
    if not missing:
        return text
    head, _, rows = text.partition("\n")
    return delimiter.join([head.rstrip("\r"), *missing]) + "\n" + rows


def csv_line(row: Mapping[str, str], text: str) -> str:
    """Return a row as a line of this file: its columns, its separator."""
    columns, delimiter = header(text)
    stream = io.StringIO()
    writer = csv.DictWriter(
        stream, fieldnames=columns, delimiter=delimiter, lineterminator="\n"
    )
    writer.writerow(dict(row))
    return stream.getvalue()
