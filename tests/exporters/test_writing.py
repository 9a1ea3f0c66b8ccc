"""Is a file written whole or not at all, and is every way to fail explained? (timeline/files.py)"""

import os
import threading
from pathlib import Path

import pytest

from timeline.errors import UsageError
from timeline.output.atomic import write_atomically


def test_text_is_written_as_it_is_in_utf8(tmp_path: Path) -> None:
    write_atomically(tmp_path / "x", "é\r\n\u2028\n")
    assert (tmp_path / "x").read_bytes() == b"\xc3\xa9\r\n\xe2\x80\xa8\n"


def test_failed_writing_keeps_old_text_and_leaves_nothing(tmp_path: Path) -> None:
    write_atomically(tmp_path / "x", "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "x", "new \udc80")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("x", "old")]


def test_rewritten_file_keeps_permissions_new_one_has_usual(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "new", "")
    (tmp_path / "mine").touch(mode=0o600)
    write_atomically(tmp_path / "mine", "")
    modes = {
        name: (tmp_path / name).stat().st_mode & 0o777
        for name in ("usual", "new", "mine")
    }
    assert modes["new"] == modes["usual"]
    assert modes["mine"] == 0o600


def test_name_may_be_as_long_as_system_allows(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 255), "long")
    assert [len(one.name) for one in tmp_path.iterdir()] == [255]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write_atomically(pipe, "through")
    reader.join(timeout=120)
    assert got == ["through"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (".", "cannot be written (it is a folder). Give the name of a file in it."),
        (
            "none/x",
            "cannot be written (there is no folder 'none'). Make that folder first, or give another path.",
        ),
        (
            "file/x",
            "cannot be written (not a directory). Give a path where you may write.",
        ),
        (
            "x" * 300,
            "cannot be written (file name too long). Give a path where you may write.",
        ),
    ],
)
def test_path_that_cannot_be_written_is_usage_error(
    path: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError) as caught:
        write_atomically(tmp_path / path, "x")
    assert str(caught.value) == f"{tmp_path / path}: {message}"
