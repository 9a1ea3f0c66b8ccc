"""What reads files of others: each target takes damaged bytes and may raise nothing but our own errors."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.fuzz import seeds
from tests.views.sample import small
from timeline import datasets, documents
from timeline.errors import TimelineError
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.model.text import Problem
from timeline.project.apply_corrections import Resolver, apply_corrections
from timeline.project.corrections import read_corrections
from timeline.settings import read_settings
from timeline.views.page import page_html
from timeline.views.story import read_story

Run = Callable[[bytes, Path], Sequence[Problem]]


@dataclass(frozen=True)
class Target:
    """A reader.

    Attributes:
        name: Its kind of files.
        seeds: Files in order.
        run: Reads bytes; a folder for files of its own comes with them.
    """

    name: str
    seeds: Callable[[], list[bytes]]
    run: Run


def _document(extension: str, data: bytes, folder: Path) -> Sequence[Problem]:
    path = folder / f"a-2012-03-05{extension}"
    path.write_bytes(data)
    datasets.is_table_file(path)
    return documents.read([path]).problems


def _table(extension: str, data: bytes, folder: Path) -> Sequence[Problem]:
    path = folder / f"table{extension}"
    path.write_bytes(data)
    datasets.is_table_file(path)
    coded = datasets.read([path], actors=actor_lexicon(), gazetteer=gazetteer())
    return coded.problems


def _settings(data: bytes, folder: Path) -> Sequence[Problem]:
    path = folder / "timeline.toml"
    path.write_bytes(data)
    settings = read_settings(path)
    with_custom_actors(actor_lexicon(), settings.actors)
    with_custom_places(gazetteer(), settings.places)
    return ()


def _corrections(data: bytes, folder: Path) -> Sequence[Problem]:
    path = folder / "corrections.csv"
    path.write_bytes(data)
    rows, problems = read_corrections(path)
    timeline = small()
    resolver = Resolver(
        reports={},
        documents={document.id: document for document in timeline.documents},
        types=incident_types(),
        find_actor=actor_lexicon().find,
        find_place=gazetteer().find,
    )
    result = apply_corrections(
        timeline.incidents, rows, resolver=resolver, file=path.name
    )
    return [*problems, *result.problems]


def _story(data: bytes, folder: Path) -> Sequence[Problem]:
    path = folder / "story.json"
    path.write_bytes(data)
    read_story(path)
    return ()


def _timeline(data: bytes, folder: Path) -> Sequence[Problem]:
    """Read a timeline; one that is still in order is drawn and exported."""
    path = folder / "x.timeline.json"
    path.write_bytes(data)
    timeline = timeline_json.read(path)
    page_html(timeline)
    for name, write in EXPORTERS:
        write(timeline, folder / f"out.{name}")
    return ()


def targets() -> list[Target]:
    """Return every reader: those of the registries, and those of a project's own files."""
    found = [
        Target(
            f"document {name}",
            partial(seeds.document_seeds, name),
            partial(_document, name),
        )
        for name in seeds.document_extensions()
    ]
    found += [
        Target(f"table {name}", partial(seeds.table_seeds, name), partial(_table, name))
        for name in seeds.table_extensions()
    ]
    own: list[tuple[str, list[bytes], Run]] = [
        ("timeline.toml", [seeds.TOML.encode()], _settings),
        ("corrections.csv", [seeds.CORRECTIONS.encode()], _corrections),
        ("story", [json.dumps(seeds.STORY).encode()], _story),
    ]
    found += [Target(name, partial(list, files), run) for name, files, run in own]
    return [*found, Target("timeline.json", seeds.timelines, _timeline)]


def allowed(error: BaseException) -> bool:
    """Return whether a reader may raise this."""
    return isinstance(error, TimelineError)
