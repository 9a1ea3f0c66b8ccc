"""Does a lexicon file keep its own rules, and can what was made of it be kept for the next run?"""

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
"""Years that a lexicon file may name; anything else is a slip of the keyboard."""


def cache_folder() -> Path:
    """Give the user's cache folder for what we make of our own data; it need not exist yet."""
    return Path(platformdirs.user_cache_dir("conflict-timeline"))


def read_tables(path: Path, key: str, record: type[Record]) -> list[Record]:
    """Read the `[[key]]` tables of a TOML file as frozen records.

    Raises:
        LexiconError: If the file is no TOML, holds other tables, or a table has a wrong, missing or unknown field.
    """
    tables = _tables(path, key)
    records = []
    for number, table in enumerate(tables, start=1):
        where = f"{path.name}, {key} {number} ({table.get('id') or table.get('name') or table.get('words', 'no id')})"
        _known_fields(table, record, where)
        try:
            records.append(msgspec.convert(table, record))
        except msgspec.ValidationError as wrong:
            raise LexiconError(where, f"{_sentence(str(wrong))}", "Correct this field.") from wrong
        _sane_years(table, where)
    return records


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


def kept(
    name: str,
    inputs: Iterable[Path],
    make: Callable[[], Made],
    made: type[Made],
    *,
    folder: Path | None,
) -> Made:
    """Return what `make` makes of the input files, from the cache folder when the files are unchanged.

    A cache that cannot be read or written is no error: the thing is made again.
    """
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), *sorted(inputs)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    file = (folder or cache_folder()) / f"{name}-{digest.hexdigest()[:16]}.json"
    try:
        if is_own(file):
            return msgspec.json.decode(file.read_bytes(), type=made)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    thing = make()
    _keep(file, msgspec.json.encode(thing))
    discard_others(file)
    return thing


def discard_others(file: Path) -> None:
    """Remove what was kept under the same name for other versions of the data; what is in use elsewhere stays."""
    for other in file.parent.glob(f"{file.stem.rsplit('-', 1)[0]}-*{file.suffix}"):
        if other != file:
            with suppress(OSError):
                other.unlink()


def _keep(file: Path, content: bytes) -> None:
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
        raise LexiconError(
            path.name, f"this is not TOML: {wrong}.", "Correct the line it names."
        ) from wrong
    strange = sorted(set(content) - {key})
    if strange or not isinstance(content.get(key, []), list):
        raise LexiconError(
            path.name,
            f"'{(strange or [key])[0]}' has no place here.",
            f"Write [[{key}]] tables only.",
        )
    tables: list[dict[str, object]] = content.get(key, [])
    return tables


def _known_fields(table: Mapping[str, object], record: type, where: str) -> None:
    known = [field.name for field in msgspec.inspect.type_info(record).fields]  # type: ignore[attr-defined]
    strange = sorted(set(table) - set(known))
    if strange:
        raise LexiconError(
            where,
            f"there is no field '{strange[0]}' here.",
            f"Fields are: {', '.join(sorted(known))}.",
        )


def _sane_years(table: Mapping[str, object], where: str) -> None:
    since, until = table.get("since"), table.get("until")
    for year in (since, until):
        if isinstance(year, int) and year not in YEARS:
            raise LexiconError(
                where, f"{year} is no year of our time.", f"Use {YEARS[0]} to {YEARS[-1]}."
            )
    if isinstance(since, int) and isinstance(until, int) and since > until:
        raise LexiconError(
            where, f"it ends ({until}) before it begins ({since}).", "Swap or correct the years."
        )


def _sentence(text: str) -> str:
    return text[0].lower() + text[1:] + ("" if text.endswith(".") else ".")
