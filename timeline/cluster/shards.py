"""Divide articles into shards, each of which any process on any machine can read by itself.

A shard is a run of files of 0.3 to 20 MB. Its name is made of all that its result depends on: the
files' names and contents, the settings, the version of the program. A shard whose result is there
is never read again, so that whatever was interrupted is started again with the same command.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from timeline import documents
from timeline.cluster.processes import map_in_processes
from timeline.cluster.shard_files import (
    ShardDocument,
    ShardHeader,
    content_key,
    is_damaged,
    result_path,
    write_result,
)
from timeline.documents.build import document_of
from timeline.documents.files import Claims, FoundFile, LineRange, has_no_claim
from timeline.documents.reading import can_link, in_reading_order
from timeline.engine.fingerprint import engine_of
from timeline.errors import InputError, UsageError, reason_of
from timeline.mentions.knowledge import custom_knowledge
from timeline.model.text import Problem
from timeline.output.atomic import write_pieces_atomically
from timeline.output.progress import Progress, silent
from timeline.reading import problem_of, read_or_problem
from timeline.safety.boundary import boundary
from timeline.safety.paths import name_of, real_path, storable
from timeline.settings import Settings

# Bytes of a shard: some thousand articles, read in a few minutes; less where there is less to read,
# so that several processes have something to do. Few sizes, so that a few more articles do not
# divide all of them anew.
SHARD_BYTES = (20_000_000, 5_000_000, 1_250_000, 312_500)
ENOUGH_SHARDS = 64
PLAN_NAME = "shards.json"
# Raise it when the form of plans or results changes: older ones are read again.
VERSION = 1
BYTES_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Files that are read together.

    Attributes:
        name: Digest of all that the result depends on.
        files: The files, in order.
    """

    name: str
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be read, and with what.

    Attributes:
        settings: What shapes the reading.
        published: Publication day of documents that state none; None for none.
        engine: Digest of the program, its libraries and the settings.
        paths: The paths that were given, absolute; for the title.
        shards: In the order of their files.
        tables: Tables of coded incidents, which are read when the shards are collected.
        problems: Paths that cannot be read, and files that are not.
    """

    settings: Settings
    engine: str
    paths: tuple[Path, ...]
    shards: tuple[Shard, ...]
    published: date | None = None
    tables: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def file_count(self) -> int:
        """How many files are to be read."""
        return sum(len(shard.files) for shard in self.shards)


class _PlanFile(msgspec.Struct, kw_only=True):
    """A plan as its file holds it; results are looked up by the names of the shards alone."""

    version: int
    settings: Settings
    engine: str
    paths: list[str]
    shards: list[str]
    files: list[int]
    published: date | None
    tables: list[str]
    problems: list[Problem]


def plan(
    paths: Sequence[Path],
    *,
    settings: Settings,
    claims: Claims = has_no_claim,
    published: date | None = None,
    size: int | None = None,
) -> Plan:
    """Divide files into shards, in their order.

    Args:
        paths: Files and folders.
        settings: What shapes the reading.
        claims: Returns whether a file is a table, which is read when the shards are collected.
        published: Publication day of documents that state none; None for none.
        size: Bytes from which on a shard is full; None to choose by how much there is to read.

    Raises:
        UsageError: The settings ask a language model, which reads no shards.
    """
    if settings.llm_mode is not None:
        problem = "a language model does not read in shards."
        raise UsageError("llm", problem, "Build with --llm and without shards.")
    listed = documents.find_files(paths, claims=claims)
    engine = engine_of(settings)
    common = hashlib.sha256(f"{VERSION}\0{engine}\0{published}".encode())
    shards = []
    absolute = [replace(file, path=real_path(file.path)) for file in listed.files]
    for files in _runs(in_reading_order(absolute), size or _fitting_size(absolute)):
        digest = common.copy()
        for file in files:
            digest.update(_file_digest(file))
        shards.append(Shard(name=digest.hexdigest()[:32], files=files))
    tables = [real_path(path) for path in listed.elsewhere]
    unnamed = [path for path in tables if storable(str(path)) != str(path)]
    return Plan(
        settings=settings,
        engine=engine,
        paths=tuple(real_path(path) for path in paths),
        shards=tuple(shards),
        published=published,
        tables=tuple(path for path in tables if path not in unnamed),
        problems=listed.problems + tuple(map(_unnamed, unnamed)),
    )


def _unnamed(table: Path) -> Problem:
    """Return the problem of a table that a plan cannot name, as its path is not UTF-8."""
    what = "its name, or that of its folder, is not UTF-8: shards cannot keep it."
    return Problem(where=name_of(table), what=what, cure="Rename it.")


def _fitting_size(files: Sequence[FoundFile]) -> int:
    """Return the largest size of shards of which there are enough, else the smallest."""
    total = sum(map(_size_of, files))
    fitting = (size for size in SHARD_BYTES if total >= ENOUGH_SHARDS * size)
    return next(fitting, SHARD_BYTES[-1])


def _runs(files: Sequence[FoundFile], size: int) -> Iterator[tuple[FoundFile, ...]]:
    """Yield files in runs of at least `size` bytes, but for the last.

    Bibliographies, and all that they could link, are one run.
    """
    folders = {file.path.parent for file in files if _has_links(file)}
    linked = [file for file in files if not folders.isdisjoint(file.path.parents)]
    if linked:
        yield tuple(linked)
    alone = [file for file in files if folders.isdisjoint(file.path.parents)]
    yield from _runs_of_parts(alone, size)


def _runs_of_parts(
    files: Sequence[FoundFile], size: int
) -> Iterator[tuple[FoundFile, ...]]:
    """Yield files that link no others in runs of at least `size` bytes, but for the last."""
    run: list[FoundFile] = []
    filled = 0
    for file in files:
        for part in _parts(file, size):
            run.append(part)
            filled += _size_of(part)
            if filled >= size:
                yield tuple(run)
                run, filled = [], 0
    if run:
        yield tuple(run)


def _has_links(file: FoundFile) -> bool:
    """Return whether a file is a bibliography with links: RIS, or JSON with attachments."""
    if not can_link(file):
        return False
    try:
        return file.path.suffix.lower() == ".ris" or b'"attachments"' in file.content()
    except OSError:
        return False


def _parts(file: FoundFile, size: int) -> Iterator[FoundFile]:
    """Yield a file; one of JSON lines that is larger than a shard in parts of at least `size`."""
    is_of_lines = file.path.suffix.lower() == ".jsonl"
    if not is_of_lines or _size_of(file) <= size or _is_wide(file.path):
        yield file
        return
    start = 0
    lines_before = 0
    with file.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        while lines := stream.read(size) + stream.readline():
            part = LineRange(
                start=start,
                size=len(lines),
                lines_before=lines_before,
                file_sha256=digest,
            )
            yield replace(file, part=part)
            start += len(lines)
            lines_before += lines.count(b"\n")


def _is_wide(path: Path) -> bool:
    """Return whether a file has characters of two bytes or more, or cannot be opened."""
    try:
        with path.open("rb") as stream:
            return b"\0" in stream.read(BYTES_LOOKED_AT)
    except OSError:
        return True


def _size_of(file: FoundFile) -> int:
    try:
        return file.size
    except OSError:  # named as a problem when it is read
        return 0


def _file_digest(file: FoundFile) -> bytes:
    """Return a digest of a file's name and content; of its name alone if it cannot be read."""
    digest = hashlib.sha256(
        f"{file.path.name}\0{file.folder}\0".encode("utf-8", "surrogateescape")
    )
    try:
        digest.update(file.content())
    except OSError:
        digest.update(b"unreadable")
    return digest.digest()


def write_plan(plan: Plan, folder: Path) -> None:
    """Write a plan into the folder of its results, which is made if needed.

    Raises:
        UsageError: The folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        hint = "Give a folder that you may write."
        raise UsageError(
            str(folder), f"the folder cannot be made ({reason}).", hint
        ) from None
    content = _PlanFile(
        version=VERSION,
        settings=plan.settings,
        engine=plan.engine,
        paths=[storable(path.as_posix()) for path in plan.paths],
        shards=[shard.name for shard in plan.shards],
        files=[len(shard.files) for shard in plan.shards],
        published=plan.published,
        tables=[path.as_posix() for path in plan.tables],
        problems=list(plan.problems),
    )
    write_pieces_atomically(folder / PLAN_NAME, (msgspec.json.encode(content), b"\n"))


def has_plan(path: Path) -> bool:
    """Return whether a path is a folder of shards."""
    return (path / PLAN_NAME).is_file()


def read_plan(folder: Path) -> Plan:
    """Read the plan of a folder of shards. Its shards list no files.

    Raises:
        InputError: There is no such plan, or it is damaged or of another version.
    """
    path = folder / PLAN_NAME
    hint = "Make it again: timeline read ARTICLES --shards FOLDER."
    try:
        content = msgspec.json.decode(path.read_bytes(), type=_PlanFile)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(
            str(path), f"the plan cannot be opened ({reason}).", hint
        ) from None
    except msgspec.DecodeError:
        raise InputError(
            str(path), "the plan of the shards is damaged.", hint
        ) from None
    if content.version != VERSION:
        raise InputError(
            str(path), "the shards are of another version of Timeline.", hint
        )
    return Plan(
        settings=content.settings,
        engine=content.engine,
        paths=tuple(map(Path, content.paths)),
        shards=tuple(Shard(name=name, files=()) for name in content.shards),
        published=content.published,
        tables=tuple(map(Path, content.tables)),
        problems=tuple(content.problems),
    )


def check_engine(plan: Plan, settings: Settings, folder: Path) -> None:
    """Check that shards were read as this program would read them with these settings.

    Raises:
        UsageError: They were not.
    """
    if engine_of(settings) == plan.engine:
        return
    problem = (
        "these shards were read by another version of Timeline or with other settings."
    )
    hint = "Read them again with `timeline read`, with the same --settings and --model."
    raise UsageError(str(folder), problem, hint)


def unread(shards: Sequence[Shard], folder: Path) -> list[Shard]:
    """Return the shards that have no result in a folder yet."""
    return [shard for shard in shards if not result_path(folder, shard.name).is_file()]


def discard_damaged(shards: Sequence[Shard], folder: Path) -> int:
    """Delete the results that are damaged, so that they are read anew; return how many.

    Raises:
        OSError: One may not be deleted.
    """
    paths = [result_path(folder, shard.name) for shard in shards]
    damaged = [path for path in paths if is_damaged(path)]
    for path in damaged:
        path.unlink(missing_ok=True)
    return len(damaged)


def part_of(shards: Sequence[Shard], number: int, parts: int) -> list[Shard]:
    """Return every `parts`-th shard, from the `number`-th on (counted from 1)."""
    return list(shards[number - 1 :: parts])


def read_in_processes(
    plan: Plan,
    shards: Sequence[Shard],
    folder: Path,
    *,
    jobs: int,
    progress: Progress = silent,
) -> None:
    """Read shards here, in one process or several.

    Args:
        plan: What the shards are part of.
        shards: The shards.
        folder: Where results go.
        jobs: Number of processes.
        progress: Called after every shard.

    Raises:
        InputError: A process was ended from outside.
    """
    work = partial(
        read_shard, folder=folder, settings=plan.settings, published=plan.published
    )
    results: Iterator[int] = map(work, shards)
    if jobs > 1 and len(shards) > 1:
        # builds the index of places once, before several processes would
        custom_knowledge(plan.settings.actors, plan.settings.places)
        results = map_in_processes(work, shards, processes=jobs, stage="reading shards")
    for done, _ in enumerate(results, 1):
        progress("reading shards", done, len(shards))


def read_shard(
    shard: Shard, folder: Path, settings: Settings, published: date | None
) -> int:
    """Read a shard and write its result, whole or not at all; what is there already is kept.

    Args:
        shard: The shard.
        folder: Where results go.
        settings: What shapes the reading.
        published: Publication day of documents that state none; None for none.

    Returns:
        How many documents were read: 0 if the result was there.
    """
    path = result_path(folder, shard.name)
    if path.is_file():
        return 0
    entries, problems = documents.entries_of(shard.files)
    read = []
    for entry, layout in entries:
        shard_document = ShardDocument(entry=entry, layout=layout)
        try:
            with boundary(entry.draft.where):
                _read(shard_document, settings, published)
        except InputError as error:
            if (
                shard_document.key
            ):  # else it fails again, and is named, when they are collected
                shard_document.take(problem_of(error))
        read.append(shard_document)
    write_result(path, ShardHeader(version=VERSION, problems=problems), read)
    return len(read)


def _read(
    shard_document: ShardDocument, settings: Settings, published: date | None
) -> None:
    """Read a document and note its key and its reports."""
    # Whether it is the only document of all, which the option alone would date, is not known here.
    document = document_of(
        shard_document.entry,
        shard_document.layout,
        name=shard_document.entry.stem,
        published=published,
        is_single=False,
    )
    shard_document.key = content_key(document)
    shard_document.take(read_or_problem(document, settings=settings))
