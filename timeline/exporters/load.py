"""Read a timeline that was written: one JSON file, or a folder of Parquet files."""

from pathlib import Path

from timeline.exporters import json, parts
from timeline.model.timeline import TimelineData


def read(path: Path) -> TimelineData:
    """Read a timeline.json, or a folder that stands for one.

    Raises:
        InputError: It is no timeline, or damaged.
        UsageError: It is a folder, and the library pyarrow is not installed.
    """
    return parts.read(path) if parts.are_parts(path) else json.read(path)
