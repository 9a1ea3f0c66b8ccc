"""Title of a timeline that nobody names."""

from collections.abc import Sequence
from pathlib import Path

from timeline.documents.encoding import plain_lines
from timeline.safety.paths import real_path

READMES = ("README.md", "README.txt", "README")
LOOKED_AT = 4_000  # bytes of a README; its heading stands at the top
LONGEST = 110  # characters of a heading, or of names side by side


def name_of(paths: Sequence[Path], names: Sequence[str]) -> str:
    """Return a name for a timeline of several documents and tables.

    It is that of the one folder or file that was given, else it begins with the first name.

    >>> name_of([Path("articles/idlib")], ())
    'idlib'
    """
    if len(paths) == 1:
        path = real_path(paths[0])
        name = name_of_folder(path) if path.is_dir() else path.stem
        if name:
            return plain_lines(name)
    listed = "; ".join(names)
    has_folder = any(path.is_dir() for path in paths)
    if len(paths) > 1 and has_folder and len(listed) <= LONGEST:
        return listed
    return f"{names[0]} and {len(names) - 1:,} more"


def name_of_folder(folder: Path) -> str:
    """Return the heading of a folder's README, else the folder's own name."""
    for name in READMES:
        try:
            if not (folder / name).is_file():  # a pipe would be waited for
                continue
            with (folder / name).open("rb") as file:
                head = file.read(LOOKED_AT)
        except (
            OSError
        ):  # no README, or none that may be read: the folder has a name of its own
            continue
        heading = _heading(head.decode("utf-8", errors="replace"))
        if heading and len(heading) <= LONGEST:
            return " ".join(plain_lines(heading).split())
    return real_path(folder).name


def _heading(text: str) -> str:
    """Return the first heading of a Markdown text; "" without one."""
    for line in text.splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return ""
