"""Files that a bibliography links: read once, with the title, day and outlet it gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.documents.build import FileOrigin
from timeline.documents.files import FoundFile
from timeline.documents.raw import LinkedFile, RawDocument, RawDocuments
from timeline.model.text import Problem
from timeline.safety.paths import name_of, real_path

# Reads a file that was found.
ReadFile = Callable[[FoundFile], tuple[RawDocuments, FileOrigin]]
Linked = tuple[RawDocuments, FoundFile, FileOrigin | None]


class LinkedFiles:
    """The files that bibliographies linked so far."""

    def __init__(self, read: ReadFile) -> None:
        """Keep what reads a file."""
        self._read = read
        self._paths: set[Path] = set()

    def has_read(self, path: Path) -> bool:
        """Return whether a file was linked and read."""
        return real_path(path) in self._paths

    def read(
        self, links: Sequence[LinkedFile], bibliography: FoundFile
    ) -> Iterator[Linked]:
        """Yield the documents of linked files; of a reference without a file, its abstract.

        Nothing outside of the bibliography's folder is read: its paths come from outside.
        """
        folder = real_path(bibliography.path).parent
        abstracts = 0
        for link in links:
            path = _inside(link, folder)
            drafts, origin = RawDocuments(), None
            if path is not None:
                self._paths.add(path)
                drafts, origin = self._read(_found(path, folder, bibliography))
            if drafts.drafts and path is not None:
                file = _found(path, folder, bibliography)
                yield _with_facts(drafts, link.draft), file, origin
                continue
            missing = drafts.problems or (_missing(link),) if link.paths else ()
            abstracts += bool(link.draft.text.strip())
            yield _abstract_of(link, missing), bibliography, None
        if abstracts:
            note = _only_abstracts(abstracts, bibliography)
            yield RawDocuments(problems=(note,)), bibliography, None


def _inside(link: LinkedFile, folder: Path) -> Path | None:
    """Return the first of the linked files that lies in the folder or below it."""
    for name in link.paths:
        try:
            path = real_path(folder / name)
            if path.is_relative_to(folder) and path.is_file() and _is_text(path):
                return path
        except (OSError, ValueError):  # a name that no file can have
            continue
    return None


_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp4", ".mp3"})


def _is_text(path: Path) -> bool:
    return path.suffix.lower() not in _IMAGES


def _found(path: Path, folder: Path, bibliography: FoundFile) -> FoundFile:
    inner = path.parent.relative_to(folder).as_posix()
    parts = (bibliography.folder, "" if inner == "." else inner)
    return FoundFile(path=path, folder="/".join(filter(None, parts)))


def _with_facts(drafts: RawDocuments, facts: RawDocument) -> RawDocuments:
    """Let what the bibliography says go before what a file says of itself, if it is one article."""
    if len(drafts.drafts) != 1:
        return RawDocuments(drafts=drafts.drafts, problems=drafts.problems)
    draft = drafts.drafts[0]
    stated = {
        name: value
        for name in ("id", "title", "publisher", "url", "retrieved", "archived")
        if (value := getattr(facts, name)) is not None
    }
    if facts.published is not None:
        stated["published"] = facts.published
        stated["published_from"] = "bibliography"
    return RawDocuments(drafts=(replace(draft, **stated),), problems=drafts.problems)


def _abstract_of(link: LinkedFile, problems: Sequence[Problem]) -> RawDocuments:
    drafts = (link.draft,) if link.draft.text.strip() else ()
    return RawDocuments(drafts=drafts, problems=tuple(problems))


def _missing(link: LinkedFile) -> Problem:
    what = (
        f"the linked file {link.paths[0][-60:]!r} is not in the bibliography's folder."
    )
    return Problem(
        where=link.where, what=what, cure="Export with files, into one folder."
    )


def _only_abstracts(count: int, bibliography: FoundFile) -> Problem:
    return Problem(
        where=name_of(bibliography.path),
        what=f"of {count:,} references only the abstract was read, as no file is there.",
        cure="Export with files, or give the texts themselves.",
        skipped=False,
    )
