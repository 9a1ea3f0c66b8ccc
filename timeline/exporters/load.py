"""Read a timeline that was written: one JSON file, or a folder of Parquet files."""

from pathlib import Path

from timeline.exporters import json, parts
from timeline.model.timeline import TimelineData


def is_folder(path: Path) -> bool:
    """Return whether a path is the folder of a large timeline."""
    return parts.are_parts(path)


def read(path: Path) -> TimelineData:
    """Read a timeline.json, or a folder that stands for one.

    Raises:
        InputError: It is no timeline, or damaged.
        UsageError: It is a folder, and the library pyarrow is not installed.
    """
    return parts.read(path) if is_folder(path) else json.read(path)
