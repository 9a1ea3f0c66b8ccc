"""Check the data files of the lexicon, and cache what is made of them for the next run."""

import hashlib
import os
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from timeline.errors import LexiconError
from timeline.safety.private import is_own

Made = TypeVar("Made")
Record = TypeVar("Record")

DATA = Path(__file__).parent / "data"
YEARS = range(1700, 2101)
"""Years that a lexicon file may name; anything else is a typing error."""


def cache_folder() -> Path:
    """Return the user's cache folder for what we make of our own data; it need not exist yet."""
    return Path(platformdirs.user_cache_dir("conflict-timeline"))


def read_tables(path: Path, key: str, record: type[Record]) -> list[Record]:
    """Read the `[[key]]` tables of a TOML file as frozen records.

    Raises:
        LexiconError: If the file is no TOML, holds other tables, or a table has a wrong, missing or
            unknown field.
    """
    tables = _tables(path, key)
    records = []
    for number, table in enumerate(tables, start=1):
        label = table.get("id") or table.get("name") or table.get("words", "no id")
        where = f"{path.name}, {key} {number} ({label})"
        records.append(read_record(table, record, where))
        _check_years(table, where)
    return records


def read_record(
    table: Mapping[str, object], record: type[Record], where: str
) -> Record:
    """Read one table as a frozen record; `where` is for messages.

    Raises:
        LexiconError: The table has a wrong, missing or unknown field.
    """
    _check_fields(table, record, where)
    try:
        return msgspec.convert(table, record)
    except msgspec.ValidationError as wrong:
        raise LexiconError(
            where, _sentence(str(wrong)), "Correct this field."
        ) from wrong


def unique_ids(records: Iterable[tuple[str, str]]) -> None:
    """Check (file, id) pairs for ids given twice; raise LexiconError naming both places."""
    seen: dict[str, str] = {}
    for place, name in records:
        if name in seen:
            raise LexiconError(
                place,
                f"the id '{name}' is taken in {seen[name]}.",
                "Choose another id or join the two.",
            )
        seen[name] = place


def cached(
    name: str,
    inputs: Iterable[Path],
    make: Callable[[], Made],
    made: type[Made],
    *,
    folder: Path | None,
) -> Made:
    """Return what `make` makes of the input files, from the cache if the files are unchanged.

    A cache that cannot be read or written is no error: the thing is made again.
    """
    digest = hashlib.sha256()
    own_code = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*own_code, *sorted(inputs)):
        digest.update(path.name.encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
    file = (folder or cache_folder()) / f"{name}-{digest.hexdigest()[:16]}.json"
    try:
        if is_own(file):
            return msgspec.json.decode(file.read_bytes(), type=made)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    thing = make()
    _write_cache(file, msgspec.json.encode(thing))
    discard_others(file)
    return thing


def discard_others(file: Path) -> None:
    """Remove the caches of one name for other versions of the data; those in use stay."""
    name, _ = file.stem.rsplit("-", 1)
    for cache in file.parent.glob(f"{name}-*{file.suffix}"):
        if cache != file:
            with suppress(OSError):
                cache.unlink()


def _write_cache(file: Path, content: bytes) -> None:
    """Write a whole file or none, so that two processes at once do no harm."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(draft).replace(file)
    except OSError:
        return


def _tables(path: Path, key: str) -> list[dict[str, object]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        problem = f"this is not TOML: {wrong}."
        raise LexiconError(path.name, problem, "Correct the line it names.") from wrong
    strange = sorted(set(content) - {key})
    tables: list[dict[str, object]] = content.get(key, [])
    if strange or not isinstance(tables, list):
        misplaced = strange[0] if strange else key
        problem = f"'{misplaced}' has no place here."
        raise LexiconError(path.name, problem, f"Write [[{key}]] tables only.")
    return tables


def _check_fields(table: Mapping[str, object], record: type, where: str) -> None:
    info = msgspec.inspect.type_info(record)
    fields = sorted(field.name for field in info.fields)  # type: ignore[attr-defined]
    strange = sorted(set(table).difference(fields))
    if strange:
        problem = f"there is no field '{strange[0]}' here."
        raise LexiconError(where, problem, f"Fields are: {', '.join(fields)}.")


def _check_years(table: Mapping[str, object], where: str) -> None:
    since = table.get("since")
    until = table.get("until")
    for year in (since, until):
        if isinstance(year, int) and year not in YEARS:
            problem = f"{year} is not a year of our time."
            raise LexiconError(where, problem, f"Use {YEARS[0]} to {YEARS[-1]}.")
    if isinstance(since, int) and isinstance(until, int) and since > until:
        problem = f"it ends ({until}) before it begins ({since})."
        raise LexiconError(where, problem, "Swap or correct the years.")


def _sentence(text: str) -> str:
    return text[0].lower() + text[1:] + ("" if text.endswith(".") else ".")
