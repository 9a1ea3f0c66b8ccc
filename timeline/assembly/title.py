"""What is a timeline called, when nobody names it?"""

from collections.abc import Sequence
from pathlib import Path

from timeline.documents.encoding import plain_lines

READMES = ("README.md", "README.txt", "README")
LOOKED_AT = 4_000  # bytes of a README; its heading stands at the top
LONGEST = 110  # characters of a heading, or of names side by side


def name_of(paths: Sequence[Path], names: Sequence[str]) -> str:
    """Name a timeline of several documents and tables: by the one folder or file that was given, else by the first name.

    >>> name_of([Path("articles/idlib")], ())
    'idlib'
    """
    if len(paths) == 1:
        whole = paths[0].resolve()
        name = name_of_folder(whole) if whole.is_dir() else whole.name.removesuffix(whole.suffix)
        if name:
            return plain_lines(name)
    listed = "; ".join(names)
    if len(paths) > 1 and any(path.is_dir() for path in paths) and len(listed) <= LONGEST:
        return listed
    return f"{names[0]} and {len(names) - 1:,} more"


def name_of_folder(folder: Path) -> str:
    """Name a folder as its README is headed, else as it is called."""
    for name in READMES:
        try:
            with (folder / name).open("rb") as file:
                head = file.read(LOOKED_AT).decode("utf-8", errors="replace")
        except OSError:  # no README, or none that may be read: the folder has a name of its own
            continue
        heading = next(
            (line[2:].strip() for line in head.splitlines() if line.startswith("# ")), ""
        )
        if heading and len(heading) <= LONGEST:
            return " ".join(plain_lines(heading).split())
    return folder.resolve().name
