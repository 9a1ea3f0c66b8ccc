"""Check before the work that output files can be written and overwrite nothing that is read."""

from collections.abc import Sequence
from pathlib import Path

from timeline.errors import UsageError, reason_of
from timeline.safety.paths import real_path


def check_outputs(outputs: Sequence[Path], *, inputs: Sequence[Path] = ()) -> None:
    """Raise UsageError for a file that cannot be written or would overwrite an input or output."""
    read = {real_path(path) for path in inputs}
    written: set[Path] = set()
    for path in outputs:
        resolved = _writable(path)
        if resolved in read:
            raise _overwritten(path, "this file is read")
        if resolved in written:
            raise _overwritten(path, "this file is written twice")
        written.add(resolved)


def _writable(path: Path) -> Path:
    """Return the absolute path of a file; raise UsageError if no file can be there."""
    try:
        has_folder = path.parent.is_dir()
        is_folder = path.is_dir()
        resolved = real_path(path)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            str(path), f"cannot be written ({reason}).", "Give another path."
        ) from None
    if not has_folder:
        problem = f"there is no folder {str(path.parent)!r}."
        raise UsageError(str(path), problem, "Make it first, or give another path.")
    if is_folder:
        problem = "cannot be written (it is a folder)."
        raise UsageError(str(path), problem, "Give the name of a file in it.")
    return resolved


def _overwritten(path: Path, problem: str) -> UsageError:
    hint = "Give another path for the output."
    return UsageError(str(path), f"{problem}; it would be overwritten.", hint)
