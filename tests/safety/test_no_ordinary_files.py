"""Devices, pipes and endless files in the place of a file that is read whole: named, and never waited for."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.views.sample import small
from timeline.errors import TimelineError
from timeline.evaluation.gold import read_gold
from timeline.exporters import json as timeline_json
from timeline.exporters import jsonl
from timeline.llm.answers import read_recorded
from timeline.project.corrections import read_corrections
from timeline.review.table import table_text
from timeline.safety.content import bytes_of
from timeline.safety.limits import VARIABLE
from timeline.settings import read_settings
from timeline.views.story import read_story

READERS: dict[str, Callable[[Path], object]] = {
    "timeline.json": timeline_json.read,
    "incidents.jsonl": jsonl.read,
    "story.json": read_story,
    "timeline.toml": read_settings,
    "corrections.csv": read_corrections,
    "table of a review": table_text,
    "answers.jsonl": read_recorded,
    "gold.json": lambda path: read_gold(path.parent),
}
pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="makes pipes as POSIX has them"
)


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("name", READERS)
def test_no_ordinary_file_is_refused(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(TimelineError, match=r"a\.json"):
        READERS[name](path)


def write_and_close(descriptor: int, content: str) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(content)


def test_pipe_that_a_shell_gives_is_read(tmp_path: Path) -> None:
    content = timeline_json.to_text(small())
    reading, writing = os.pipe()
    shell = threading.Thread(target=write_and_close, args=(writing, content))
    shell.start()
    assert (
        timeline_json.to_text(timeline_json.read(Path(f"/dev/fd/{reading}"))) == content
    )
    os.close(reading)
    shell.join()


def test_file_that_grew_ends_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "settings-bytes=100")
    path = tmp_path / "timeline.toml"
    path.write_bytes(b"#" * 101)
    with pytest.raises(TimelineError, match="101 bytes of a timeline"):
        bytes_of(path, "settings-bytes")
    path.write_bytes(b"#" * 100)
    assert len(bytes_of(path, "settings-bytes")) == 100
